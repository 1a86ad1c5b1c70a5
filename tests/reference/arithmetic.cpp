// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reference/arithmetic.hpp"

namespace reference {
namespace {

// 128 bits hold every sum, difference, signed quotient and shift of two 64-bit numbers exactly, so
// each operation is the mathematical one, reduced once at the end.
__extension__ using number = __int128;
__extension__ using natural = unsigned __int128;

natural modulus(unsigned bits) { return natural{1} << bits; }

std::uint64_t reduce(number value, unsigned bits) {
    const auto m = static_cast<number>(modulus(bits));
    number rest = value % m;
    if (rest < 0) {
        rest += m;
    }
    return static_cast<std::uint64_t>(rest);
}

number as_signed(std::uint64_t value, unsigned bits) {
    const auto m = static_cast<number>(modulus(bits));
    const number v = static_cast<number>(value) % m;
    return v >= m / 2 ? v - m : v;
}

number as_unsigned(std::uint64_t value, unsigned bits) {
    return static_cast<number>(value) % static_cast<number>(modulus(bits));
}

number power_of_two(unsigned exponent) { return number{1} << exponent; }

number floor_divide(number a, number b) {
    const number q = a / b;
    return a % b != 0 && a < 0 ? q - 1 : q;
}

} // namespace

std::uint64_t low_bits(std::uint64_t value, unsigned width) {
    return reduce(static_cast<number>(value), width);
}

std::uint64_t sign_extend(std::uint64_t value, unsigned bits) {
    return reduce(as_signed(value, bits), 64);
}

std::uint64_t alu(unsigned code, unsigned bits, std::uint64_t dst, std::uint64_t src, int offset) {
    const number d = as_unsigned(dst, bits);
    const number s = as_unsigned(src, bits);
    const number sd = as_signed(dst, bits);
    const number ss = as_signed(src, bits);
    const auto shift = static_cast<unsigned>(s % static_cast<number>(bits));
    switch (code) {
    case 0x0: return reduce(d + s, bits);
    case 0x1: return reduce(d - s, bits);
    case 0x2: // the product of two unsigned 64-bit numbers needs the unsigned kind
        return static_cast<std::uint64_t>(static_cast<natural>(d) * static_cast<natural>(s) %
                                          modulus(bits));
    case 0x3:
        if (s == 0) {
            return 0;
        }
        return offset == 1 ? reduce(sd / ss, bits) : reduce(d / s, bits);
    case 0x4: return static_cast<std::uint64_t>(d | s);
    case 0x5: return static_cast<std::uint64_t>(d & s);
    case 0x6:
        return static_cast<std::uint64_t>(
            static_cast<natural>(d) * static_cast<natural>(power_of_two(shift)) % modulus(bits));
    case 0x7: return reduce(d / power_of_two(shift), bits);
    case 0x8: return reduce(-d, bits);
    case 0x9:
        if (s == 0) {
            return reduce(d, bits);
        }
        return offset == 1 ? reduce(sd % ss, bits) : reduce(d % s, bits);
    case 0xa: return static_cast<std::uint64_t>(d ^ s);
    case 0xb:
        return offset == 0 ? reduce(s, bits)
                           : reduce(as_signed(src, static_cast<unsigned>(offset)), bits);
    case 0xc: return reduce(floor_divide(sd, power_of_two(shift)), bits);
    default: return 0;
    }
}

std::uint64_t reverse_bytes(std::uint64_t value, unsigned width) {
    std::uint64_t out = 0;
    for (unsigned done = 0; done < width; done += 8) {
        out = out * 256 + value % 256;
        value /= 256;
    }
    return out;
}

bool condition(unsigned code, unsigned bits, std::uint64_t dst, std::uint64_t src) {
    const number d = as_unsigned(dst, bits);
    const number s = as_unsigned(src, bits);
    const number sd = as_signed(dst, bits);
    const number ss = as_signed(src, bits);
    switch (code) {
    case 0x0: return true;
    case 0x1: return d == s;
    case 0x2: return d > s;
    case 0x3: return d >= s;
    case 0x4: return (d & s) != 0;
    case 0x5: return d != s;
    case 0x6: return sd > ss;
    case 0x7: return sd >= ss;
    case 0xa: return d < s;
    case 0xb: return d <= s;
    case 0xc: return sd < ss;
    case 0xd: return sd <= ss;
    default: return false;
    }
}

} // namespace reference
