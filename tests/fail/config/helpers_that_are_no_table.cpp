// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::helpers must be a fc::helper_table
#include <femto/vm.hpp>

std::uint32_t now_ms();

struct config : fc::defaults {
    using helpers = fc::helper<1, "now_ms", now_ms>;
};

fc::vm<config> vm;
