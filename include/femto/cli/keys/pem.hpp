// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fc::cli::keys {

/// What stands between two lines of dashes (RFC 7468): `label` names it.
struct pem_block {
    std::string label;
    std::vector<std::uint8_t> bytes;
};

/// A file of keys that is not as it should be.
inline failure bad_key(const std::string& file, const std::string& message) {
    return {failure::kind::refused, file + ": " + message, "bad_key"};
}

namespace detail {

inline constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Nothing for what no encoder writes: other characters, a length that is none, or bits too many.
inline std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
    std::vector<std::uint8_t> out;
    std::uint32_t bits = 0;
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char each : text) {
        if (each == '\n' || each == '\r' || each == ' ' || each == '\t') {
            continue;
        }
        if (each == '=') {
            ++padding;
            continue;
        }
        const std::size_t digit = base64_digits.find(each);
        if (digit == std::string_view::npos || padding != 0) {
            return std::nullopt;
        }
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        if (++digits % 4 == 0) {
            for (const unsigned shift : {16U, 8U, 0U}) {
                out.push_back(static_cast<std::uint8_t>(bits >> shift));
            }
        }
    }
    const std::size_t left = digits % 4; // 2 digits hold a byte, 3 hold two
    if (left == 1 || padding != (4 - left) % 4) {
        return std::nullopt;
    }
    bits <<= 6U * (4 - left) % 24;
    const std::uint32_t unused = left == 2 ? 0xFFFFU : left == 3 ? 0xFFU : 0U;
    if ((bits & unused) != 0) {
        return std::nullopt;
    }
    if (left >= 2) {
        out.push_back(static_cast<std::uint8_t>(bits >> 16U));
    }
    if (left == 3) {
        out.push_back(static_cast<std::uint8_t>(bits >> 8U));
    }
    return out;
}

inline std::string to_base64(std::span<const std::uint8_t> bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t have = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            bits = bits << 8U | (i < have ? bytes[at + i] : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            out += i <= have ? base64_digits[bits >> (18 - 6 * i) & 63U] : '=';
        }
    }
    return out;
}

} // namespace detail

/// All blocks of a text; what stands around them is for people.
/// @throws failure  refused
inline std::vector<pem_block> read_pem(std::string_view text, const std::string& file) {
    constexpr std::string_view begin = "-----BEGIN ";
    constexpr std::string_view dashes = "-----";
    std::vector<pem_block> out;
    for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
        const std::size_t name = at + begin.size();
        const std::size_t name_end = text.find(dashes, name);
        const std::size_t line_end = text.find('\n', name);
        if (name_end > line_end || line_end == text.npos) {
            throw bad_key(file, "its first line of dashes does not end");
        }
        const std::string label{text.substr(name, name_end - name)};
        const std::string last = "-----END " + label + "-----";
        const std::size_t end = text.find(last, line_end);
        if (end == text.npos) {
            throw bad_key(file, "is cut off: there is no line \"" + last + "\"");
        }
        const std::string_view body = text.substr(line_end, end - line_end);
        if (label.starts_with("ENCRYPTED") || body.find("ENCRYPTED") != body.npos) {
            throw bad_key(file, "the key is encrypted: femto asks for no passphrases "
                                "(openssl pkey -in FILE -out PLAIN decrypts it)");
        }
        auto bytes = detail::from_base64(body);
        if (!bytes) {
            throw bad_key(file, "what stands between its lines of dashes is no base64");
        }
        out.push_back({label, std::move(*bytes)});
        at = end + last.size();
    }
    return out;
}

/// One block, as everybody writes it: 64 characters to a line.
inline std::string write_pem(const std::string& label, std::span<const std::uint8_t> bytes) {
    const std::string body = detail::to_base64(bytes);
    std::string out = "-----BEGIN " + label + "-----\n";
    for (std::size_t at = 0; at < body.size(); at += 64) {
        out += body.substr(at, 64) + '\n';
    }
    return out + "-----END " + label + "-----\n";
}

} // namespace fc::cli::keys
