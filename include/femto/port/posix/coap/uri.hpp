// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace fc::posix::coap {

/// A path and a query in the pieces that CoAP has options for, no longer in the characters of a URI.
struct target {
    std::vector<std::string> path{};
    std::vector<std::string> query{};
};

/// coap://host[:port][/path][?query], or coaps.
struct uri {
    bool is_secure = false;
    std::string host{}; ///< without the brackets of IPv6
    std::uint16_t port = 0;
    coap::target target{};
};

namespace detail {
inline constexpr std::size_t piece_max = 255; // of an option, RFC 7252 section 5.10

inline int hex_digit(char it) {
    int out = 0;
    return std::from_chars(&it, &it + 1, out, 16).ec == std::errc{} ? out : -1;
}

/// Without "%41" and the like; nothing where that is no character, or the piece is too long.
inline std::optional<std::string> decoded(std::string_view from) {
    std::string out;
    for (std::size_t i = 0; i < from.size(); ++i) {
        char each = from[i];
        if (each == '%') {
            const int high = i + 2 < from.size() ? hex_digit(from[i + 1]) : -1;
            const int low = i + 2 < from.size() ? hex_digit(from[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            each = static_cast<char>(high * 16 + low);
            i += 2;
        }
        out += each;
    }
    return out.size() <= piece_max ? std::optional{out} : std::nullopt;
}

/// False when a piece is none.
inline bool split(std::string_view text, char by, std::vector<std::string>& out) {
    while (!text.empty()) {
        const std::size_t end = text.find(by);
        const auto piece = decoded(text.substr(0, end));
        if (!piece) {
            return false;
        }
        out.push_back(*piece);
        if (end == text.npos) {
            return true;
        }
        text.remove_prefix(end + 1);
        if (text.empty()) {
            out.emplace_back(); // "a/" has a second segment, which is empty
        }
    }
    return true;
}
} // namespace detail

/// What "slot/3?force" names; a slash at the beginning says nothing.
inline std::optional<target> parse_target(std::string_view text) {
    text = text.substr(0, text.find('#'));
    target out;
    const std::size_t question = text.find('?');
    std::string_view path = text.substr(0, question);
    path.remove_prefix(!path.empty() && path.front() == '/' ? 1 : 0);
    const std::string_view query = question == text.npos ? "" : text.substr(question + 1);
    if (!detail::split(path, '/', out.path) || !detail::split(query, '&', out.query)) {
        return std::nullopt;
    }
    return out;
}

namespace detail {
/// "host", "host:port" or "[address]:port".
inline bool read_authority(std::string_view text, uri& out) {
    const bool is_bracketed = text.starts_with('[');
    const std::size_t end = text.find(is_bracketed ? ']' : ':');
    if (is_bracketed && end == text.npos) {
        return false;
    }
    out.host = text.substr(0, end).substr(is_bracketed ? 1 : 0);
    const std::string_view port =
        end == text.npos ? std::string_view{} : text.substr(end + (is_bracketed ? 1 : 0));
    if (port.size() > 1) {
        const char* const last = port.data() + port.size();
        const auto [at, error] = std::from_chars(port.data() + 1, last, out.port);
        if (error != std::errc{} || at != last) {
            return false;
        }
    }
    return !out.host.empty() && out.port != 0 && (port.empty() || port.front() == ':');
}
} // namespace detail

inline std::optional<uri> parse_uri(std::string_view text) {
    constexpr std::string_view plain = "coap://";
    constexpr std::string_view secure = "coaps://";
    uri out;
    out.is_secure = text.starts_with(secure);
    if (!out.is_secure && !text.starts_with(plain)) {
        return std::nullopt;
    }
    out.port = out.is_secure ? 5684 : 5683; // RFC 7252 section 6
    text.remove_prefix(out.is_secure ? secure.size() : plain.size());
    const std::size_t end = std::min({text.find('/'), text.find('?'), text.size()});
    const auto named = parse_target(text.substr(end));
    if (!named || !detail::read_authority(text.substr(0, end), out)) {
        return std::nullopt;
    }
    out.target = *named;
    return out;
}

} // namespace fc::posix::coap
