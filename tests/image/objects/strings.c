// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Constants: literals, arrays, constant pools.
#include "guest.h"

EXPORT uint64_t strings(const uint8_t* ctx, uint64_t length);

static const char greeting[] = "hello, container";
static const uint16_t wide[5] = {1, 20, 300, 4000, 50000};
static const uint64_t longs[4] = {UINT64_C(0x0123456789ABCDEF), 1, 2, UINT64_C(1) << 63};
static const uint8_t matrix[3][3] __attribute__((aligned(16))) = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};

static NOINLINE uint32_t total(const char* text) {
    uint32_t result = 0;
    while (*text != '\0') {
        result = result * 31 + (uint8_t)*text++;
    }
    return result;
}

uint64_t strings(const uint8_t* ctx, uint64_t length) {
    if (length < 2) {
        return total("too short");
    }
    const char* text = ctx[1] % 2 ? "odd" : "even and longer";
    return total(text) + (uint8_t)greeting[ctx[0] % sizeof greeting] + wide[ctx[0] % 5] +
           longs[ctx[1] % 4] + matrix[ctx[0] % 3][ctx[1] % 3];
}
