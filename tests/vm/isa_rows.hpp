// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"

#include <array>
#include <cstdint>

// What single instructions do, as RFC 9669 says it. Written by hand, corner by corner; the cross
// product with everything else is checked against the reference.
namespace fc::test {

/// r1 = dst, r2 = src, the instruction on r1 (and r2), r0 = r1.
struct alu_row {
    const char* sentence;
    isa::instruction code;
    std::uint64_t dst;
    std::uint64_t src;
    std::uint64_t expected;
};

inline constexpr std::int32_t least32 = -0x7FFFFFFF - 1;
inline constexpr std::uint64_t least64 = 0x8000000000000000;
inline constexpr std::uint64_t most64 = 0x7FFFFFFFFFFFFFFF;
inline constexpr std::uint64_t minus1 = ~std::uint64_t{0};

// clang-format off
inline constexpr std::array alu_rows{
    // RFC 9669 section 4.1: "Underflow and overflow are allowed during arithmetic operations"
    alu_row{"add wraps", {0x0f, 1, 2, 0, 0}, minus1, 2, 1},
    alu_row{"add of an immediate sign-extends it", {0x07, 1, 0, 0, -1}, 5, 0, 4},
    alu_row{"add32 wraps and zeroes the upper half", {0x0c, 1, 2, 0, 0}, 0xAAAAAAAAFFFFFFFF, 1, 0},
    alu_row{"add32 of an immediate", {0x04, 1, 0, 0, -1}, 0, 0, 0xFFFFFFFF},
    alu_row{"sub wraps", {0x1f, 1, 2, 0, 0}, 0, 1, minus1},
    alu_row{"sub of an immediate", {0x17, 1, 0, 0, least32}, 0, 0, 0x80000000},
    alu_row{"sub32 zeroes the upper half", {0x1c, 1, 2, 0, 0}, minus1, 0, 0xFFFFFFFF},
    alu_row{"mul keeps the low 64 bits", {0x2f, 1, 2, 0, 0}, minus1, minus1, 1},
    alu_row{"mul by a negative immediate", {0x27, 1, 0, 0, -3}, 7, 0, minus1 - 20},
    alu_row{"mul32 keeps the low 32 bits", {0x2c, 1, 2, 0, 0}, 0xFFFFFFFF, 0xFFFFFFFF, 1},

    // "If execution would result in division by zero, the destination register is instead set to
    // zero"; for modulo 64 bits are unchanged, of 32 bits the upper half is zeroed.
    alu_row{"div by zero is 0", {0x3f, 1, 2, 0, 0}, 42, 0, 0},
    alu_row{"div by an immediate 0 is 0", {0x37, 1, 0, 0, 0}, 42, 0, 0},
    alu_row{"div32 by zero is 0", {0x3c, 1, 2, 0, 0}, minus1, 0, 0},
    alu_row{"div32 looks at 32 bits of the divisor", {0x3c, 1, 2, 0, 0}, 42, 0x100000000, 0},
    alu_row{"sdiv by zero is 0", {0x3f, 1, 2, 1, 0}, minus1, 0, 0},
    alu_row{"sdiv32 by zero is 0", {0x3c, 1, 2, 1, 0}, minus1, 0, 0},
    alu_row{"mod by zero leaves dst", {0x9f, 1, 2, 0, 0}, minus1, 0, minus1},
    alu_row{"mod by an immediate 0 leaves dst", {0x97, 1, 0, 0, 0}, 42, 0, 42},
    alu_row{"mod32 by zero zeroes the upper half", {0x9c, 1, 2, 0, 0}, minus1, 0, 0xFFFFFFFF},
    alu_row{"mod32 looks at 32 bits of the divisor", {0x9c, 1, 2, 0, 0}, 0x500000007, 0x100000000, 7},
    alu_row{"smod by zero leaves dst", {0x9f, 1, 2, 1, 0}, least64, 0, least64},
    alu_row{"smod32 by zero zeroes the upper half", {0x9c, 1, 2, 1, 0}, minus1, 0, 0xFFFFFFFF},
    // "for LLONG_MIN / -1, the destination is instead set to LLONG_MIN", modulo gives 0
    alu_row{"LLONG_MIN s/ -1 is LLONG_MIN", {0x3f, 1, 2, 1, 0}, least64, minus1, least64},
    alu_row{"LLONG_MIN s/ -1 as an immediate", {0x37, 1, 0, 1, -1}, least64, 0, least64},
    alu_row{"INT_MIN s/ -1 is INT_MIN", {0x3c, 1, 2, 1, 0}, 0x80000000, 0xFFFFFFFF, 0x80000000},
    alu_row{"INT_MIN s/ -1 as an immediate", {0x34, 1, 0, 1, -1}, 0x80000000, 0, 0x80000000},
    alu_row{"LLONG_MIN s% -1 is 0", {0x9f, 1, 2, 1, 0}, least64, minus1, 0},
    alu_row{"INT_MIN s% -1 is 0", {0x9c, 1, 2, 1, 0}, 0x80000000, 0xFFFFFFFF, 0},
    alu_row{"div is unsigned", {0x3f, 1, 2, 0, 0}, minus1, 2, most64},
    alu_row{"div by -1 divides by 2^64 - 1", {0x37, 1, 0, 0, -1}, minus1, 0, 1},
    alu_row{"div32 is unsigned", {0x3c, 1, 2, 0, 0}, 0xFFFFFFFF, 2, 0x7FFFFFFF},
    alu_row{"sdiv truncates toward zero", {0x3f, 1, 2, 1, 0}, minus1 - 6, 2, minus1 - 2},
    alu_row{"sdiv32 truncates toward zero", {0x3c, 1, 2, 1, 0}, 0xFFFFFFF9, 2, 0xFFFFFFFD},
    alu_row{"smod takes the sign of the dividend", {0x9f, 1, 2, 1, 0}, minus1 - 12, 3, minus1},
    alu_row{"smod by a negative number", {0x97, 1, 0, 1, -3}, 13, 0, 1},
    alu_row{"smod32 takes the sign of the dividend", {0x9c, 1, 2, 1, 0}, 0xFFFFFFF3, 3, 0xFFFFFFFF},
    alu_row{"mod is unsigned", {0x9f, 1, 2, 0, 0}, minus1, 10, 5},

    alu_row{"or", {0x4f, 1, 2, 0, 0}, 0xF0, 0x0F, 0xFF},
    alu_row{"or of a negative immediate sets the upper half", {0x47, 1, 0, 0, least32}, 0, 0, 0xFFFFFFFF80000000},
    alu_row{"or32 of a negative immediate does not", {0x44, 1, 0, 0, least32}, 0, 0, 0x80000000},
    alu_row{"and with -1 keeps everything", {0x57, 1, 0, 0, -1}, 0x123456789ABCDEF0, 0, 0x123456789ABCDEF0},
    alu_row{"and32 zeroes the upper half", {0x54, 1, 0, 0, -1}, 0x123456789ABCDEF0, 0, 0x9ABCDEF0},
    alu_row{"xor", {0xaf, 1, 2, 0, 0}, minus1, 0xFF, minus1 - 0xFF},
    alu_row{"xor32 zeroes the upper half", {0xac, 1, 2, 0, 0}, minus1, 0xFF, 0xFFFFFF00},

    // "Shift operations use a mask of 0x3F (63) for 64-bit operations and 0x1F (31) for 32-bit"
    alu_row{"lsh by 64 shifts by 0", {0x6f, 1, 2, 0, 0}, 3, 64, 3},
    alu_row{"lsh by an immediate 65 shifts by 1", {0x67, 1, 0, 0, 65}, 3, 0, 6},
    alu_row{"lsh by -1 shifts by 63", {0x6f, 1, 2, 0, 0}, 1, minus1, least64},
    alu_row{"lsh32 by 32 shifts by 0", {0x6c, 1, 2, 0, 0}, 0xFFFFFFFF00000003, 32, 3},
    alu_row{"lsh32 cuts", {0x64, 1, 0, 0, 31}, 3, 0, 0x80000000},
    alu_row{"rsh by 127 shifts by 63", {0x7f, 1, 2, 0, 0}, least64, 127, 1},
    alu_row{"rsh32 by 33 shifts by 1", {0x7c, 1, 2, 0, 0}, 0x80000000, 33, 0x40000000},
    alu_row{"rsh32 does not see the upper half", {0x74, 1, 0, 0, 4}, 0xF0000000F, 0, 0},
    alu_row{"arsh keeps the sign", {0xc7, 1, 0, 0, 63}, least64, 0, minus1},
    alu_row{"arsh by 64 shifts by 0", {0xcf, 1, 2, 0, 0}, least64, 64, least64},
    alu_row{"arsh32 keeps the sign of 32 bits, upper half 0", {0xc4, 1, 0, 0, 4}, 0x80000000, 0, 0xF8000000},
    alu_row{"arsh32 by 32 shifts by 0", {0xcc, 1, 2, 0, 0}, minus1, 32, 0xFFFFFFFF},
    alu_row{"arsh32 of a positive number", {0xcc, 1, 2, 0, 0}, 0xFFFFFFFF7FFFFFFF, 30, 1},

    alu_row{"neg", {0x87, 1, 0, 0, 0}, 1, 0, minus1},
    alu_row{"neg of LLONG_MIN is itself", {0x87, 1, 0, 0, 0}, least64, 0, least64},
    alu_row{"neg32 zeroes the upper half", {0x84, 1, 0, 0, 0}, 0xFFFFFFFF00000001, 0, 0xFFFFFFFF},

    alu_row{"mov sign-extends an immediate", {0xb7, 1, 0, 0, -1}, 0, 0, minus1},
    alu_row{"mov32 does not", {0xb4, 1, 0, 0, -1}, 0, 0, 0xFFFFFFFF},
    alu_row{"mov32 of a register zeroes the upper half", {0xbc, 1, 2, 0, 0}, 0, minus1, 0xFFFFFFFF},
    alu_row{"movsx 8 to 64", {0xbf, 1, 2, 8, 0}, 0, 0x1280, 0xFFFFFFFFFFFFFF80},
    alu_row{"movsx 16 to 64", {0xbf, 1, 2, 16, 0}, 0, 0x128000, 0xFFFFFFFFFFFF8000},
    alu_row{"movsx 32 to 64", {0xbf, 1, 2, 32, 0}, 0, 0x1280000000, 0xFFFFFFFF80000000},
    alu_row{"movsx of a positive byte", {0xbf, 1, 2, 8, 0}, 0, 0xFF7F, 0x7F},
    alu_row{"movsx 8 to 32 zeroes the upper half", {0xbc, 1, 2, 8, 0}, minus1, 0x80, 0xFFFFFF80},
    alu_row{"movsx 16 to 32 zeroes the upper half", {0xbc, 1, 2, 16, 0}, minus1, 0x8000, 0xFFFF8000},

    // Section 4.2
    alu_row{"be16 truncates", {0xdc, 1, 0, 0, 16}, 0x1122334455667788, 0, 0x8877},
    alu_row{"be32 truncates", {0xdc, 1, 0, 0, 32}, 0x1122334455667788, 0, 0x88776655},
    alu_row{"be64", {0xdc, 1, 0, 0, 64}, 0x1122334455667788, 0, 0x8877665544332211},
    alu_row{"le16 truncates", {0xd4, 1, 0, 0, 16}, 0x1122334455667788, 0, 0x7788},
    alu_row{"le32 truncates", {0xd4, 1, 0, 0, 32}, 0x1122334455667788, 0, 0x55667788},
    alu_row{"le64 changes nothing", {0xd4, 1, 0, 0, 64}, 0x1122334455667788, 0, 0x1122334455667788},
    alu_row{"bswap16", {0xd7, 1, 0, 0, 16}, 0x1122334455667788, 0, 0x8877},
    alu_row{"bswap32", {0xd7, 1, 0, 0, 32}, 0x1122334455667788, 0, 0x88776655},
    alu_row{"bswap64", {0xd7, 1, 0, 0, 64}, 0x1122334455667788, 0, 0x8877665544332211},
};

/// r1 = dst, r2 = src; r0 = 1 if the jump is taken.
struct jump_row {
    const char* sentence;
    isa::instruction code;
    std::uint64_t dst;
    std::uint64_t src;
    bool taken;
};

// Section 4.3; the offset is put in by the test.
inline constexpr std::array jump_rows{
    jump_row{"ja always", {0x05, 0, 0, 0, 0}, 0, 0, true},
    jump_row{"jeq compares 64 bits", {0x1d, 1, 2, 0, 0}, 0x100000001, 1, false},
    jump_row{"jeq32 compares 32 bits", {0x1e, 1, 2, 0, 0}, 0x100000001, 1, true},
    jump_row{"jeq with -1 compares with all ones", {0x15, 1, 0, 0, -1}, minus1, 0, true},
    jump_row{"jeq with -1 is not 2^32 - 1", {0x15, 1, 0, 0, -1}, 0xFFFFFFFF, 0, false},
    jump_row{"jeq32 with -1 is 2^32 - 1", {0x16, 1, 0, 0, -1}, 0xFFFFFFFF, 0, true},
    jump_row{"jne", {0x5d, 1, 2, 0, 0}, 1, 1, false},
    jump_row{"jne32 does not see the upper half", {0x5e, 1, 2, 0, 0}, 0x100000001, 1, false},
    jump_row{"jgt is unsigned", {0x2d, 1, 2, 0, 0}, minus1, 1, true},
    jump_row{"jgt of equals", {0x2d, 1, 2, 0, 0}, 7, 7, false},
    jump_row{"jgt with -1 is never", {0x25, 1, 0, 0, -1}, minus1, 0, false},
    jump_row{"jgt with 0x7fffffff", {0x25, 1, 0, 0, 0x7FFFFFFF}, 0x80000000, 0, true},
    jump_row{"jgt with a negative immediate is sign-extended, then unsigned", {0x25, 1, 0, 0, -2}, 0xFFFFFFFF, 0, false},
    jump_row{"jgt32 with -2", {0x26, 1, 0, 0, -2}, 0xFFFFFFFF, 0, true},
    jump_row{"jge of equals", {0x3d, 1, 2, 0, 0}, 7, 7, true},
    jump_row{"jge32 of equals below a different upper half", {0x3e, 1, 2, 0, 0}, 7, 0x500000007, true},
    jump_row{"jlt is unsigned", {0xad, 1, 2, 0, 0}, 1, minus1, true},
    jump_row{"jlt32 does not see the upper half", {0xae, 1, 2, 0, 0}, 0xF00000001, 2, true},
    jump_row{"jle of equals", {0xbd, 1, 2, 0, 0}, minus1, minus1, true},
    jump_row{"jle with an immediate", {0xb5, 1, 0, 0, 5}, 6, 0, false},
    jump_row{"jle32 does not see the upper half", {0xbe, 1, 2, 0, 0}, 0xF00000001, 1, true},
    jump_row{"jset", {0x4d, 1, 2, 0, 0}, 0xF0, 0x10, true},
    jump_row{"jset without a shared bit", {0x4d, 1, 2, 0, 0}, 0xF0, 0x0F, false},
    jump_row{"jset with a negative immediate looks at the upper half", {0x45, 1, 0, 0, least32}, 0x100000000, 0, true},
    jump_row{"jset32 does not", {0x46, 1, 0, 0, least32}, 0x100000000, 0, false},
    jump_row{"jsgt is signed", {0x6d, 1, 2, 0, 0}, minus1, 1, false},
    jump_row{"jsgt with -1", {0x65, 1, 0, 0, -1}, 0, 0, true},
    jump_row{"jsgt32 takes bit 31 for the sign", {0x6e, 1, 2, 0, 0}, 0x80000000, 0, false},
    jump_row{"jsgt does not take bit 31 for the sign", {0x6d, 1, 2, 0, 0}, 0x80000000, 0, true},
    jump_row{"jsge of equals", {0x7d, 1, 2, 0, 0}, least64, least64, true},
    jump_row{"jsge32 with an immediate", {0x76, 1, 0, 0, -1}, 0xFFFFFFFF, 0, true},
    jump_row{"jslt is signed", {0xcd, 1, 2, 0, 0}, least64, most64, true},
    jump_row{"jslt32 is signed in 32 bits", {0xce, 1, 2, 0, 0}, 0x80000000, 0x7FFFFFFF, true},
    jump_row{"jsle of equals", {0xdd, 1, 2, 0, 0}, minus1, minus1, true},
    jump_row{"jsle32 with an immediate", {0xd6, 1, 0, 0, -1}, 0, 0, false},
};

/// r6 = context (eight bytes 0x81 0x82 ... 0x88), r2 = src, the instruction at r6, then r0 = r1.
struct memory_row {
    const char* sentence;
    isa::instruction code;
    std::uint64_t src;
    std::uint64_t expected_r1; // r1 is 0 before
    std::uint64_t expected_bytes; // of the context, little-endian
};

inline constexpr std::uint64_t context_word = 0x8887868584838281;

// Section 5
inline constexpr std::array memory_rows{
    memory_row{"ldxb zero-extends", {0x71, 1, 6, 0, 0}, 0, 0x81, context_word},
    memory_row{"ldxh zero-extends", {0x69, 1, 6, 2, 0}, 0, 0x8483, context_word},
    memory_row{"ldxw zero-extends", {0x61, 1, 6, 4, 0}, 0, 0x88878685, context_word},
    memory_row{"ldxw at an odd address", {0x61, 1, 6, 1, 0}, 0, 0x85848382, context_word},
    memory_row{"ldxdw", {0x79, 1, 6, 0, 0}, 0, context_word, context_word},
    memory_row{"ldxsb sign-extends", {0x91, 1, 6, 7, 0}, 0, 0xFFFFFFFFFFFFFF88, context_word},
    memory_row{"ldxsh sign-extends", {0x89, 1, 6, 0, 0}, 0, 0xFFFFFFFFFFFF8281, context_word},
    memory_row{"ldxsw sign-extends", {0x81, 1, 6, 0, 0}, 0, 0xFFFFFFFF84838281, context_word},
    memory_row{"stb stores the low byte", {0x72, 6, 0, 1, 0x1234}, 0, 0, 0x8887868584833481},
    memory_row{"sth", {0x6a, 6, 0, 0, -1}, 0, 0, 0x888786858483FFFF},
    memory_row{"stw", {0x62, 6, 0, 4, 0x12345678}, 0, 0, 0x1234567884838281},
    memory_row{"stdw sign-extends the immediate", {0x7a, 6, 0, 0, -2}, 0, 0, minus1 - 1},
    memory_row{"stxb", {0x73, 6, 2, 7, 0}, 0x1FF, 0, 0xFF87868584838281},
    memory_row{"stxh", {0x6b, 6, 2, 3, 0}, 0x12345, 0, 0x8887862345838281},
    memory_row{"stxw", {0x63, 6, 2, 0, 0}, 0xAAAAAAAA55555555, 0, 0x8887868555555555},
    memory_row{"stxdw", {0x7b, 6, 2, 0, 0}, 0x0123456789ABCDEF, 0, 0x0123456789ABCDEF},

    // Section 5.3, the operand in r1
    memory_row{"atomic add without fetch leaves the register", {0xdb, 6, 2, 0, 0x00}, 1, 0, context_word + 1},
    memory_row{"atomic32 add wraps in 32 bits", {0xc3, 6, 2, 0, 0x00}, 0xFFFFFFFF, 0, 0x8887868584838280},
    memory_row{"atomic or", {0xdb, 6, 2, 0, 0x40}, 0x7E, 0, 0x88878685848382FF},
    memory_row{"atomic32 and keeps the upper word in memory", {0xc3, 6, 2, 0, 0x50}, 0xFF, 0, 0x8887868500000081},
    memory_row{"atomic xor", {0xdb, 6, 2, 0, 0xA0}, minus1, 0, ~context_word},
    // r0 is 0 before, so that the comparison fails and memory stays; r0 becomes the old value.
    memory_row{"cmpxchg of another value leaves memory", {0xdb, 6, 2, 0, 0xF1}, 5, 0, context_word},
    memory_row{"cmpxchg32 of another value leaves memory", {0xc3, 6, 2, 0, 0xF1}, 5, 0, context_word},
};

/// The same with fetch: what src (r2) becomes.
struct fetch_row {
    const char* sentence;
    isa::instruction code;
    std::uint64_t src;
    std::uint64_t r0;
    std::uint64_t expected_r2;
    std::uint64_t expected_r0;
    std::uint64_t expected_bytes;
};
inline constexpr std::array fetch_rows{
    fetch_row{"fetch_add", {0xdb, 6, 2, 0, 0x01}, 2, 9, context_word, 9, context_word + 2},
    fetch_row{"fetch_or32 zero-extends what it fetches", {0xc3, 6, 2, 0, 0x41}, minus1, 9, 0x84838281, 9, 0x88878685FFFFFFFF},
    fetch_row{"fetch_and", {0xdb, 6, 2, 0, 0x51}, 0, 9, context_word, 9, 0},
    fetch_row{"fetch_xor32", {0xc3, 6, 2, 4, 0xA1}, 0x88878685, 9, 0x88878685, 9, 0x84838281},
    fetch_row{"xchg", {0xdb, 6, 2, 0, 0xE1}, 7, 9, context_word, 9, 7},
    fetch_row{"xchg32 leaves the upper word in memory", {0xc3, 6, 2, 0, 0xE1}, 0x700000007, 9, 0x84838281, 9, 0x8887868500000007},
    fetch_row{"cmpxchg of the same value stores", {0xdb, 6, 2, 0, 0xF1}, 7, context_word, 7, context_word, 7},
    fetch_row{"cmpxchg of another value fetches into r0", {0xdb, 6, 2, 0, 0xF1}, 7, 1, 7, context_word, context_word},
    fetch_row{"cmpxchg32 compares 32 bits and zero-extends r0", {0xc3, 6, 2, 0, 0xF1}, 7, 0xF84838281, 7, 0x84838281, 0x8887868500000007},
    fetch_row{"cmpxchg32 zero-extends r0 on failure too", {0xc3, 6, 2, 0, 0xF1}, 7, minus1, 7, 0x84838281, context_word},
};
// clang-format on

} // namespace fc::test
