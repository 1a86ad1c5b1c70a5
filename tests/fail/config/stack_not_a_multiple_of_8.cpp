// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::stack_bytes must be 64 to 65528 and a multiple of 8
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::size_t stack_bytes = 100;
};

fc::vm<config> vm;
