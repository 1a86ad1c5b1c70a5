// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Counters shared with interrupts or other threads: every kind of read, change and write that BPF
// has, from v3 on. Returns what the four counters of the context hold, 16 bits each.
#include <femto/guest/container.h>

struct counters {
    uint64_t total;
    uint64_t flags;
    uint32_t last;
    uint32_t owner;
};

enum { nobody = 0, us = 7 };

FEMTO_ENTRY uint64_t atomics(struct counters* shared, uint64_t size) {
    if (size < sizeof *shared) {
        return 0;
    }
    // Only one of several owners gets what is nobody's.
    if (__sync_val_compare_and_swap(&shared->owner, nobody, us) != nobody) {
        return 0;
    }
    const uint64_t before = __sync_fetch_and_add(&shared->total, 3);
    __sync_fetch_and_add(&shared->total, before);
    __sync_fetch_and_or(&shared->flags, 0xF0);
    __sync_fetch_and_and(&shared->flags, 0x3C);
    const uint64_t toggled = __sync_fetch_and_xor(&shared->flags, 0x81);
    const uint32_t replaced = __sync_lock_test_and_set(&shared->last, (uint32_t)toggled);
    return shared->total | shared->flags << 16 | (uint64_t)shared->last << 32 |
           (uint64_t)(replaced + shared->owner) << 48;
}
