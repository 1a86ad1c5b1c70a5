// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's cost must be at most 16777215 slots
#include <femto/helper/table.hpp>

void nothing() {}

using table = fc::helper_table<fc::helper<1, "nothing", nothing, 0x1000000>>;
std::size_t size = table::size;
