// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { window = 4 };

static int32_t last[window]; // the container's own, from run to run
static uint32_t count;

// At every tick, after `measure`: the average of the last four, for everybody.
FEMTO_ENTRY int64_t smooth(void) {
    uint32_t raw;
    if (bpf_fetch_tenant(key_raw, &raw) != 0) {
        return -1;
    }
    last[count % window] = (int32_t)raw;
    ++count;
    const uint32_t known = count < window ? count : window;
    int32_t sum = 0;
    for (uint32_t i = 0; i < known; ++i) {
        sum += last[i];
    }
    // Division of negative numbers is in BPF from v4 on only.
    const uint32_t magnitude = (uint32_t)(sum < 0 ? -sum : sum) / known;
    return bpf_store_global(key_average, sum < 0 ? 0 - magnitude : magnitude);
}
