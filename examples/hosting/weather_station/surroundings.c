// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "quantities.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_light = 0x84, sense_analog = 0x8A, period_us = 1000000 };

// The largest number of a reading into the store, unless there is none.
static void publish(uint32_t key, bpf_saul_reg_t* sensor) {
    phydat_t now;
    const int32_t numbers = bpf_saul_reg_read(sensor, &now);
    if (numbers <= 0) {
        return;
    }
    int16_t most = now.val[0];
    for (int32_t i = 1; i < numbers && i < 3; ++i) {
        most = now.val[i] > most ? now.val[i] : most;
    }
    bpf_store_global(key, (uint32_t)(int32_t)most);
}

// Every second: how light it is, and how loud at the loudest of three microphones.
FEMTO_ENTRY int64_t surroundings(void) {
    bpf_saul_reg_t* const photometer = bpf_saul_reg_find_type(sense_light);
    bpf_saul_reg_t* const microphones = bpf_saul_reg_find_type(sense_analog);
    uint32_t last = bpf_ztimer_now();
    for (;;) {
        publish(key_light, photometer);
        publish(key_sound, microphones);
        bpf_ztimer_periodic_wakeup(&last, period_us);
    }
}
