// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { sense_any = 0x80, without_sensor = 80 };

// Hundredths of a beat per minute. The registry has no type for hearts, so it is "any".
FEMTO_ENTRY int64_t heart_rate_sens(void) {
    phydat_t now;
    bpf_saul_reg_t* const sensor = bpf_saul_reg_find_type(sense_any);
    if (sensor == NULL || bpf_saul_reg_read(sensor, &now) <= 0) {
        return without_sensor * 100;
    }
    return now.val[0] * 100;
}
