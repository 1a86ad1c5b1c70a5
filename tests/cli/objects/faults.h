// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/guest/container.h>

// Inlined into its callers wherever the compiler inlines at all.
static inline uint64_t peek(const volatile uint8_t* bytes, uint64_t at) {
    return bytes[at]; // line: peek
}
