// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// What a firmware defines to have interrupts. Weak, so that it need not: one that comes all the same is an
// exception nobody expected.
extern "C" {
/// Of the core's own timer, see clock.hpp.
[[gnu::weak]] void femto_tick_interrupt();
/// Of all others. @param number  as the core counts those from outside, from 0; 0 where it does not say
[[gnu::weak]] void femto_external_interrupt(std::uint32_t number);
}
