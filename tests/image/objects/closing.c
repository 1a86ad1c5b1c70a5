// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The text ends in a call that does not return, and so without an exit.
#include "guest.h"

EXPORT uint64_t closing(const uint8_t* ctx, uint64_t length);

// Not static: clang puts static functions last.
EXPORT __attribute__((noreturn)) void closing_stop(const volatile uint8_t* at);
NOINLINE void closing_stop(const volatile uint8_t* at) {
    for (;;) {
        (void)*at;
    }
}

uint64_t closing(const uint8_t* ctx, uint64_t length) {
    if (length != 12345) {
        return length + 1;
    }
    closing_stop(ctx);
}
