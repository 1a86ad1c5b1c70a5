// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::helper_table: list helpers in ascending order of id, each once
#include <femto/helper/table.hpp>

void nothing() {}

using table = fc::helper_table<fc::helper<2, "two", nothing>, fc::helper<1, "one", nothing>>;
std::size_t size = table::size;
