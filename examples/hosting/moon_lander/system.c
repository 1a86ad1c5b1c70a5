// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "game.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// Millimetres and steps of a tenth of a second: 16 is the 1.6 m/s2 of the moon.
enum { gravity = 16, thrust = 40, start_height = 60000, start_speed = -200, soft = 300 };

static uint32_t fetch(uint32_t key) {
    uint32_t value = 0;
    bpf_fetch_global(key, &value);
    return value;
}

// One line: what the instruments say, and the lander as seen from the side, the moon being to the left.
static void show(uint32_t step, uint32_t height, int32_t speed, uint32_t burn) {
    static const char sky[] = "                                        ";
    const uint32_t magnitude = (uint32_t)(speed < 0 ? -speed : speed) / 10;
    const uint32_t column = height / 1500 < sizeof sky - 1 ? height / 1500 : sizeof sky - 1;
    bpf_printf("%2u.%u s %3u.%u m ", step / 10, step % 10, height / 1000, height / 100 % 10);
    bpf_printf("%s %2u.%u m/s  fuel %2u ", speed < 0 ? "down" : "  up", magnitude / 10,
               magnitude % 10, fetch(key_tank) + burn);
    bpf_printf("|%s%s\n", &sky[sizeof sky - 1 - column], burn != 0 ? "~<A" : "  A");
}

static int64_t touch_down(int32_t speed) {
    const uint32_t impact = (uint32_t)-speed / 10;
    bpf_printf(-speed <= soft ? "The lander has landed, at %u.%u m/s."
                              : "The lander has crashed, at %u.%u m/s.",
               impact / 10, impact % 10);
    bpf_printf(" Fuel left: %u.\n", fetch(key_tank) + fetch(key_burn));
    return -speed <= soft;
}

// The lander and the moon, step by step until they meet.
FEMTO_ENTRY int64_t run_system(void) {
    int32_t height = start_height;
    int32_t speed = start_speed;
    uint32_t last = bpf_ztimer_now();
    bpf_store_global(key_tank, full_tank);
    for (uint32_t step = 1;; ++step) {
        bpf_ztimer_periodic_wakeup(&last, step_ms * 1000);
        const uint32_t burn = fetch(key_burn);
        if (burn != 0) {
            bpf_store_global(key_burn, burn - 1);
        }
        speed += burn != 0 ? thrust - gravity : -gravity;
        height = height + speed > 0 ? height + speed : 0;
        bpf_store_global(key_height, (uint32_t)height);
        bpf_store_global(key_speed, (uint32_t)speed);
        if (step % 5 == 0 || height == 0) {
            show(step, (uint32_t)height, speed, burn);
        }
        if (height == 0) {
            return touch_down(speed);
        }
    }
}
