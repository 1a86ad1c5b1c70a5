// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: constraint
// ERRORS: 1
#include <femto/vm.hpp>

struct config {
    static constexpr std::size_t stack_bytes = 512;
};

fc::vm<config> vm;
