// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_temperature = 0x82 }; // as RIOT's SAUL numbers it

// At every tick: from the sensor into the tenant's own store.
FEMTO_ENTRY int64_t measure(void) {
    phydat_t now;
    bpf_saul_reg_t* const sensor = bpf_saul_reg_find_type(sense_temperature);
    if (sensor == NULL || bpf_saul_reg_read(sensor, &now) <= 0) {
        return -1;
    }
    return bpf_store_tenant(key_raw, (uint32_t)(int32_t)now.val[0]);
}
