// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/platform/clock.hpp>

#include <cstdint>

namespace fc::detail {

/// Slots a tenant has left in this window of time; begins a new window when the old one is over.
template <class Config, class Platform>
std::uint32_t slots_left(tenant<Config>& of, [[maybe_unused]] Platform& platform) {
    if (of.rights.window_slots == 0) {
        return budget_max;
    }
    if constexpr (platform::millisecond_clock<Platform>) {
        const std::uint32_t now = platform.now_ms();
        if (now - of.window_start_ms >= Config::window_ms) {
            of.window_start_ms = now;
            of.used_slots = 0;
        }
    }
    return of.used_slots < of.rights.window_slots ? of.rights.window_slots - of.used_slots : 0;
}

} // namespace fc::detail
