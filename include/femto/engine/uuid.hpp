// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// What hooks are known by outside of the firmware (RFC 9562).
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    friend constexpr bool operator==(const uuid&, const uuid&) = default;
};

/// Reads "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".
/// @errors  bad_structure, `at()` being the offset of the wrong character; truncated
constexpr result<uuid> parse_uuid(std::span<const char> text) {
    uuid out;
    std::size_t digits = 0;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (at == 8 || at == 13 || at == 18 || at == 23) {
            if (c != '-') {
                return {errc::bad_structure, at};
            }
            continue;
        }
        unsigned digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<unsigned>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<unsigned>(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<unsigned>(c - 'A') + 10;
        } else {
            return {errc::bad_structure, at};
        }
        if (digits == 2 * out.bytes.size()) {
            return {errc::bad_structure, at};
        }
        std::uint8_t& byte = out.bytes[digits / 2];
        byte = static_cast<std::uint8_t>(unsigned{byte} << 4 | digit);
        ++digits;
    }
    if (digits != 2 * out.bytes.size()) {
        return {errc::truncated, static_cast<std::uint32_t>(text.size())};
    }
    return out;
}

namespace detail {
/// What a compiler names in its complaint about a literal.
inline void this_is_no_uuid_like_00112233_4455_6677_8899_aabbccddeeff() {}
} // namespace detail

inline namespace literals {
/// "…"_uuid, checked by the compiler.
consteval uuid operator""_uuid(const char* text, std::size_t length) {
    const auto read = parse_uuid({text, length});
    if (!read) {
        detail::this_is_no_uuid_like_00112233_4455_6677_8899_aabbccddeeff();
    }
    return *read;
}
} // namespace literals

} // namespace fc
