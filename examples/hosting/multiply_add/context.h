// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

// Integers of fixed width, the wider ones first: no compiler leaves gaps in that, whether it compiles
// for a core of 32 bits, of 64, or for BPF.
struct operands {
    uint64_t value;
    uint64_t times;
#ifdef EXERCISE // what the container believes, and the firmware does not
    uint32_t plus;
#endif
};
