// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Copies the first half of the context over the second, through a buffer on the stack, and returns
// the last eight bytes. There is no C library in a container: what it copies with is its own.
#include <femto/guest/container.h>

enum { buffer_bytes = 64 };

static FEMTO_NOINLINE void copy(uint8_t* to, const uint8_t* from, uint64_t bytes) {
    for (uint64_t i = 0; i < bytes; ++i) {
        to[i] = from[i];
    }
}

// Not called memcpy: the compiler would know better what that does.
FEMTO_ENTRY uint64_t memcpy_halves(uint8_t* bytes, uint64_t size) {
    uint8_t buffer[buffer_bytes];
    const uint64_t half = size / 2;
    for (uint64_t at = 0; at < half; at += buffer_bytes) {
        const uint64_t length = half - at < buffer_bytes ? half - at : buffer_bytes;
        copy(buffer, bytes + at, length);
        copy(bytes + half + at, buffer, length);
    }
    uint64_t last = 0;
    for (uint64_t i = 0; i < 8 && i < size; ++i) {
        last = last << 8 | bytes[size - 1 - i];
    }
    return last;
}
