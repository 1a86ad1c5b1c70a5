// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_tick_t);

// In the timer's interrupt: how many there were.
FEMTO_ENTRY int64_t count(const femto_tick_t* tick) {
    uint32_t ticks;
    if (bpf_fetch_global(key_ticks, &ticks) != 0) {
        return -1; // no entry is left
    }
    return bpf_store_global(key_ticks, ticks + 1 + tick->missed);
}
