// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/image/sections.hpp>

#include <array>

std::array<std::uint8_t, 8> make();

fc::sections parts() { return {.data = make()}; }
