// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Prints a line each time its hook fires. The update is the same program with another line: -DUPDATED.
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_tick_t);

FEMTO_ENTRY uint64_t greet(const femto_tick_t* tick, uint64_t size) {
    (void)tick;
    (void)size;
#ifdef UPDATED
    bpf_printf("good morning\n", 0, 0, 0, 0);
    return 2;
#else
    bpf_printf("hello\n", 0, 0, 0, 0);
    return 1;
#endif
}
