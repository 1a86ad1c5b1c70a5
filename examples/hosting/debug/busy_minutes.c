// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reading.h"

#include <femto/guest/container.h>

static uint16_t minutes[16]; // in which so many litres were used, by 16

// At every reading, second.
FEMTO_ENTRY int64_t busy_minutes(const struct reading* event) {
    ++minutes[event->litres / 16];
    return 0;
}
