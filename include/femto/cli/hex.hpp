// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// `value` as every verb prints numbers: 0x2a.
inline std::string to_hex(std::uint64_t value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), hex_digits[value & 15U]);
        value >>= 4;
    } while (value != 0);
    return "0x" + digits;
}

/// "8f3a22e0": two digits for each byte.
inline std::string hex_of(std::span<const std::uint8_t> bytes) {
    std::string out;
    for (const std::uint8_t each : bytes) {
        out += hex_digits[each >> 4U];
        out += hex_digits[each & 15U];
    }
    return out;
}
inline std::string hex_of(std::string_view bytes) {
    return hex_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// The bytes that `text` spells, two digits each, with white space and colons between bytes at will
/// and `0x` before the first: as people copy them from debuggers, dumps and address lists.
/// @param what  names the text in the sentence of an error
/// @param kind  `usage` for an argument, `refused` for input
inline std::vector<std::uint8_t> from_hex(std::string_view text, const std::string& what,
                                          failure::kind kind) {
    constexpr int nothing = -1;
    const auto digit_of = [](char c) {
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        const auto at = std::string_view{hex_digits, 16}.find(lower);
        return at == std::string_view::npos ? nothing : static_cast<int>(at);
    };
    const auto offset_of = [](std::size_t at) { return static_cast<std::uint32_t>(at); };

    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2);
    int high = nothing;
    const bool has_prefix = text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X";
    for (std::size_t at = has_prefix ? 2 : 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool is_blank = c == ' ' || c == ':' || (c >= '\t' && c <= '\r');
        const int digit = digit_of(c);
        if (digit == nothing && (!is_blank || high != nothing)) {
            throw failure{kind,
                          what + ": character " + std::to_string(at + 1) +
                              (is_blank ? " splits a byte: they have two digits each"
                                        : " is no hexadecimal digit"),
                          "bad_hex", offset_of(at)};
        }
        if (is_blank) {
            continue;
        }
        if (high == nothing) {
            high = digit;
        } else {
            bytes.push_back(static_cast<std::uint8_t>(high << 4 | digit));
            high = nothing;
        }
    }
    if (high != nothing) {
        throw failure{kind, what + ": odd number of hexadecimal digits", "bad_hex",
                      offset_of(text.size())};
    }
    return bytes;
}

} // namespace fc::cli
