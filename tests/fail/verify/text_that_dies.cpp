// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/vm.hpp>

#include <array>

std::array<std::uint8_t, 8> make();

bool good = static_cast<bool>(fc::verify<fc::defaults>(make()));
