// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

constexpr std::uint8_t nibble(char digit) {
    return static_cast<std::uint8_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
}

/// Bytes as two hexadecimal digits each; spaces between them are passed over.
inline std::vector<std::uint8_t> from_hex(std::string_view text) {
    std::vector<std::uint8_t> bytes;
    bool is_low = false;
    for (const char each : text) {
        if (each == ' ' || each == '\n') {
            continue;
        }
        if (is_low) {
            bytes.back() = static_cast<std::uint8_t>(bytes.back() | nibble(each));
        } else {
            bytes.push_back(static_cast<std::uint8_t>(nibble(each) << 4));
        }
        is_low = !is_low;
    }
    return bytes;
}

inline std::string to_hex(std::span<const std::uint8_t> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t each : bytes) {
        text.push_back(digits[each >> 4]);
        text.push_back(digits[each & 15]);
    }
    return text;
}

} // namespace fc::test
