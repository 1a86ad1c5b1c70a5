// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

/* Calls everything that write_header.cpp declares; C and C++. */
#include <stdint.h>

struct sample {
    int32_t value;
};

#include "helpers.h"

uint64_t call_all(uint8_t* bytes, uint64_t size) {
    const uint16_t words[2] = {1, 2};
    struct sample one = {0};
    nothing();
    uint64_t sum = letters(1, 'x', -3);
    sum += numbers(1, -2, 3, -4);
    sum += (uint64_t)read(7, &one);
    write(&one, "text");
    sum += add(words, 2, bytes, size);
    sum += (uint64_t)choose(&one);
    return sum;
}
