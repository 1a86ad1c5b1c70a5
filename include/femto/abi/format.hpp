// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/arguments.hpp>
#include <femto/abi/number_text.hpp>
#include <femto/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::abi {

/// Characters of a string that a format shows at most, and looks at.
inline constexpr std::size_t formatted_max = 256;

/// What one `%` of a format asks for.
struct conversion {
    char letter = 0;      // one of d i u x X c s %
    bool is_long = false; // 64 bits, else 32
    bool zeros = false;   // filled up with zeros, else with spaces
    std::uint8_t width = 0;
};

namespace detail {

/// Reads a conversion, `at` being behind its `%` and afterwards behind its letter.
/// @return  false for anything but: 0 (numbers only), a width up to 99, l or ll (numbers only), and
///          one of d i u x X c s; or % alone
constexpr bool read_conversion(std::span<const std::uint8_t> text, std::size_t& at,
                               conversion& out) {
    const std::size_t start = at;
    const auto next = [&] { return at < text.size() ? static_cast<char>(text[at]) : '\0'; };
    if (next() == '0') {
        out.zeros = true;
        ++at;
    }
    for (int digits = 0; digits < 2 && next() >= '0' && next() <= '9'; ++digits) {
        out.width = static_cast<std::uint8_t>(out.width * 10 + (next() - '0'));
        ++at;
    }
    for (int letters = 0; letters < 2 && next() == 'l'; ++letters) {
        out.is_long = true;
        ++at;
    }
    out.letter = next();
    const std::size_t options = at - start;
    ++at;
    switch (out.letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X': return true;
    case 'c':
    case 's': return !out.is_long && !out.zeros;
    case '%': return options == 0;
    default: return false;
    }
}

/// A number as `wanted` says.
constexpr number_text number_as(const conversion& wanted, std::uint64_t value, bool& is_negative) {
    const bool is_signed = wanted.letter == 'd' || wanted.letter == 'i';
    const bool is_hexadecimal = wanted.letter == 'x' || wanted.letter == 'X';
    if (!wanted.is_long) {
        const auto word = static_cast<std::uint32_t>(value);
        value = is_signed
                    ? static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(word)})
                    : word;
    }
    is_negative = is_signed && static_cast<std::int64_t>(value) < 0;
    number_text out;
    out.digits(is_negative ? ~value + 1 : value, is_hexadecimal ? 16 : 10, wanted.letter == 'X');
    return out;
}

/// Fills up to `width` characters, some at a time: each piece may be a transfer of its own.
template <class Sink>
void fill(Sink& sink, bool zeros, std::size_t size, std::size_t width) {
    const std::span<const char> filling{zeros ? "0000000000000000" : "                ", 16};
    while (size < width) {
        const std::size_t some = width - size < filling.size() ? width - size : filling.size();
        sink(filling.first(some));
        size += some;
    }
}

/// Writes one value, whose conversion is none of `%%`.
/// @errors  illegal_memory: of a string
template <class Sink>
errc write_value(Sink& sink, const conversion& wanted, std::uint64_t value,
                 const guest_memory& memory) {
    if (wanted.letter == 's') {
        const auto text = memory.string_at(value, formatted_max);
        if (!text) {
            return text.error();
        }
        fill(sink, false, text->size(), wanted.width);
        sink(std::span{reinterpret_cast<const char*>(text->bytes().data()), text->size()});
        return errc::ok;
    }
    if (wanted.letter == 'c') {
        const char letter = static_cast<char>(value);
        fill(sink, false, 1, wanted.width);
        sink(std::span{&letter, 1});
        return errc::ok;
    }
    bool is_negative = false;
    const number_text number = number_as(wanted, value, is_negative);
    const std::size_t size = number.text().size() + (is_negative ? 1 : 0);
    if (!wanted.zeros) {
        fill(sink, false, size, wanted.width);
    }
    if (is_negative) {
        sink(std::span{"-", 1});
    }
    if (wanted.zeros) {
        fill(sink, true, size, wanted.width);
    }
    sink(number.text());
    return errc::ok;
}

} // namespace detail

/// Writes `format` with its values to `sink`, a function of one `std::span<const char>`, piece by
/// piece.
/// @errors  helper_failed: it has a conversion that is not known, or more than values;
///          illegal_memory: of a string. What came before is written.
template <class Sink>
errc write_format(Sink&& sink, std::span<const std::uint8_t> format, const format_values& values) {
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < format.size()) {
        const std::size_t from = at;
        while (at < format.size() && format[at] != '%') {
            ++at;
        }
        if (at > from) {
            sink(std::span{reinterpret_cast<const char*>(format.data()) + from, at - from});
            continue;
        }
        conversion wanted;
        ++at;
        if (!detail::read_conversion(format, at, wanted)) {
            return errc::helper_failed;
        }
        if (wanted.letter == '%') {
            sink(std::span{"%", 1});
            continue;
        }
        if (used == values.value.size()) {
            return errc::helper_failed;
        }
        if (const errc error =
                detail::write_value(sink, wanted, values.value[used++], values.memory);
            error != errc::ok) {
            return error;
        }
    }
    return errc::ok;
}

} // namespace fc::abi
