// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fc::cli {

inline constexpr char hex_digits[] = "0123456789abcdef";

/// One character of UTF-8; no bytes where there is none.
struct utf8_character {
    std::size_t bytes = 0;
    std::uint32_t code = 0;
};

/// The character that `text`, which is not empty, begins with: in the one form RFC 3629 allows.
inline utf8_character utf8_at(std::string_view text) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return static_cast<unsigned char>(text[i]);
    };
    if (byte(0) < 0x80) {
        return {1, byte(0)};
    }
    struct form {
        unsigned lead;
        unsigned mask;
        std::size_t bytes;
        std::uint32_t least; // what needs so many bytes
    };
    for (const form& each :
         {form{0xC0, 0xE0, 2, 0x80}, form{0xE0, 0xF0, 3, 0x800}, form{0xF0, 0xF8, 4, 0x10000}}) {
        if ((byte(0) & each.mask) != each.lead || text.size() < each.bytes) {
            continue;
        }
        std::uint32_t code = byte(0) & ~each.mask & 0xFFU;
        for (std::size_t i = 1; i < each.bytes; ++i) {
            if ((byte(i) & 0xC0U) != 0x80) {
                return {};
            }
            code = code << 6 | (byte(i) & 0x3FU);
        }
        const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
        return code < each.least || code > 0x10FFFF || is_surrogate
                   ? utf8_character{}
                   : utf8_character{each.bytes, code};
    }
    return {};
}

/// True for what would end a line, have a terminal do something else than show it, or show nothing so
/// that two names look the same: the control characters of both halves, the two separators, what turns
/// the direction of writing, and what has no width.
inline bool is_control(std::uint32_t code) {
    struct range {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array<range, 12> hidden{{
        {0x00, 0x1F},
        {0x7F, 0x9F},
        {0xAD, 0xAD},       // a hyphen that is there only where a line ends
        {0x061C, 0x061C},   // the mark of Arabic
        {0x180E, 0x180E},   // a vowel separator of Mongolian
        {0x200B, 0x200F},   // spaces and joiners without width, marks of direction
        {0x2028, 0x202E},   // separators, embeddings, overrides
        {0x2060, 0x206F},   // invisible operators, isolates
        {0xFEFF, 0xFEFF},   // the byte order mark
        {0xFFF9, 0xFFFB},   // annotations
        {0x1D173, 0x1D17A}, // of music
        {0xE0000, 0xE007F}, // tags
    }};
    return std::ranges::any_of(
        hidden, [&](const range& each) { return code >= each.first && code <= each.last; });
}

/// `text` on one line: what a hostile file or argument puts into a message must not end the line
/// or reach the terminal as a control sequence. The result is UTF-8, whatever `text` is.
inline std::string on_one_line(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const utf8_character next = utf8_at(text);
        const bool shows = next.bytes != 0 && !is_control(next.code);
        const std::string_view taken = text.substr(0, next.bytes == 0 ? 1 : next.bytes);
        for (const char c : taken) {
            if (shows) {
                out += c;
                continue;
            }
            const auto byte = static_cast<unsigned char>(c);
            out += "\\x";
            out += hex_digits[byte >> 4];
            out += hex_digits[byte & 15U];
        }
        text.remove_prefix(taken.size());
    }
    return out;
}

namespace detail {
/// As JSON writes a character that would not show: by the numbers it has in UTF-16.
inline std::string json_escape(std::uint32_t code) {
    if (code == '\n') {
        return "\\n";
    }
    if (code > 0xFFFF) {
        code -= 0x10000;
        return json_escape(0xD800 + (code >> 10U)) + json_escape(0xDC00 + (code & 0x3FFU));
    }
    std::string out = "\\u";
    for (unsigned bit = 16; bit != 0; bit -= 4) {
        out += hex_digits[code >> (bit - 4) & 15U];
    }
    return out;
}
} // namespace detail

/// `text` as a JSON string, which is that text for who reads it, and safe for a terminal. What is no
/// UTF-8 is U+FFFD.
inline std::string json_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const utf8_character next = utf8_at(text);
        const std::string_view taken = text.substr(0, next.bytes == 0 ? 1 : next.bytes);
        if (next.bytes == 0) {
            out += detail::json_escape(0xFFFD);
        } else if (is_control(next.code)) {
            out += detail::json_escape(next.code);
        } else {
            out += taken == "\"" || taken == "\\" ? "\\" : "";
            out += taken;
        }
        text.remove_prefix(taken.size());
    }
    return out + '"';
}

/// Breaks a text into lines of at most 80 characters, each ended. A longer word has a line of its own.
inline std::string wrapped(std::string_view text) {
    constexpr std::size_t width = 80;
    std::string out;
    while (!text.empty()) {
        std::size_t end = text.size();
        if (end > width) {
            end = text.rfind(' ', width);
            end = std::min(end != text.npos ? end : text.find(' '), text.size());
        }
        out.append(text.substr(0, end)) += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

} // namespace fc::cli
