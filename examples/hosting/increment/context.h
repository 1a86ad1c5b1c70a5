// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

// What the firmware and the container share: both are compiled from this.
struct counter {
    uint64_t value;
};
