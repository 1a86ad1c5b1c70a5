// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

FEMTO_BUILT_FOR(bpf_sched_ctx_t);

// Counts how often each thread gets the processor, in the store that all share, under its id.
FEMTO_ENTRY int64_t count_switches(const bpf_sched_ctx_t* event) {
    const uint32_t thread = (uint32_t)event->next;
    if (thread == 0) {
        return 0; // nobody gets it
    }
    uint32_t times;
    if (bpf_fetch_global(thread, &times) != 0) {
        return -1; // no entry is left
    }
    return bpf_store_global(thread, times + 1);
}
