// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>
#include <femto/engine/tenant.hpp>

#include <cstdint>

namespace fc::detail {

/// Begins the windows of time that are due. What a tenant was charged beyond a window is charged to
/// those that follow.
template <class Config>
void pass_time(tenant<Config>& of, std::uint32_t now_ms) {
    const std::uint32_t most = of.rights.window_slots;
    const std::uint32_t windows = (now_ms - of.window_start_ms) / Config::window_ms;
    of.window_start_ms += windows * Config::window_ms;
    of.used_slots -= windows > of.used_slots / most ? of.used_slots : windows * most;
}

/// Slots a tenant has left in this window of time: runs that have not ended may need all they were
/// given.
template <class Config>
std::uint32_t slots_left(const tenant<Config>& of) {
    const std::uint32_t most = of.rights.window_slots;
    const std::uint32_t after_runs = most - (of.reserved_slots < most ? of.reserved_slots : most);
    return of.used_slots < after_runs ? after_runs - of.used_slots : 0;
}

} // namespace fc::detail
