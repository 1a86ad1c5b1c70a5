// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <stdint.h>

struct thread_switch {
    uint64_t previous;
    uint64_t next;
};

static int (*const bpf_store_global)(uint32_t key, uint32_t value) = (void*)0x11;
static int (*const bpf_fetch_global)(uint32_t key, uint32_t* value) = (void*)0x13;

// Counts how often each thread was switched to, under its number.
int count(const struct thread_switch* event) {
    uint32_t times;
    if (event->next != 0) {
        bpf_fetch_global((uint32_t)event->next, &times);
        bpf_store_global((uint32_t)event->next, times + 1);
    }
    return 0;
}
