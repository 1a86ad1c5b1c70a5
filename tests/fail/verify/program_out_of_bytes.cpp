// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: no matching
#include <femto/vm.hpp>

std::uint8_t text[8];
fc::program_of<fc::defaults> program{std::span<const std::uint8_t>{text}};
