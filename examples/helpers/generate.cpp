// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Prints helpers.h, which the container includes. Runs while the project is built.
#include "table.hpp"

#include <femto/helper/c_header.hpp>

#include <cstdio>

template <>
inline constexpr const char* fc::guest_type_name<firmware::reading> = "struct reading";

int main() {
    fc::write_guest_header<firmware::helpers>([](const char* text) { std::fputs(text, stdout); },
                                              "FIRMWARE_HELPERS_H");
}
