// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// Sorts 64 words in the stack and hashes what came out.
uint64_t WORKLOAD(struct context* ctx) {
    uint32_t word[64];
    const uint32_t* from = (const uint32_t*)ctx->data;
    for (uint32_t i = 0; i < 64; ++i) {
        word[i] = from[i];
    }
    for (uint32_t end = 63; end > 0; --end) {
        for (uint32_t i = 0; i < end; ++i) {
            if (word[i] > word[i + 1]) {
                const uint32_t swap = word[i];
                word[i] = word[i + 1];
                word[i + 1] = swap;
            }
        }
    }
    uint64_t hash = 0;
    for (uint32_t i = 0; i < 64; ++i) {
        hash = hash * 31 + word[i];
    }
    return hash;
}
