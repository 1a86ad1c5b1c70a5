// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Functions that call each other: before and behind the caller, static and global, and recursive.
#include "guest.h"

EXPORT uint64_t calls(const uint8_t* ctx, uint64_t length);
EXPORT uint32_t calls_gcd(uint32_t a, uint32_t b);
static uint64_t fibonacci(uint32_t n);

static NOINLINE uint32_t square(uint32_t x) { return x * x; }

uint64_t calls(const uint8_t* ctx, uint64_t length) {
    if (length < 2) {
        return 0;
    }
    return fibonacci(ctx[0] % 6U) + square(ctx[1]) * UINT64_C(1000) +
           calls_gcd(ctx[0] + 1U, ctx[1] + 1U) * UINT64_C(1000000000);
}

NOINLINE uint32_t calls_gcd(uint32_t a, uint32_t b) {
    while (b != 0) {
        const uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return square(a);
}

static NOINLINE uint64_t fibonacci(uint32_t n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
