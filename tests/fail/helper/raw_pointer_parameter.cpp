// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's parameters are integers, enumerations, fc::guest<T>, fc::guest_span<T> or fc::guest_string, after an optional environment reference
#include <femto/vm.hpp>

std::uint32_t peek(const std::uint32_t* at) { return *at; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<1, "peek", peek>>;
};

fc::vm<config> vm;
const auto call = &config::helpers::invoke<config::memory, config::environment>;
