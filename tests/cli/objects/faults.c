// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Goes wrong in many ways; each line a report must name has a mark. All accesses are volatile, for
// no optimizer to move them.
#include "faults.h"

static uint64_t (*const of_firmware)(uint64_t) = (uint64_t(*)(uint64_t))0x20;

FEMTO_ENTRY uint64_t null_read(const volatile uint8_t* bytes, uint64_t size) {
    uint64_t total = size;
    total += bytes[3]; // line: null_read
    return total;
}

FEMTO_ENTRY uint64_t behind_context(const volatile uint8_t* bytes, uint64_t size) {
    uint64_t total = bytes[0];
    total += bytes[1];
    total += bytes[100]; // line: behind_context
    total += size;
    return total;
}

FEMTO_ENTRY uint64_t write_behind(volatile uint8_t* bytes, uint64_t size) {
    bytes[0] = 1;
    bytes[size] = // line: write_behind
        2;
    return 0;
}

FEMTO_ENTRY uint64_t for_ever(const volatile uint8_t* bytes) {
    uint64_t turns = 0;
    while (bytes[0] == 0) { // line: for_ever
    }
    return turns;
}

FEMTO_ENTRY uint64_t division(uint64_t bytes, uint64_t size) { return (bytes | 7) / size; }

__attribute__((section("calls"))) FEMTO_ENTRY uint64_t helper(void* context, uint64_t size) {
    uint64_t total = size + 1;
    total += of_firmware(total); // line: helper
    return total;
}

FEMTO_ENTRY uint64_t in_header(const volatile uint8_t* bytes, uint64_t size) {
    uint64_t total = bytes[0];
    total += peek(bytes, size); // line: in_header
    return total;
}

FEMTO_NOINLINE static uint64_t deeper(const volatile uint8_t* bytes) {
    uint64_t first = bytes[0];
    return first + bytes[200]; // line: deeper
}

FEMTO_ENTRY uint64_t in_function(const volatile uint8_t* bytes) { return deeper(bytes) + 1; }

__attribute__((section("far"))) FEMTO_NOINLINE uint64_t far_away(const volatile uint8_t* bytes) {
    uint64_t first = bytes[0];
    return first + bytes[300]; // line: far_away
}

__attribute__((section("near"))) FEMTO_ENTRY uint64_t in_sections(const volatile uint8_t* bytes) {
    uint64_t total = far_away(bytes) + 1;
    return total * 3;
}
