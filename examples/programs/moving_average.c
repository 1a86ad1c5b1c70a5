// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Smooths a sensor: each sample of the context is replaced by the average of the last eight. The
// window is in .bss, which is the container's own and keeps its values from run to run.
#include <femto/guest/container.h>

enum { window = 8 };

static int32_t last[window];
static uint32_t next;
static int32_t sum;

static int32_t smooth(int32_t sample) {
    sum += sample - last[next];
    last[next] = sample;
    next = (next + 1) % window;
    // A shift would round down for negative sums, and BPF has signed division only from v4 on.
    return sum < 0 ? -(int32_t)((uint32_t)-sum / window) : (int32_t)((uint32_t)sum / window);
}

// Returns the last average, as 32 bits.
FEMTO_ENTRY uint64_t moving_average(int16_t* samples, uint64_t size) {
    int32_t average = 0;
    for (uint64_t i = 0; i < size / sizeof *samples; ++i) {
        average = smooth(samples[i]);
        samples[i] = (int16_t)average;
    }
    return (uint32_t)average;
}
