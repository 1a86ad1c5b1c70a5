// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Counts how often each thread gets the processor, as a hook on a scheduler would: the context
// holds the switches that happened. Threads are counted in .bss, so the count goes on in the next
// run.
#include <femto/guest/container.h>

struct thread_switch {
    uint16_t previous;
    uint16_t next;
};

enum { threads = 8 };

static uint32_t activations[threads];

static FEMTO_NOINLINE void on_switch(const struct thread_switch* event) {
    if (event->next < threads && event->next != event->previous) {
        ++activations[event->next];
    }
}

// Returns the busiest thread, and above 2^32 how often it was activated.
FEMTO_ENTRY uint64_t thread_counter(const struct thread_switch* events, uint64_t size) {
    for (uint64_t i = 0; i < size / sizeof *events; ++i) {
        on_switch(&events[i]);
    }
    uint32_t busiest = 0;
    for (uint32_t i = 1; i < threads; ++i) {
        if (activations[i] > activations[busiest]) {
            busiest = i;
        }
    }
    return (uint64_t)activations[busiest] << 32 | busiest;
}
