// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

static uint32_t count; // the container's own, from run to run

// At every tick of its timer: one more.
FEMTO_ENTRY int64_t produce(void) {
    ++count;
    return bpf_store_global(key_count, count) == 0 ? (int64_t)count : -1;
}
