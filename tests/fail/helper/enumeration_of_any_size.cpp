// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's enumeration needs a fixed underlying type: a container can pass any number
// ERRORS: 1
#include <femto/helper/table.hpp>

enum colour { red, green };
void paint(colour);

constexpr auto id = fc::helper<1, "paint", paint>::id;
