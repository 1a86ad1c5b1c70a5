// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::isa::detail {

/// Collects one line of text. Longer lines would be cut, and a test shows that none is.
template <std::size_t Capacity>
class line_writer {
public:
    constexpr line_writer& put(char c) {
        if (size_ < Capacity) {
            text_[size_++] = c;
        }
        return *this;
    }

    constexpr line_writer& put(const char* text) {
        for (; *text != '\0'; ++text) {
            put(*text);
        }
        return *this;
    }

    constexpr line_writer& decimal(unsigned value) {
        if (value >= 10) {
            put(static_cast<char>('0' + value / 10 % 10));
        }
        return put(static_cast<char>('0' + value % 10));
    }

    /// 0x2a, at least `digits` digits.
    constexpr line_writer& hex(std::uint64_t value, unsigned digits = 1) {
        while (digits < 16 && value >> (4 * digits) != 0) {
            ++digits;
        }
        put("0x");
        while (digits-- > 0) {
            put("0123456789abcdef"[value >> (4 * digits) & 15]);
        }
        return *this;
    }

    /// -0x2a, 0x2a
    constexpr line_writer& signed_hex(std::int64_t value) {
        if (value < 0) {
            put('-');
        }
        return hex(magnitude(value));
    }

    /// `plus` 0x2a or `minus` 0x2a, as in `goto +0x3` and `(r1 - 0x8)`
    constexpr line_writer& displacement(const char* plus, const char* minus, std::int64_t value) {
        return put(value < 0 ? minus : plus).hex(magnitude(value));
    }

    constexpr const char* data() const { return text_.data(); }
    constexpr std::size_t size() const { return size_; }

private:
    static constexpr std::uint64_t magnitude(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        return value < 0 ? 0 - bits : bits;
    }

    std::array<char, Capacity> text_{};
    std::size_t size_ = 0;
};

} // namespace fc::isa::detail
