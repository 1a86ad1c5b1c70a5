// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/number_text.hpp>
#include <femto/platform/console.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

// Text for people, without a C library: looked at where it stands, said piece by piece.

namespace fc::port {

using text = std::span<const char>;

constexpr text text_of(const char* it) {
    std::size_t length = 0;
    while (it[length] != 0) {
        ++length;
    }
    return {it, length};
}

constexpr bool same(text a, text b) {
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

/// A number to be said in hexadecimal.
struct in_hex {
    std::uint64_t value;
    std::size_t digits_min = 1;
};
/// Text to be said in a column of some width; what is as long or longer has one space behind it.
struct in_column {
    text what;
    std::size_t width;
};

namespace detail {

template <platform::console Console>
void say_one(Console& on, text it) {
    on.write_text(it);
}
template <platform::console Console>
void say_one(Console& on, const char* it) {
    on.write_text(text_of(it));
}
template <platform::console Console, std::integral Number>
void say_one(Console& on, Number it) {
    const auto bits = static_cast<std::uint64_t>(it);
    const bool is_negative = it < 0;
    abi::number_text out;
    out.digits(is_negative ? 0 - bits : bits);
    on.write_text((is_negative ? out.before('-') : out).text());
}
template <platform::console Console>
void say_one(Console& on, const in_hex& it) {
    abi::number_text out;
    on.write_text(out.digits(it.value, 16, false, it.digits_min).text());
}
template <platform::console Console>
void say_one(Console& on, const in_column& it) {
    on.write_text(it.what);
    std::size_t at = it.what.size();
    do {
        on.write_text(text_of(" "));
    } while (++at < it.width);
}

} // namespace detail

/// Says texts and numbers, one after the other.
template <platform::console Console, class... Parts>
void say(Console& on, const Parts&... parts) {
    (detail::say_one(on, parts), ...);
}

} // namespace fc::port
