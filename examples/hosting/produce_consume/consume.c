// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// At every tick of another timer: what is there now.
FEMTO_ENTRY int64_t consume(void) {
    uint32_t count;
    return bpf_fetch_global(key_count, &count) == 0 ? (int64_t)count : -1;
}
