// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::guest<bool> is undefined for a byte other than 0 and 1, and a container can write any: take fc::guest<std::uint8_t>
// ERRORS: 1
#include <femto/helper/table.hpp>

void set(fc::guest<bool> flag) { flag.set(true); }

constexpr auto id = fc::helper<1, "set", set>::id;
