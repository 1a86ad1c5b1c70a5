// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace fc::cli {

/// A decimal number or, after `0x`, a hexadecimal one; nothing if `text` is no such number.
template <class Unsigned>
std::optional<Unsigned> parse_number(std::string_view text) {
    const bool is_hex = text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X";
    text.remove_prefix(is_hex ? 2 : 0);
    Unsigned value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value, is_hex ? 16 : 10);
    return error == std::errc{} && stopped == end ? std::optional{value} : std::nullopt;
}

} // namespace fc::cli
