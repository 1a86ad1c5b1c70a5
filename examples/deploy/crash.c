// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// An update that compiles, verifies, and fails as soon as it runs: it reads where nothing was granted.
#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_tick_t);

FEMTO_ENTRY uint64_t crash(const femto_tick_t* tick, uint64_t size) {
    return ((const volatile uint8_t*)tick)[size + 4096];
}
