// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/remote/words.hpp>
#include <femto/cli/text.hpp>
#include <femto/port/posix/coap/answer.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

// A response that is none of a resource of the device's, but was written by a container.

namespace fc::cli::remote {

namespace detail {

struct format_row {
    std::uint16_t number;
    const char* name;
    bool is_text;
};
inline constexpr std::array<format_row, 5> formats{
    {{update::resource::format::text, "text/plain", true},
     {update::resource::format::links, "application/link-format", true},
     {update::resource::format::octets, "application/octet-stream", false},
     {update::resource::format::json, "application/json", true},
     {update::resource::format::cbor, "application/cbor", false}}};

inline const format_row* row_of_format(std::uint16_t number) {
    for (const format_row& each : formats) {
        if (each.number == number) {
            return &each;
        }
    }
    return nullptr;
}

inline std::string_view payload_of(const posix::coap::answer& of) {
    return {reinterpret_cast<const char*>(of.payload.data()), of.payload.size()};
}

} // namespace detail

/// For people: "2.05 Content, text/plain", and below it the payload, which is a stranger's, on one line
/// as text where it is said to be some, else in hexadecimal.
inline std::string text_of_response(const posix::coap::answer& of) {
    std::string out = of.said();
    const auto* const format = detail::row_of_format(of.content_format);
    if (format != nullptr) {
        out += std::string{", "} + format->name;
    } else if (of.content_format != update::resource::format::none) {
        out += ", format " + std::to_string(of.content_format);
    }
    out += '\n';
    const std::string_view payload = detail::payload_of(of);
    if (!payload.empty()) {
        const bool is_text = format != nullptr && format->is_text;
        out += (is_text ? on_one_line(payload) : hex_of(payload)) + "\n";
    }
    return out;
}

/// For programs: {"code": "2.05", "format": 0, "text": "23.45", "payload": "32332e3435"}.
inline std::string json_of_response(const posix::coap::answer& of) {
    const bool has_format = of.content_format != update::resource::format::none;
    const std::string_view payload = detail::payload_of(of);
    return "{\"code\": " + json_string(of.said().substr(0, 4)) +
           ", \"format\": " + (has_format ? std::to_string(of.content_format) : "null") +
           ", \"text\": " + json_string(payload) + ", \"payload\": \"" + hex_of(payload) + "\"}\n";
}

} // namespace fc::cli::remote
