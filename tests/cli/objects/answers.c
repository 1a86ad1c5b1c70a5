// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// One object with several ways in and several ways to go wrong.
#include <femto/guest/container.h>

#ifdef FEMTO_LAYOUT_bytes
FEMTO_BUILT_FOR(bytes);
#endif

static uint64_t runs = 5;
static const uint8_t odd[4] = {1, 3, 5, 7};

FEMTO_ENTRY uint64_t answer(void) { return 42; }

FEMTO_ENTRY uint64_t sum(const uint8_t* bytes, uint64_t size) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < size; ++i) {
        total += bytes[i];
    }
    return total;
}

FEMTO_ENTRY uint64_t own_data(const uint8_t* bytes) {
    runs += odd[bytes[0] & 3];
    return runs;
}

FEMTO_ENTRY uint64_t registers(const void* context, uint64_t size) {
    return (context != 0 ? 1 : 0) + size;
}

FEMTO_ENTRY uint64_t for_ever(volatile uint8_t* bytes) {
    while (bytes[0] == 0) {
    }
    return 0;
}

FEMTO_ENTRY uint64_t out_of_bounds(const uint8_t* bytes) { return bytes[100]; }

FEMTO_ENTRY uint64_t write_constant(uint8_t* bytes, uint64_t size) {
    *(volatile uint8_t*)&odd[size & 3] = bytes[0];
    return odd[0];
}

FEMTO_NOINLINE uint64_t deeper(uint64_t n) { return n == 0 ? 0 : 1 + deeper(n - 1) * 3; }

FEMTO_ENTRY uint64_t too_deep(void* context, uint64_t size) { return deeper(size); }

__attribute__((section("elsewhere"))) FEMTO_ENTRY uint64_t in_section(void) { return 7; }
