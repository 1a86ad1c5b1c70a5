// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/semihosting.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::bare_metal::detail {

inline void print(const char* text) {
    std::size_t length = 0;
    while (text[length] != 0) {
        ++length;
    }
    semihosting_console::write(text, length);
}

/// 0x and eight digits.
inline void print_hex(std::uint32_t value) {
    char digits[10] = {'0', 'x'};
    for (unsigned i = 0; i < 8; ++i) {
        digits[2 + i] = "0123456789abcdef"[value >> (28 - 4 * i) & 0xF];
    }
    semihosting_console::write(digits, sizeof digits);
}

} // namespace fc::bare_metal::detail
