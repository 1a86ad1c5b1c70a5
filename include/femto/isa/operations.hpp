// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstdint>
#include <limits>
#include <type_traits>

// What each operation computes (RFC 9669 sections 4.1 to 4.3), written once. Every executor calls
// these: with a constant code they fold to the one operation, with a variable code the switch
// becomes the executor's jump table.

namespace fc::isa {

/// Bits 4 to 7 of the opcode in the ALU classes.
enum class alu_code : std::uint8_t {
    add,
    sub,
    mul,
    div,
    bit_or,
    bit_and,
    lsh,
    rsh,
    neg,
    mod,
    bit_xor,
    mov,
    arsh,
    end
};

/// Bits 4 to 7 of the opcode in the JMP classes.
enum class jump_code : std::uint8_t {
    ja,
    jeq,
    jgt,
    jge,
    jset,
    jne,
    jsgt,
    jsge,
    call,
    exit,
    jlt,
    jle,
    jslt,
    jsle
};

/// Bits 4 to 7 of the immediate of an atomic instruction; bit 0 is the fetch bit.
enum class atomic_code : std::uint8_t {
    add = 0,
    bit_or = 4,
    bit_and = 5,
    bit_xor = 10,
    exchange = 14,
    compare_exchange = 15
};

enum class division : std::uint8_t { quotient, remainder };

/// d / s or d % s. Zero divisors give 0 and d; INT_MIN / -1 wraps (RFC 9669 section 4.1).
/// Works on magnitudes, so that signed and unsigned share one division and INT_MIN needs no case.
/// @param variant  the offset field: 1 for signed
template <class T>
FEMTO_SHARED constexpr T divide(T d, T s, division what, unsigned variant) {
    const bool remainder = what == division::remainder;
    if (s == 0) {
        return remainder ? d : T{0};
    }
    constexpr unsigned top = std::numeric_limits<T>::digits - 1;
    const bool is_signed = variant != 0;
    const T d_sign = is_signed ? T{0} - (d >> top) : T{0}; // all ones or zero
    const T s_sign = is_signed ? T{0} - (s >> top) : T{0};
    const T dividend = (d ^ d_sign) - d_sign;
    const T divisor = (s ^ s_sign) - s_sign;
    const T magnitude = remainder ? dividend % divisor : dividend / divisor;
    const T sign = remainder ? d_sign : d_sign ^ s_sign;
    return (magnitude ^ sign) - sign;
}

/// Sign-extends the low `width` bits (8, 16 or 32) of a value to 64.
FEMTO_SHARED constexpr std::uint64_t extend(std::uint64_t value, unsigned width) {
    const unsigned above = 32 - width;
    const auto top = static_cast<std::int32_t>(static_cast<std::uint32_t>(value) << above);
    return static_cast<std::uint64_t>(std::int64_t{top >> above});
}

/// Sign-extends the low 32 bits of a value to 64.
FEMTO_INLINE constexpr std::uint64_t extend_word(std::uint64_t value) {
    return static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(value)});
}

/// How `alu` divides 32-bit numbers: by a division of their own, or by the one of 64 bits, which is
/// slower but shared.
struct divide_narrow {
    template <class T>
    static constexpr T apply(T d, T s, division what, unsigned variant) {
        return divide<T>(d, s, what, variant);
    }
};
struct divide_wide {
    static constexpr std::uint32_t apply(std::uint32_t d, std::uint32_t s, division what,
                                         unsigned variant) {
        const auto widen = [variant](std::uint32_t value) {
            return variant != 0 ? extend_word(value) : std::uint64_t{value};
        };
        return static_cast<std::uint32_t>(divide<std::uint64_t>(widen(d), widen(s), what, variant));
    }
};

/// One ALU operation on T = uint32_t or uint64_t.
/// @param variant  the offset field: signedness of div and mod, source width of mov
template <class T, class Division = divide_narrow>
FEMTO_INLINE constexpr T alu(alu_code code, T d, T s, unsigned variant) {
    constexpr T shift_mask = std::numeric_limits<T>::digits - 1;
    switch (code) {
    case alu_code::add: return d + s;
    case alu_code::sub: return d - s;
    case alu_code::mul: return d * s;
    case alu_code::div: return Division::apply(d, s, division::quotient, variant);
    case alu_code::bit_or: return d | s;
    case alu_code::bit_and: return d & s;
    case alu_code::lsh: return d << (s & shift_mask);
    case alu_code::rsh: return d >> (s & shift_mask);
    case alu_code::neg: return T{0} - d;
    case alu_code::mod: return Division::apply(d, s, division::remainder, variant);
    case alu_code::bit_xor: return d ^ s;
    // A plain move is far the most frequent one.
    case alu_code::mov: return variant == 0 ? s : static_cast<T>(extend(s, variant));
    case alu_code::arsh:
    case alu_code::end: break; // byte order and swaps are `order_bytes`
    }
    return static_cast<T>(static_cast<std::make_signed_t<T>>(d) >> (s & shift_mask));
}

/// Truncates to `width` (16, 32 or 64) bits, their bytes reversed if `swap`.
FEMTO_SHARED constexpr std::uint64_t order_bytes(std::uint64_t value, unsigned width, bool swap) {
    switch (width) {
    case 16: {
        const auto low = static_cast<std::uint16_t>(value);
        return swap ? __builtin_bswap16(low) : low;
    }
    case 32: {
        const auto low = static_cast<std::uint32_t>(value);
        return swap ? __builtin_bswap32(low) : low;
    }
    default: return swap ? __builtin_bswap64(value) : value;
    }
}

/// True when the condition of a jump holds, on T = uint32_t or uint64_t.
template <class T>
FEMTO_INLINE constexpr bool holds(jump_code code, T d, T s) {
    using Signed = std::make_signed_t<T>;
    const auto sd = static_cast<Signed>(d);
    const auto ss = static_cast<Signed>(s);
    switch (code) {
    case jump_code::ja: return true;
    case jump_code::jeq: return d == s;
    case jump_code::jgt: return d > s;
    case jump_code::jge: return d >= s;
    case jump_code::jset: return (d & s) != 0;
    case jump_code::jne: return d != s;
    case jump_code::jsgt: return sd > ss;
    case jump_code::jsge: return sd >= ss;
    case jump_code::jlt: return d < s;
    case jump_code::jle: return d <= s;
    case jump_code::jslt: return sd < ss;
    // Call and exit are no conditions; sharing a row with the last one keeps the jump table short.
    case jump_code::call:
    case jump_code::exit:
    case jump_code::jsle: break;
    }
    return sd <= ss;
}

/// The value an atomic instruction leaves in memory.
/// @param expected  r0, which only compare-and-exchange looks at
FEMTO_INLINE constexpr std::uint64_t atomic_update(atomic_code code, std::uint64_t old,
                                                   std::uint64_t operand, std::uint64_t expected) {
    switch (code) {
    case atomic_code::add: return old + operand;
    case atomic_code::bit_or: return old | operand;
    case atomic_code::bit_and: return old & operand;
    case atomic_code::bit_xor: return old ^ operand;
    case atomic_code::exchange: return operand;
    case atomic_code::compare_exchange: return old == expected ? operand : old;
    }
    return old;
}

} // namespace fc::isa
