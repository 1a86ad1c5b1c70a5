// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: C calls helpers by name: two of this table have the same
// ERRORS: 1
#include <femto/helper/c_header.hpp>

void nothing() {}

using table = fc::helper_table<fc::helper<1, "one", nothing>, fc::helper<2, "one", nothing>>;
void write() {
    fc::write_guest_header<table>([](const char*) {});
}
