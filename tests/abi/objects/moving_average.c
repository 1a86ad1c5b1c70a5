// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Long-running: reads the temperature each second and keeps the average of the last four in the
// global store, as the firmware of a sensor would be told to.
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { temperature = 0x82, key = 0x50, samples = 4, period_us = 1000000 };

static int32_t last_values[samples];

// The CPU has no division of numbers with a sign.
static int32_t divided(int32_t number, uint32_t by) {
    const uint32_t size = number < 0 ? -(uint32_t)number : (uint32_t)number;
    return number < 0 ? -(int32_t)(size / by) : (int32_t)(size / by);
}

FEMTO_ENTRY uint64_t moving_average(void) {
    bpf_saul_reg_t* const sensor = bpf_saul_reg_find_type(temperature);
    if (!sensor) {
        return 1;
    }
    uint32_t last_wakeup = bpf_ztimer_now();
    for (uint32_t i = 0;; ++i) {
        phydat_t data;
        if (bpf_saul_reg_read(sensor, &data) > 0) {
            last_values[i % samples] = data.val[0];
        }
        int32_t sum = 0;
        for (int j = 0; j < samples; ++j) {
            sum += last_values[j];
        }
        bpf_store_global(key, (uint32_t)divided(sum, samples));
        bpf_ztimer_periodic_wakeup(&last_wakeup, period_us);
    }
}
