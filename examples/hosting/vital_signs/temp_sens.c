// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_temperature = 0x82, without_sensor = 2718 };

// Hundredths of a degree.
FEMTO_ENTRY int64_t temp_sens(void) {
    phydat_t now;
    bpf_saul_reg_t* const sensor = bpf_saul_reg_find_type(sense_temperature);
    if (sensor == NULL || bpf_saul_reg_read(sensor, &now) <= 0) {
        return without_sensor;
    }
    return now.val[0];
}
