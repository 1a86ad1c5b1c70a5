// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/isa/detail/cursor.hpp>

#include <cstdint>

namespace fc::isa::detail {

/// A range of numbers; the unsigned upper end reaches 2^64-1.
struct range {
    std::int64_t lowest;
    std::uint64_t highest;
};
inline constexpr range signed_16{-0x8000, 0x7fff};
inline constexpr range signed_32{-0x8000'0000LL, 0x7fff'ffff};
inline constexpr range any_32{-0x8000'0000LL, 0xffff'ffff};
inline constexpr range signed_64{-0x7fff'ffff'ffff'ffffLL - 1, 0x7fff'ffff'ffff'ffff};
inline constexpr range any_64{-0x7fff'ffff'ffff'ffffLL - 1, 0xffff'ffff'ffff'ffff};

constexpr std::int16_t low_16(number value) {
    return static_cast<std::int16_t>(static_cast<std::uint16_t>(value.bits()));
}
constexpr std::int32_t low_32(number value) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value.bits()));
}
constexpr std::int32_t high_32(number value) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value.bits() >> 32));
}

/// Reads operands that have to be there. The first complaint is kept and reading goes on, so that
/// a statement is read by a plain sequence of calls and asked for its error once, at the end.
class operand_reader {
public:
    constexpr explicit operand_reader(cursor& text) : text_{text} {}

    constexpr cursor& text() { return text_; }
    constexpr errc error() const { return error_; }
    constexpr void fail(errc error) {
        if (error_ == errc::ok) {
            error_ = error;
        }
    }
    constexpr void require(bool condition, errc otherwise = errc::bad_operand) {
        if (!condition) {
            fail(otherwise);
        }
    }

    constexpr void expect(char c) { require(text_.accept(c)); }
    constexpr void expect_word(const char* word) { require(text_.accept_word(word)); }

    constexpr register_name any_register() {
        register_name out;
        fail(text_.read_register(out));
        return out;
    }
    /// One written r0 to r10.
    constexpr std::uint8_t full_register() {
        const register_name out = any_register();
        require(!out.low_half);
        return out.number;
    }

    constexpr number any_number(range limits) {
        number out;
        fail(text_.read_number(out));
        require(out.within(limits.lowest, limits.highest), errc::value_out_of_range);
        return out;
    }
    /// `+ 0x8` or `- 0x8`
    constexpr number displacement(range limits) {
        const bool negative = text_.accept('-');
        require(negative || text_.accept('+'));
        number out;
        fail(text_.read_number(out));
        require(!out.has_sign);
        out.negative = negative;
        require(out.within(limits.lowest, limits.highest), errc::value_out_of_range);
        return out;
    }

    /// `r2 + 0x8`
    constexpr void place(std::uint8_t& base, std::int16_t& offset) {
        base = full_register();
        offset = low_16(displacement(signed_16));
    }

    /// True when a register comes next, be it one that does not exist.
    constexpr bool at_register() {
        cursor ahead = text_;
        register_name unused;
        return ahead.read_register(unused) != errc::bad_operand;
    }

private:
    cursor& text_;
    errc error_ = errc::ok;
};

} // namespace fc::isa::detail
