// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/rhythm.hpp>

#include <cstdint>
#include <optional>

namespace fc::posix {

/// A launchpad that fires every so many microseconds and keeps its rhythm: a tick that comes late
/// does not delay the next, and periods that were missed altogether are counted, not made up for.
///
/// @tparam Config  an engine's, whose platform has a clock that sleeps
template <class Config>
class timer {
    using platform_type = typename Config::platform;
    static_assert(sleeping_clock<platform_type>,
                  "a timer waits with Platform::now_us and Platform::sleep_us");

public:
    static constexpr hook_description<Config> about{
        .id = port::hooks::timer, .name = "timer", .layout = layout_of<port::tick>};

    /// @param platform   the engine's
    /// @param period_us  0 is taken for 1
    timer(engine<Config>& host, platform_type& platform, std::uint32_t period_us)
        : platform_{platform}, hook_{host, about}, rhythm_{platform.now_us(), period_us} {}

    /// For `engine::attach`.
    hook_base<Config>& hook() { return hook_; }

    /// Until the next tick; 0 when it is due.
    std::uint32_t due_in_us() { return rhythm_.due_in_us(platform_.now_us()); }

    /// Fires if a tick is due.
    /// @return  what became of it; nothing if none is due
    std::optional<hook_result> poll() {
        const std::uint32_t now = platform_.now_us();
        const std::uint32_t periods = rhythm_.take_periods(now);
        if (periods == 0) {
            return std::nullopt;
        }
        const port::tick event{now, rhythm_.period_us(), ++count_, periods - 1};
        return hook_.fire(event);
    }

    /// Waits for the next tick, at most `timeout_us`, and fires it.
    /// @return  as poll
    std::optional<hook_result> run_once(std::uint32_t timeout_us) {
        const std::uint32_t due = due_in_us();
        platform_.sleep_us(due < timeout_us ? due : timeout_us);
        return poll();
    }

private:
    platform_type& platform_;
    // Containers read what happened; they cannot tell the next one something through it.
    fc::hook<const port::tick, Config> hook_;
    rhythm rhythm_;
    std::uint32_t count_ = 0;
};

} // namespace fc::posix
