// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper gets no pointers, which nobody would have checked: take fc::guest<T>, fc::guest_span<T> or fc::guest_string
// ERRORS: 1
#include <femto/vm.hpp>

std::uint32_t peek(const std::uint32_t* at) { return *at; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<1, "peek", peek>>;
};

fc::vm<config> vm;
auto end(const fc::program_of<config>& program) { return vm.run(program); }
