// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_tick_t);

enum { port_a = 0, led = 13 };

// At every tick of the loop's timer: the LED changes.
FEMTO_ENTRY int64_t blink(const femto_tick_t* tick) {
    return bpf_gpio_write(port_a, led, tick->count % 2);
}
