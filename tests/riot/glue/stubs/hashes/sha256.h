/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t state[8];
    uint32_t count[2];
    unsigned char buf[64];
} sha256_context_t;

void sha256_init(sha256_context_t* ctx);
void sha256_update(sha256_context_t* ctx, const void* data, size_t len);
void sha256_final(sha256_context_t* ctx, void* digest);
