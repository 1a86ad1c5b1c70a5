// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// CRC-32 (reflected, 0xEDB88320) of n bytes; its table of 256 words comes first in the data.
uint64_t WORKLOAD(struct context* ctx) {
    const uint32_t* table = (const uint32_t*)ctx->data;
    const uint8_t* bytes = ctx->data + 1024;
    uint32_t crc = 0xFFFFFFFF;
    for (uint32_t i = 0; i < ctx->n; ++i) {
        crc = crc >> 8 ^ table[(crc ^ bytes[i]) & 0xFF];
    }
    return ~crc;
}
