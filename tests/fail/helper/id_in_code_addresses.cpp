// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper id must be below 0x7F000000: code addresses lie above
#include <femto/helper/table.hpp>

void nothing() {}

using table = fc::helper_table<fc::helper<0x7F000000, "nothing", nothing>>;
std::size_t size = table::ids[0];
