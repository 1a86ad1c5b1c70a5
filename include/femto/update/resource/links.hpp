// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/message.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// A row of what /.well-known/core tells (RFC 6690).
struct link {
    const char* path;                    ///< without the first slash
    const char* type = nullptr;          ///< rt
    std::uint16_t format = format::none; ///< ct
    bool is_observable = false;          ///< obs
    std::uint32_t bytes = 0;             ///< sz, 0 for unsaid
};

namespace detail {
constexpr void write_number(response& to, std::uint32_t number) {
    std::array<char, 10> digits{};
    std::size_t from = digits.size();
    do {
        digits[--from] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    to.write(text{digits}.subspan(from));
}

constexpr void write_link(response& to, const link& it) {
    to.write(text_of("</"));
    to.write(until_zero(it.path));
    to.write(text_of(">"));
    if (it.type != nullptr) {
        to.write(text_of(";rt=\""));
        to.write(until_zero(it.type));
        to.write(text_of("\""));
    }
    if (it.format != format::none) {
        to.write(text_of(";ct="));
        write_number(to, it.format);
    }
    if (it.is_observable) {
        to.write(text_of(";obs"));
    }
    if (it.bytes != 0) {
        to.write(text_of(";sz="));
        write_number(to, it.bytes);
    }
}

/// The only filter that is known: "?rt=type", and "?rt=beginning*" (RFC 6690 section 4.1).
constexpr bool passes(const link& it, const query& filter) {
    if (!filter.has(text_of("rt"))) {
        return true;
    }
    const text wanted = filter.value_of(text_of("rt"));
    const text type = it.type == nullptr ? text{} : until_zero(it.type);
    if (!wanted.empty() && wanted.back() == '*') {
        const text beginning = wanted.first(wanted.size() - 1);
        return type.size() >= beginning.size() && same(type.first(beginning.size()), beginning);
    }
    return same(type, wanted);
}
} // namespace detail

/// Answers a GET of /.well-known/core.
constexpr void answer_links(const request& asked, response& out, std::span<const link> links) {
    if (asked.method != method::get) {
        return out.refuse(code::method_not_allowed);
    }
    if (asked.accept != format::none && asked.accept != format::links) {
        return out.refuse(code::not_acceptable);
    }
    out.content_format = format::links;
    bool is_first = true;
    for (const link& each : links) {
        if (detail::passes(each, asked.query)) {
            if (!is_first) {
                out.write(text_of(","));
            }
            is_first = false;
            detail::write_link(out, each);
        }
    }
}

} // namespace fc::update::resource
