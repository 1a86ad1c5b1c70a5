// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/platform/clock.hpp>

#include <cstdint>

namespace fc::detail {

/// Slots a tenant has left in this window of time. What it was charged beyond a window is charged to
/// those that follow.
template <class Config, class Platform>
std::uint32_t slots_left(tenant<Config>& of, [[maybe_unused]] Platform& platform) {
    const std::uint32_t most = of.rights.window_slots;
    if (most == 0) {
        return budget_max;
    }
    if constexpr (platform::millisecond_clock<Platform>) {
        const std::uint32_t windows = (platform.now_ms() - of.window_start_ms) / Config::window_ms;
        of.window_start_ms += windows * Config::window_ms;
        of.used_slots -= windows > of.used_slots / most ? of.used_slots : windows * most;
    }
    return of.used_slots < most ? most - of.used_slots : 0;
}

} // namespace fc::detail
