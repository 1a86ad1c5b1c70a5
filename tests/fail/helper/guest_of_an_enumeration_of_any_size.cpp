// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::guest<T>: every pattern of bits must be a T, so it is trivially copyable, no pointer, and no enumeration without underlying type
// ERRORS: 1
#include <femto/helper/guest.hpp>

enum colour { red, green };
fc::guest<colour> shared;
