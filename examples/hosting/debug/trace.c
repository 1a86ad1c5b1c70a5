// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reading.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

// Says what the containers before it made of a reading.
FEMTO_ENTRY int64_t trace(const struct reading* event) {
    bpf_printf("  trace: minute %2u, meter %3u, litres %u\n", event->minute, event->meter,
               event->litres);
    return 0;
}
