// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

// What a run costs that does nothing.
uint64_t WORKLOAD(struct context* ctx) {
    (void)ctx;
    return 0;
}
