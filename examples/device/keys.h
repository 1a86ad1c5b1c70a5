// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What the containers of the greenhouse agree about.
enum {
    key_average = 0x50, // in the store that all share
    key_alarms = 1,     // in the alarm's own store
    hundredths = -2,    // of a degree
    too_warm = 2150,
};
