// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace fc::update::cbor::detail {

/// True for UTF-8 as RFC 3629 has it: the shortest form, no surrogates, nothing above U+10FFFF.
constexpr bool is_utf8(std::span<const std::uint8_t> text) {
    std::uint32_t code = 0;
    std::uint32_t least = 0;
    std::uint32_t following = 0;
    for (const std::uint8_t byte : text) {
        if (following == 0) {
            if (byte < 0x80) {
                continue;
            }
            if (byte < 0xC2 || byte > 0xF7) { // 0xC0 and 0xC1 would begin what fits one byte
                return false;
            }
            following = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
            code = byte & (0x3FU >> following);
            // The first code that needs so many bytes, of three and four: U+0800, U+10000.
            least = 1U << (5 * following + 1);
            continue;
        }
        if ((byte & 0xC0U) != 0x80) {
            return false;
        }
        code = code << 6 | (byte & 0x3FU);
        --following;
        if (following == 0 && (code < least || code > 0x10FFFF || code >> 11 == 0x1B)) {
            return false;
        }
    }
    return following == 0;
}

} // namespace fc::update::cbor::detail
