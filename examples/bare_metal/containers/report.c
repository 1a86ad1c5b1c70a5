// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { hundredths = -2 };

// Loaded while the device runs: says what the others found out.
FEMTO_ENTRY int64_t report(void) {
    uint32_t ticks;
    uint32_t temperature;
    if (bpf_fetch_global(key_ticks, &ticks) != 0 ||
        bpf_fetch_global(key_temperature, &temperature) != 0) {
        return -1;
    }
    char degrees[24];
    degrees[bpf_fmt_s16_dfp(degrees, (int16_t)temperature, hundredths)] = 0;
    return bpf_printf("%u ticks, %s degrees\n", ticks, degrees);
}
