// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Variables that live from run to run: initialised, zero, aligned, COMMON under -fcommon.
#include "guest.h"

EXPORT uint64_t data(const uint8_t* ctx, uint64_t length);

static uint64_t runs;
static uint32_t sum = 1000;
static uint8_t small = 7;
static uint8_t flag;
static uint64_t history[8] __attribute__((aligned(32)));
static uint64_t primes[6] = {2, 3, 5, 7, 11, 13};
#ifdef __cplusplus
static uint32_t tentative;
static uint64_t tentative_too[3];
#else
uint32_t tentative;
uint64_t tentative_too[3];
#endif

// clang folds the - 3 into the address: an offset before the array.
static NOINLINE uint64_t before(uint64_t i) { return primes[i - 3]; }

uint64_t data(const uint8_t* ctx, uint64_t length) {
    runs++;
    for (uint64_t i = 0; i < length; i++) {
        sum += ctx[i];
        history[(runs + i) & 7] += ctx[i];
        tentative_too[i % 3] += sum;
    }
    flag ^= 1;
    small = (uint8_t)(small * 3);
    tentative += flag;
    primes[runs % 6] += 1;
    return sum + history[runs & 7] * 3 + small * UINT64_C(100000) + tentative * UINT64_C(7) +
           before(3 + runs % 6) * UINT64_C(1000000) + tentative_too[runs % 3] + (flag ? 1U : 0U);
}
