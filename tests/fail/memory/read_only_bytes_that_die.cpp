// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/memory/region.hpp>

#include <array>

std::array<std::uint8_t, 8> make();

fc::region region = fc::read_only(make());
