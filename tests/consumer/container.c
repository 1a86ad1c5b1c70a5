// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>

FEMTO_NOINLINE uint64_t nothing(void) { return 0; }

FEMTO_ENTRY uint64_t answer(const uint8_t* bytes, uint64_t size) {
    uint64_t sum = nothing();
    for (uint64_t i = 0; i < size; ++i) {
        sum += bytes[i];
    }
    return sum;
}
