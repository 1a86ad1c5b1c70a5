// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::abi {

/// A number as text: at most 20 digits, or the 24 characters of a fixed-point number. Made from its
/// end, as digits come.
class number_text {
public:
    static constexpr std::size_t size_max = 24;

    /// The digits of `number`, at least `digits_min` of them.
    constexpr number_text& digits(std::uint64_t number, unsigned base = 10, bool upper = false,
                                  std::size_t digits_min = 1) {
        const char* const figures = upper ? "0123456789ABCDEF" : "0123456789abcdef";
        const std::size_t end = from_;
        while ((number != 0 || end - from_ < digits_min) && from_ > 0) {
            // Most numbers fit a word, which on 32-bit cores is divided in one instruction.
            if (number <= 0xFFFFFFFF) {
                const auto word = static_cast<std::uint32_t>(number);
                before(figures[word % base]);
                number = word / base;
            } else {
                before(figures[number % base]);
                number /= base;
            }
        }
        return *this;
    }
    constexpr number_text& before(char character) {
        if (from_ > 0) {
            text_[--from_] = character;
        }
        return *this;
    }

    constexpr std::span<const char> text() const { return std::span{text_}.subspan(from_); }

private:
    std::array<char, size_max> text_{};
    std::size_t from_ = size_max;
};

/// Digits that `fixed_point` can move the point by.
inline constexpr std::int32_t fixed_point_max = 16;

/// `number` times 10^`scale`, with all of its digits: 12345 and -2 are "123.45", 7 and 2 "700".
/// @param scale  -16 to 16
constexpr number_text fixed_point(std::int16_t number, std::int32_t scale) {
    const bool is_negative = number < 0;
    const std::int32_t wide = number;
    std::uint64_t rest = static_cast<std::uint32_t>(is_negative ? -wide : wide);
    number_text out;
    for (std::int32_t i = 0; i < scale; ++i) {
        out.before('0');
    }
    for (std::int32_t i = 0; i > scale; --i) {
        out.before(static_cast<char>('0' + rest % 10));
        rest /= 10;
    }
    if (scale < 0) {
        out.before('.');
    }
    out.digits(rest);
    return is_negative ? out.before('-') : out;
}

} // namespace fc::abi
