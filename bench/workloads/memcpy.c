// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// Copies n bytes to the n bytes behind them, one at a time.
uint64_t WORKLOAD(struct context* ctx) {
    const uint8_t* from = ctx->data;
    uint8_t* to = ctx->data + ctx->n;
    for (uint32_t i = 0; i < ctx->n; ++i) {
        to[i] = from[i];
    }
    return to[ctx->n - 1];
}
