// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// Fletcher32 over n 16-bit words. 359 is the longest block whose sums cannot overflow 32 bits.
uint64_t WORKLOAD(struct context* ctx) {
    const uint16_t* word = (const uint16_t*)ctx->data;
    uint32_t words = ctx->n;
    uint32_t low = 0xFFFF;
    uint32_t high = 0xFFFF;
    while (words != 0) {
        uint32_t block = words > 359 ? 359 : words;
        words -= block;
        do {
            low += *word++;
            high += low;
        } while (--block != 0);
        low = (low & 0xFFFF) + (low >> 16);
        high = (high & 0xFFFF) + (high >> 16);
    }
    low = (low & 0xFFFF) + (low >> 16);
    high = (high & 0xFFFF) + (high >> 16);
    return high << 16 | low;
}
