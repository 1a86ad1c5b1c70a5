// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>
#include <femto/engine/caller.hpp>
#include <femto/platform/traits.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace fc {

/// Every knob of an engine, beside those of a vm. Derive and override what you need; the RAM of
/// each is that of one `fc::engine`, which holds all.
///
/// @tparam Platform  the firmware's class that models what helpers and the engine need of it: see
///                   femto/platform/
template <class Platform = platform::none>
struct engine_defaults : defaults {
    using platform = Platform;
    using environment = caller<Platform>;

    /// Containers loaded at a time, 1 to 254. RAM: 96 bytes each on 32-bit cores, more with
    /// `decode_slots` or more than 32 helpers, their data beside.
    static constexpr std::size_t containers = 8;
    /// Owners of containers, 1 to 255. RAM: 36 bytes each on 32-bit cores.
    static constexpr std::size_t tenants = 2;
    /// Hooks, 1 to 32. RAM: a pointer each.
    static constexpr std::size_t hooks = 8;
    /// Values in all key-value stores together, 0 to 65535. RAM: 12 bytes each.
    static constexpr std::size_t store_entries = 16;
    /// Hooks fired within hooks or slices by one thread, the first included, 1 to 255. RAM: one vm
    /// each, its stack included.
    static constexpr std::size_t thread_levels = 2;
    /// Hooks fired by interrupts within interrupts, 0 to 255. RAM: one vm each.
    static constexpr std::size_t interrupt_levels = 1;
    /// Long-running containers at a time, 0 to 254. RAM: `task_stack_bytes` and 128 bytes each on
    /// 32-bit cores; their slices run on the vms of `thread_levels`.
    static constexpr std::size_t tasks = 1;
    /// Guest stack of a long-running container [bytes], as `stack_bytes`.
    static constexpr std::size_t task_stack_bytes = 512;
    /// Slots a container of a hook may execute per run unless it has a right to more.
    static constexpr std::uint32_t budget = 10'000;
    /// Faults in a row after which a container is not run any more, 1 to 255; 0 for never.
    static constexpr std::uint8_t quarantine_after = 3;
    /// Fault reports kept, 1 to 255. RAM: 104 bytes each.
    static constexpr std::size_t fault_reports = 1;
    /// Length of the window in which a tenant's instructions are counted [ms]. Needs a platform
    /// with a millisecond clock.
    static constexpr std::uint32_t window_ms = 1000;
};

/// What `fc::engine` asks of a Config. Deriving from `fc::engine_defaults` gives all of it.
template <class Config>
concept engine_config = requires {
    { Config::containers } -> std::convertible_to<std::size_t>;
    { Config::tenants } -> std::convertible_to<std::size_t>;
    { Config::hooks } -> std::convertible_to<std::size_t>;
    { Config::store_entries } -> std::convertible_to<std::size_t>;
    { Config::thread_levels } -> std::convertible_to<std::size_t>;
    { Config::interrupt_levels } -> std::convertible_to<std::size_t>;
    { Config::tasks } -> std::convertible_to<std::size_t>;
    { Config::task_stack_bytes } -> std::convertible_to<std::size_t>;
    { Config::quarantine_after } -> std::convertible_to<std::uint8_t>;
    { Config::fault_reports } -> std::convertible_to<std::size_t>;
    { Config::window_ms } -> std::convertible_to<std::uint32_t>;
    typename Config::platform;
    requires std::same_as<typename Config::environment, caller<typename Config::platform>>;
};

namespace detail {

/// Instantiated for every Config in use: each mistake is one sentence.
template <engine_config Config>
struct checked_engine {
    static_assert(Config::containers >= 1 && Config::containers <= 254,
                  "Config::containers must be 1 to 254");
    static_assert(Config::tenants >= 1 && Config::tenants <= 255,
                  "Config::tenants must be 1 to 255");
    static_assert(Config::hooks >= 1 && Config::hooks <= 32, "Config::hooks must be 1 to 32");
    static_assert(Config::store_entries <= 65535, "Config::store_entries must be 0 to 65535");
    static_assert(Config::thread_levels >= 1 && Config::thread_levels <= 255,
                  "Config::thread_levels must be 1 to 255");
    static_assert(Config::interrupt_levels <= 255, "Config::interrupt_levels must be 0 to 255");
    static_assert(Config::tasks <= 254, "Config::tasks must be 0 to 254");
    static_assert(Config::task_stack_bytes >= 64 && Config::task_stack_bytes <= 65528 &&
                      Config::task_stack_bytes % 8 == 0,
                  "Config::task_stack_bytes must be 64 to 65528 and a multiple of 8");
    static_assert(Config::window_ms >= 1, "Config::window_ms must be at least 1");
    static_assert(Config::fault_reports >= 1 && Config::fault_reports <= 255,
                  "Config::fault_reports must be 1 to 255");
    static constexpr bool value = true;
};

} // namespace detail
} // namespace fc
