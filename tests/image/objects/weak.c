// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Weak symbols: one that is defined, and one that nobody defines.
#include "guest.h"

EXPORT uint64_t weak(const uint8_t* ctx, uint64_t length);
EXPORT uint64_t weak_step(uint64_t x);
extern __attribute__((weak)) uint8_t weak_nobody;

__attribute__((weak)) uint64_t weak_step(uint64_t x) { return x * 5 + 1; }

uint64_t weak(const uint8_t* ctx, uint64_t length) {
    const uint64_t base = length < 1 ? 0 : ctx[0];
    return weak_step(base) + (&weak_nobody == 0 ? 100U : 0U);
}
