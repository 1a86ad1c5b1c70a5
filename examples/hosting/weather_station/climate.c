// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "quantities.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_temperature = 0x82, sense_humidity = 0x83, period_us = 1000000 };

// The value of a sensor into the store, unless it has none.
static void publish(uint32_t key, bpf_saul_reg_t* sensor) {
    uint32_t value;
    if (bpf_saul_read_temp(sensor, &value) > 0) {
        bpf_store_global(key, value);
    }
}

// Every second: how warm and how humid it is.
FEMTO_ENTRY int64_t climate(void) {
    bpf_saul_reg_t* const thermometer = bpf_saul_reg_find_type(sense_temperature);
    bpf_saul_reg_t* const hygrometer = bpf_saul_reg_find_type(sense_humidity);
    uint32_t last = bpf_ztimer_now();
    for (;;) {
        publish(key_temperature, thermometer);
        publish(key_humidity, hygrometer);
        bpf_ztimer_periodic_wakeup(&last, period_us);
    }
}
