// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reading.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// At every reading, first: how much that is since the one before, and in all.
FEMTO_ENTRY int64_t count_litres(struct reading* event) {
    uint32_t before;
    uint32_t total;
    if (bpf_fetch_tenant(key_before, &before) != 0 || bpf_fetch_tenant(key_total, &total) != 0) {
        return -1;
    }
#ifdef REPAIRED
    event->litres = (uint8_t)(event->meter - before);
#else
    event->litres = event->meter - before;
#endif
    bpf_store_tenant(key_before, event->meter);
    return bpf_store_tenant(key_total, total + event->litres);
}
