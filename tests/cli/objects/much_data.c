// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A small object that needs a lot of memory to run.
#include <femto/guest/container.h>

static uint8_t table[900u << 20];

FEMTO_ENTRY uint64_t much_data(const uint8_t* bytes, uint64_t size) {
    table[size] = 1;
    return table[size / 2];
}
