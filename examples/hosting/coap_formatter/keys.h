// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What the containers of this lesson agree about.
enum {
    key_raw = 1,        // in the tenant's store: what the sensor said last
    key_average = 0x50, // in the store that all share
    hundredths = -2,    // the scale of both
};
