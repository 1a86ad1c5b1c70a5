// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// As consume, but it empties what it has read.
FEMTO_ENTRY int64_t take(void) {
    uint32_t count;
    if (bpf_fetch_global(key_count, &count) != 0) {
        return -1;
    }
    return bpf_store_global(key_count, 0) == 0 ? (int64_t)count : -1;
}
