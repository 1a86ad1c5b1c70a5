// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

// Numbers as text, from anyone: what is none is said to be none, and what does not fit, too.

namespace fc::update::compat {

using characters = std::span<const std::uint8_t>;

inline constexpr std::uint32_t no_number = std::numeric_limits<std::uint32_t>::max();

constexpr std::uint32_t digit_of(std::uint8_t it) {
    if (it >= '0' && it <= '9') {
        return it - std::uint32_t{'0'};
    }
    const std::uint32_t lower = it | 0x20U;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : no_number;
}

/// At most 7 digits of base 10 or 16, and at least one; `no_number` for anything else.
constexpr std::uint32_t read_digits(characters from, std::uint32_t base) {
    constexpr std::size_t digits_max = 7; // of which no number overflows
    if (from.empty() || from.size() > digits_max) {
        return no_number;
    }
    std::uint32_t out = 0;
    for (const std::uint8_t each : from) {
        const std::uint32_t digit = digit_of(each);
        if (digit >= base) {
            return no_number;
        }
        out = out * base + digit;
    }
    return out;
}

constexpr bool are_hexadecimal(characters all) {
    bool out = true;
    for (const std::uint8_t each : all) {
        out = out && digit_of(each) != no_number;
    }
    return out;
}

} // namespace fc::update::compat
