// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>

// At every reading: looks at what lies behind it in the device's memory.
FEMTO_ENTRY int64_t look_around(const femto_sample_t* sample) {
    int64_t found = 0;
    for (int i = 0; i < 64; ++i) {
        found += sample[i].data.val[0];
    }
    return found;
}
