// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// The n-th Fibonacci number modulo 2^64.
uint64_t WORKLOAD(struct context* ctx) {
    uint64_t a = 0;
    uint64_t b = 1;
    for (uint32_t i = 0; i < ctx->n; ++i) {
        const uint64_t next = a + b;
        a = b;
        b = next;
    }
    return a;
}
