// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/image/open.hpp>

#include <array>

std::array<std::uint8_t, 8> receive();

auto image() { return fc::image::open(receive()); }
