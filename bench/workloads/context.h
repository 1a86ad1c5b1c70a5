// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What every workload gets: one region, one pointer. The same file is compiled for BPF, for the
// host and for microcontrollers, so that a ratio to native compares the same source.

#include <stdint.h>

struct context {
    uint32_t n;
    uint32_t pad; // 8-byte alignment of data
    uint8_t data[];
};

// Name of the one function a workload defines; a native build gives each workload its own.
#ifndef WORKLOAD
#define WORKLOAD run
#endif
