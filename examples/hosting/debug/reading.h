// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

// A reading of the water meter, for the firmware and its containers.
struct reading {
    uint32_t minute;
    uint32_t meter;  // what its counter shows, of 8 bits: one a litre
    uint32_t litres; // since the reading before: for a container to say
};

// In the tenant's store, where it outlives the container that keeps it.
enum { key_before = 1, key_total = 2 };
