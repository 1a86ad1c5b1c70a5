// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Fletcher's checksum over the 16-bit words of the context: the workload every engine is measured
// with.
#include <femto/guest/container.h>

FEMTO_ENTRY uint64_t fletcher32(const uint16_t* words, uint64_t size) {
    uint32_t sum1 = 0xFFFF;
    uint32_t sum2 = 0xFFFF;
    for (uint64_t left = size / sizeof *words; left > 0;) {
        // 359 words are the most that cannot overflow a sum.
        uint64_t block = left < 359 ? left : 359;
        left -= block;
        do {
            sum1 += *words++;
            sum2 += sum1;
        } while (--block > 0);
        sum1 = (sum1 & 0xFFFF) + (sum1 >> 16);
        sum2 = (sum2 & 0xFFFF) + (sum2 >> 16);
    }
    sum1 = (sum1 & 0xFFFF) + (sum1 >> 16);
    sum2 = (sum2 & 0xFFFF) + (sum2 >> 16);
    return sum2 << 16 | sum1;
}
