// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Sorts the bytes of the context where they lie, by Shell's method, and returns the median, above
// 2^8 the smallest and above 2^16 the largest.
#include <femto/guest/container.h>

FEMTO_ENTRY uint64_t sort(uint8_t* values, uint64_t size) {
    if (size == 0) {
        return 0;
    }
    for (uint64_t gap = size / 2; gap > 0; gap /= 2) {
        for (uint64_t i = gap; i < size; ++i) {
            const uint8_t value = values[i];
            uint64_t at = i;
            while (at >= gap && values[at - gap] > value) {
                values[at] = values[at - gap];
                at -= gap;
            }
            values[at] = value;
        }
    }
    return (uint64_t)values[size - 1] << 16 | (uint64_t)values[0] << 8 | values[size / 2];
}
