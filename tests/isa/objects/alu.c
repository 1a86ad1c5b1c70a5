// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Arithmetic, written so that each operation is emitted with a register and with an immediate, on
// 64 and (from -mcpu=v3) on 32 bits.

typedef unsigned long long u64;
typedef long long s64;
typedef unsigned int u32;
typedef int s32;

#define BINARY(type, name, op)                                                                     \
    type name##_register(type a, type b) { return a op b; }                                        \
    type name##_immediate(type a) { return a op 13; }                                              \
    type name##_negative(type a) { return a op - 77; }                                             \
    void name##_memory(type* a, type* b) { *a = (*a op * b) op 21; }

BINARY(u64, add64, +)
BINARY(u64, sub64, -)
BINARY(u64, mul64, *)
BINARY(u64, div64, /)
BINARY(u64, mod64, %)
BINARY(u64, or64, |)
BINARY(u64, and64, &)
BINARY(u64, xor64, ^)
BINARY(u32, add32, +)
BINARY(u32, sub32, -)
BINARY(u32, mul32, *)
BINARY(u32, div32, /)
BINARY(u32, mod32, %)
BINARY(u32, or32, |)
BINARY(u32, and32, &)
BINARY(u32, xor32, ^)

#if __BPF_CPU_VERSION__ >= 4
// The signed divisions exist from v4 on; before, clang refuses to compile them.
BINARY(s64, sdiv64, /)
BINARY(s64, smod64, %)
BINARY(s32, sdiv32, /)
BINARY(s32, smod32, %)
#endif

u64 shift_left(u64 a, u64 b) { return (a << 7) + (a << b); }
u64 shift_right(u64 a, u64 b) { return (a >> 7) + (a >> b); }
s64 shift_signed(s64 a, s64 b) { return (a >> 7) + (a >> b); }
u32 shift_left32(u32 a, u32 b) { return (a << 7) + (a << b); }
u32 shift_right32(u32 a, u32 b) { return (a >> 7) + (a >> b); }
s32 shift_signed32(s32 a, s32 b) { return (a >> 7) + (a >> b); }

s64 negate64(s64 a) { return -a; }
s32 negate32(s32 a) { return -a; }

s64 extend8(signed char a) { return a; }
s64 extend16(short a) { return a; }
s64 extend32(s32 a) { return a; }
s32 extend8to32(s32 a) { return (signed char)a; }
s32 extend16to32(s32 a) { return (short)a; }
u64 zero_extend(u32 a) { return a; }

unsigned short swap16(unsigned short a) { return __builtin_bswap16(a); }
u32 swap32(u32 a) { return __builtin_bswap32(a); }
u64 swap64(u64 a) { return __builtin_bswap64(a); }

u64 wide_constant(void) { return 0x123456789abcdef0ULL; }
u64 wide_low_word(void) { return 0xffffffffULL; }
s64 wide_negative(void) { return -0x123456789abLL; }
u64 negative_constant(void) { return (u64)-2; }
u32 word_constant(void) { return 0x80000000U; }

u64 subtract_immediate(u64 a) {
    // clang prefers to add the negative number.
    __asm__ volatile("%0 -= 13" : "+r"(a));
#ifdef MCPU_V3 // clang itself tells only from 19 on
    __asm__ volatile("w0 -= -13" ::: "r0");
#endif
    return a;
}

u64 byte_orders(u64 a) {
    // clang has no C spelling for the conversions of the host's own order.
    __asm__ volatile("%0 = le16 %0\n\t%0 = le32 %0\n\t%0 = le64 %0\n\t"
                     "%0 = be16 %0\n\t%0 = be32 %0\n\t%0 = be64 %0"
                     : "+r"(a));
    return a;
}
