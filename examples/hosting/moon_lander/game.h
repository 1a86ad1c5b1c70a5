// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

// What the containers know of each other: keys of the store that all share.
enum {
    key_height = 1, // mm, from `system`
    key_speed = 2,  // mm a step, upwards, from `system`
    key_tank = 3,   // steps the engine can burn: filled by `system`, emptied by `fuel`
    key_burn = 4,   // steps it will burn: ordered by `fuel`, carried out by `system`
};

enum { step_ms = 100, steps_per_burst = 5, full_tank = 80 };

// What `fuel` is given when a key was pressed.
struct key_pressed {
    uint64_t key;
};
