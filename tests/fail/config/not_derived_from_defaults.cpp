// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a Config derives from fc::defaults: struct config : fc::defaults { }
// ERRORS: 1
#include <femto/vm.hpp>

struct config {
    static constexpr std::size_t stack_bytes = 512;
};

alignas(4) constexpr std::uint8_t text[8] = {0x95};
const auto program = fc::verify<config>(text);
