// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Every comparison against a register and an immediate, on 64 and 32 bits; helper, local, external
// and indirect calls; long jumps. MCPU_V3 says that -mcpu is v3 or above.

typedef unsigned long long u64;
typedef long long s64;

int sink(int);

#define COMPARE(name, type, op)                                                                    \
    int name##_register(type a, type b) { return a op b ? sink(1) : sink(2); }                     \
    int name##_immediate(type a) { return a op 1000 ? sink(3) : sink(4); }

#define COMPARISONS(name, is_unsigned, is_signed)                                                  \
    COMPARE(equal_##name, is_unsigned, ==)                                                         \
    COMPARE(unequal_##name, is_unsigned, !=)                                                       \
    COMPARE(above_##name, is_unsigned, >)                                                          \
    COMPARE(above_equal_##name, is_unsigned, >=)                                                   \
    COMPARE(below_##name, is_unsigned, <)                                                          \
    COMPARE(below_equal_##name, is_unsigned, <=)                                                   \
    COMPARE(greater_##name, is_signed, >)                                                          \
    COMPARE(greater_equal_##name, is_signed, >=)                                                   \
    COMPARE(less_##name, is_signed, <)                                                             \
    COMPARE(less_equal_##name, is_signed, <=)

COMPARISONS(64, u64, s64)
COMPARISONS(32, unsigned, int)

#define BRANCH(op, left, right) "if " left " " op " " right " goto 1f\n\t"
#define BRANCHES(left, right)                                                                      \
    BRANCH("==", left, right)                                                                      \
    BRANCH("!=", left, right)                                                                      \
    BRANCH(">", left, right)                                                                       \
    BRANCH(">=", left, right)                                                                      \
    BRANCH("<", left, right)                                                                       \
    BRANCH("<=", left, right)                                                                      \
    BRANCH("s>", left, right)                                                                      \
    BRANCH("s>=", left, right)                                                                     \
    BRANCH("s<", left, right)                                                                      \
    BRANCH("s<=", left, right)

// The optimiser turns some comparisons around, so each is also asked for by name.
void branches(void) {
    __asm__ volatile(BRANCHES("r1", "r2") BRANCHES("r1", "-5") "1: r0 = 0\n\t" ::: "r0");
#ifdef MCPU_V3
    __asm__ volatile(BRANCHES("w1", "w2") BRANCHES("w1", "7") "1: r0 = 0\n\t" ::: "r0");
#endif
#if __clang_major__ >= 19 // earlier ones cannot assemble jset
    __asm__ volatile(BRANCH("&", "r1", "r2") BRANCH("&", "r1", "-5") "1: r0 = 0\n\t" ::: "r0");
#ifdef MCPU_V3
    __asm__ volatile(BRANCH("&", "w1", "w2") BRANCH("&", "w1", "7") "1: r0 = 0\n\t" ::: "r0");
#endif
#endif
}

__attribute__((noinline)) static s64 twice(s64 a) { return a * 2 + sink((int)a); }
__attribute__((noinline)) static s64 four_times(s64 a) { return twice(a) + twice(a + 1); }
s64 local_calls(s64 a) { return four_times(a) - twice(a); }

static s64 (*const helper_5)(s64) = (s64(*)(s64))5;
static s64 (*const helper_0x60)(s64, s64) = (s64(*)(s64, s64))0x60;
s64 helper_calls(s64 a) { return helper_5(a) + helper_0x60(a, 3); }

s64 indirect_call(s64 (*function)(s64), s64 a) { return function(a) + 1; }

int dense(unsigned a) {
    switch (a) {
    case 0: return sink(10);
    case 1: return sink(21);
    case 2: return sink(35);
    case 7: return sink(44);
    default: return 0;
    }
}

u64 loop(const unsigned char* bytes, unsigned n) {
    u64 sum = 0;
    for (unsigned i = 0; i < n; ++i) {
        sum = sum * 31 + bytes[i];
        if (bytes[i] & 0x80) {
            sum ^= n;
        }
    }
    return sum;
}

#if __BPF_CPU_VERSION__ >= 4
void long_jump(void) {
    __asm__ volatile("gotol 1f\n\t"
                     ".rept 40000\n\tr0 = 0\n\t.endr\n"
                     "1: gotol 2f\n\t2:" ::
                         : "r0");
}
#endif
