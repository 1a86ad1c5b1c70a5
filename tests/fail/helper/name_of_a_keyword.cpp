// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's name must be an identifier of C and C++: letters, digits and underscores, no digit first, no keyword
// ERRORS: 1
#include <femto/helper/table.hpp>

void nothing() {}

constexpr auto id = fc::helper<1, "delete", nothing>::id;
