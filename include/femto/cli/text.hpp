// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace fc::cli {

inline constexpr char hex_digits[] = "0123456789abcdef";

/// `text` on one line: what a hostile file or argument puts into a message must not end the line
/// or reach the terminal as a control sequence.
inline std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            out += "\\x";
            out += hex_digits[byte >> 4];
            out += hex_digits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out;
}

/// `text` as a JSON string. Bytes that are not ASCII are escaped one by one: a message may quote a
/// file name that is no UTF-8.
inline std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte >= 0x7F) {
            out += "\\u00";
            out += hex_digits[byte >> 4];
            out += hex_digits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace fc::cli
