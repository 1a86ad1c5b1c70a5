// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_sample_t);

// At every reading: says when it is too warm, and counts how often it was.
FEMTO_ENTRY int64_t watch(const femto_sample_t* sample) {
    const int32_t now = sample->data.val[0];
    uint32_t alarms;
    if (now < too_warm || bpf_fetch_local(key_alarms, &alarms) != 0) {
        return 0;
    }
    bpf_printf("too warm: %d.%02d degrees\n", now / 100, now % 100);
    return bpf_store_local(key_alarms, alarms + 1);
}
