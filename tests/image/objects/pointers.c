// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Addresses of functions: in constants, in variables, and as operands.
#include "guest.h"

EXPORT uint64_t pointers(const uint8_t* ctx, uint64_t length);

typedef uint64_t (*operation)(uint64_t, uint64_t);

static NOINLINE uint64_t add(uint64_t a, uint64_t b) { return a + b; }
static NOINLINE uint64_t subtract(uint64_t a, uint64_t b) { return a - b; }
EXPORT NOINLINE uint64_t pointers_multiply(uint64_t a, uint64_t b) { return a * b; }

static const operation constant[3] = {add, pointers_multiply, subtract};
static operation variable[2] = {subtract, add};

static NOINLINE uint64_t apply(operation what, uint64_t a, uint64_t b) { return what(a, b) + 1; }

uint64_t pointers(const uint8_t* ctx, uint64_t length) {
    if (length < 2) {
        return 0;
    }
    const uint64_t a = ctx[0];
    const uint64_t b = ctx[1];
    uint64_t result = constant[a % 3](a, b) * 1000 + variable[b % 2](a, b);
    result += apply(b & 4 ? pointers_multiply : subtract, a, b);
    if (a & 1) {
        operation kept = variable[0];
        variable[0] = variable[1];
        variable[1] = kept;
    }
    return result;
}
