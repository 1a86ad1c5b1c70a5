// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "game.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// At every key: "b" and the space bar order half a second of thrust, as far as the tank has it. One
// that is pressed before the last has burnt down makes it half a second again.
FEMTO_ENTRY int64_t fuel(const struct key_pressed* event) {
    uint32_t tank;
    uint32_t burn;
    if (event->key != 'b' && event->key != ' ') {
        return 0;
    }
    if (bpf_fetch_global(key_tank, &tank) != 0 || bpf_fetch_global(key_burn, &burn) != 0) {
        return -1;
    }
    if (tank == 0) {
        bpf_printf("There is no fuel.\n");
        return 0;
    }
    const uint32_t wanted = burn < steps_per_burst ? steps_per_burst - burn : 0;
    const uint32_t taken = wanted < tank ? wanted : tank;
    bpf_store_global(key_tank, tank - taken);
    bpf_store_global(key_burn, burn + taken);
    if (taken == tank) {
        bpf_printf("That was the last of the fuel.\n");
    }
    return taken;
}
