// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: the table of helpers lacks one of these ids
#include <femto/vm.hpp>

void nothing() {}
using helpers = fc::helper_table<fc::helper<0x10, "nothing", nothing>>;

constexpr auto set = fc::helper_set<helpers>::of<0x10, 0x11>();
