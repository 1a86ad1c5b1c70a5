// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Fibonacci's numbers by the book: functions that call each other and themselves, each with its own
// registers and its own part of the stack. `fc::defaults` has room for seven nested calls, hence
// for the seventh number; the eighth is stopped, and nothing else happens.
#include <femto/guest/container.h>

static FEMTO_NOINLINE uint32_t plus(uint32_t a, uint32_t b) { return a + b; }

static FEMTO_NOINLINE uint32_t fibonacci(uint32_t n) {
    if (n < 2) {
        return n;
    }
    const uint32_t before = fibonacci(n - 1);
    return before + fibonacci(n - 2);
}

FEMTO_ENTRY uint64_t recursion(const uint8_t* n, uint64_t size) {
    uint32_t sum = 0;
    for (uint64_t i = 0; i < size; ++i) {
        sum = plus(sum, fibonacci(n[i]));
    }
    return sum;
}
