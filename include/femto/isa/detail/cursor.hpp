// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/isa/characters.hpp>
#include <femto/isa/instruction.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::isa::detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr int hex_digit(char c) {
    return is_digit(c)              ? c - '0'
           : (c >= 'a' && c <= 'f') ? c - 'a' + 10
           : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                    : -1;
}
constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$';
}
constexpr bool in_name(char c) { return starts_name(c) || is_digit(c); }

/// A number as written: the sign apart, so that all of -2^63 to 2^64-1 fits.
struct number {
    std::uint64_t magnitude = 0;
    bool negative = false;
    bool has_sign = false;

    constexpr bool within(std::int64_t lowest, std::uint64_t highest) const {
        return negative ? magnitude <= 0 - static_cast<std::uint64_t>(lowest)
                        : magnitude <= highest;
    }
    /// Two's complement, low 64 bits.
    constexpr std::uint64_t bits() const { return negative ? 0 - magnitude : magnitude; }
};

struct register_name {
    std::uint8_t number = 0;
    bool low_half = false; // written w

    friend constexpr bool operator==(register_name, register_name) = default;
};

/// Reads one line from left to right and never beyond it. The `accept` functions skip blanks, and
/// move only if they return true; the `read` functions return `errc::ok` or the reason.
class cursor {
public:
    constexpr explicit cursor(characters line) : at_{line.begin()}, end_{line.end()} {}

    /// The next character that is not blank; 0 at the end of the line or at a comment.
    constexpr char peek() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r')) {
            ++at_;
        }
        if (at_ == end_ || *at_ == ';' || *at_ == '#' ||
            (*at_ == '/' && end_ - at_ > 1 && at_[1] == '/')) {
            at_ = end_;
            return '\0';
        }
        return *at_;
    }
    /// True when nothing but blanks and a comment is left. (A NUL in the source is not the end.)
    constexpr bool finished() {
        peek();
        return at_ == end_;
    }

    constexpr bool accept(char c) {
        if (finished() || *at_ != c) {
            return false;
        }
        ++at_;
        return true;
    }
    /// Accepts punctuation or the beginning of a name.
    constexpr bool accept(const char* text) {
        const std::size_t size = matches(text);
        at_ += size;
        return size != 0;
    }
    /// Accepts a whole name.
    constexpr bool accept_word(const char* word) {
        const std::size_t size = matches(word);
        if (size == 0 || (at_ + size != end_ && in_name(at_[size]))) {
            return false;
        }
        at_ += size;
        return true;
    }
    /// How many characters of `text` come next: all of them, or 0.
    constexpr std::size_t matches(const char* text) {
        peek();
        std::size_t size = 0;
        for (; text[size] != '\0'; ++size) {
            if (static_cast<std::size_t>(end_ - at_) == size || at_[size] != text[size]) {
                return 0;
            }
        }
        return size;
    }
    constexpr void skip(std::size_t count) { at_ += count; }

    /// A letter, '_', '.' or '$', then those and digits; empty if there is none.
    constexpr characters accept_name() {
        if (!starts_name(peek())) {
            return {};
        }
        const char* const first = at_;
        while (at_ != end_ && in_name(*at_)) {
            ++at_;
        }
        return {first, static_cast<std::size_t>(at_ - first)};
    }

    /// What stands between < and >.
    constexpr bool accept_annotation(characters& text) {
        const cursor before = *this;
        if (accept('<')) {
            for (const char* const first = at_; at_ != end_; ++at_) {
                if (*at_ == '>') {
                    text = {first, static_cast<std::size_t>(at_ - first)};
                    ++at_;
                    return true;
                }
            }
        }
        *this = before;
        return false;
    }

    /// r0 to r10 or w0 to w10. r11 and above are left to the caller to complain about.
    constexpr bool accept_register(register_name& out) {
        const char kind = peek();
        if (kind != 'r' && kind != 'w') {
            return false;
        }
        const auto left = static_cast<std::size_t>(end_ - at_);
        std::size_t size = 1;
        unsigned value = 0;
        while (size < left && is_digit(at_[size]) && size < 3) {
            value = value * 10 + static_cast<unsigned>(at_[size++] - '0');
        }
        if (size == 1 || (size < left && in_name(at_[size])) || value >= register_count ||
            (size == 3 && at_[1] == '0')) {
            return false;
        }
        out = {static_cast<std::uint8_t>(value), kind == 'w'};
        at_ += size;
        return true;
    }
    constexpr errc read_register(register_name& out) {
        if (accept_register(out)) {
            return errc::ok;
        }
        const char kind = peek();
        const bool numbered = (kind == 'r' || kind == 'w') && end_ - at_ > 1 && is_digit(at_[1]);
        return numbered ? errc::illegal_register : errc::bad_operand;
    }

    /// 12, -0x2a, +3. A leading zero is refused: half the assemblers read 010 as 8.
    constexpr errc read_number(number& out) {
        out = {};
        peek();
        if (at_ != end_ && (*at_ == '-' || *at_ == '+')) {
            out.has_sign = true;
            out.negative = *at_ == '-';
            ++at_;
        }
        const bool hexadecimal = end_ - at_ > 1 && *at_ == '0' && (at_[1] == 'x' || at_[1] == 'X');
        const unsigned base = hexadecimal ? 16 : 10;
        at_ += hexadecimal ? 2 : 0;
        const char* const first = at_;
        bool overflow = false;
        for (; at_ != end_ && in_name(*at_); ++at_) {
            const int digit = hex_digit(*at_);
            if (digit < 0 || digit >= static_cast<int>(base)) {
                return errc::bad_operand;
            }
            constexpr std::uint64_t most = ~std::uint64_t{0};
            overflow |= out.magnitude > (most - static_cast<unsigned>(digit)) / base;
            out.magnitude = out.magnitude * base + static_cast<unsigned>(digit);
        }
        if (at_ == first || (!hexadecimal && *first == '0' && at_ - first > 1)) {
            return errc::bad_operand;
        }
        return overflow ? errc::value_out_of_range : errc::ok;
    }
    /// Skips what llvm-objdump puts before an instruction: `12:` and the raw bytes. Of a heading,
    /// `0000000000000060 <name>:`, it leaves `name` as a label.
    constexpr void skip_listing_columns(characters& heading) {
        const cursor before = *this;
        std::size_t digits = 0;
        for (peek(); at_ != end_ && hex_digit(*at_) >= 0; ++at_) {
            ++digits;
        }
        if (digits != 0 && at_ != end_ && *at_ == ':' && before.is_address(at_)) {
            ++at_;
            skip_raw_bytes();
        } else if (digits != 16 || !accept_annotation(heading) || !accept(':')) {
            heading = {};
            *this = before;
        }
    }

private:
    /// True when only digits stand before `colon`, so that `beef:` is a label.
    constexpr bool is_address(const char* colon) const {
        cursor text = *this;
        for (text.peek(); text.at_ != colon; ++text.at_) {
            if (!is_digit(*text.at_)) {
                return false;
            }
        }
        return true;
    }
    /// Two digits and a blank, up to 16 times. No instruction begins so.
    constexpr void skip_raw_bytes() {
        for (int i = 0; i < 16; ++i) {
            peek();
            if (end_ - at_ < 2 || hex_digit(at_[0]) < 0 || hex_digit(at_[1]) < 0 ||
                (end_ - at_ > 2 && at_[2] != ' ' && at_[2] != '\t')) {
                return;
            }
            at_ += 2;
        }
    }

    const char* at_;
    const char* end_;
};

} // namespace fc::isa::detail
