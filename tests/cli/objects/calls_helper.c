// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Calls helper 5, which only `femto plugin` has.
#include <femto/guest/container.h>

static uint64_t (*const give_back)(uint64_t) = (uint64_t(*)(uint64_t))5;

FEMTO_ENTRY uint64_t calls_helper(void* context, uint64_t size) { return give_back(size) + 1; }
