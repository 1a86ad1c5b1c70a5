// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Calls what no file of it defines.
#include <femto/guest/container.h>

uint64_t missing_function(uint64_t value);

FEMTO_ENTRY uint64_t undefined(void* context, uint64_t size) { return missing_function(size) + 1; }
