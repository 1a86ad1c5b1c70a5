// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_temperature = 0x82, key_average = 0x50, window = 10 };

static int32_t last[window];
static uint32_t count;

static int32_t average_with(int32_t reading)
{
    last[count % window] = reading;
    ++count;
    const uint32_t known = count < window ? count : window;
    int32_t sum = 0;
    for (uint32_t i = 0; i < known; ++i) {
        sum += last[i];
    }
    // Division of negative numbers is in BPF from v4 on only.
    const uint32_t size = (uint32_t)(sum < 0 ? -sum : sum) / known;
    return sum < 0 ? -(int32_t)size : (int32_t)size;
}

// For as long as there is a sensor: the average of the last ten readings, for everybody. Who starts it by
// hand gives it no period.
FEMTO_ENTRY int64_t sensor_process(const uint32_t *given, uint64_t size)
{
    const uint32_t period_us = size >= sizeof *given ? *given : 1000000;
    bpf_saul_reg_t *const sensor = bpf_saul_reg_find_type(sense_temperature);
    uint32_t woken = bpf_ztimer_now();
    phydat_t now;
    while (sensor != NULL && bpf_saul_reg_read(sensor, &now) > 0) {
        bpf_store_global(key_average, (uint32_t)average_with(now.val[0]));
        bpf_ztimer_periodic_wakeup(&woken, period_us);
    }
    return -1;
}
