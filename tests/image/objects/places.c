// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Functions in sections of their own, as hooks are written, sharing code and data.
#include "guest.h"

EXPORT uint64_t places(const uint8_t* ctx, uint64_t length);
EXPORT uint64_t places_other(const uint8_t* ctx, uint64_t length);
EXPORT uint64_t places_far(uint64_t x);

static uint64_t shared = 3;

static NOINLINE uint64_t local(uint64_t x) { return x * 3 + shared; }

SECTION("hook/other") uint64_t places_other(const uint8_t* ctx, uint64_t length) {
    return length == 0 ? 5 : local(ctx[0]);
}

SECTION("lib") NOINLINE uint64_t places_far(uint64_t x) { return local(x) ^ 0x55; }

SECTION("hook/main") static NOINLINE uint64_t beside(uint64_t x) { return places_far(x + 1) + 2; }

SECTION("hook/main") uint64_t places(const uint8_t* ctx, uint64_t length) {
    shared += length;
    return beside(length) + places_far(length < 1 ? 9U : ctx[0]) + places_other(ctx, length);
}
