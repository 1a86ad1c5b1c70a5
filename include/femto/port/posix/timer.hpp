// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/launchpad.hpp>
#include <femto/port/posix/rhythm.hpp>

#include <cstdint>
#include <optional>

namespace fc::posix {

/// A launchpad that fires every so many microseconds and keeps its rhythm: a tick that comes late
/// does not delay the next, and periods that were missed altogether are counted, not made up for.
///
/// @tparam Config  an engine's, whose platform has a clock that sleeps
template <class Config>
class timer : public launchpad<fc::hook<const port::tick, Config>, Config>,
              public periodic<typename Config::platform> {
    // Containers read what happened; they cannot tell the next one something through it.
    using base = launchpad<fc::hook<const port::tick, Config>, Config>;
    using platform_type = typename Config::platform;
    static_assert(sleeping_clock<platform_type>,
                  "a timer waits with Platform::now_us and Platform::sleep_us");

public:
    static constexpr hook_description<Config> about{.id = port::hooks::timer, .name = "timer"};

    /// @param platform     the engine's
    /// @param period_us    0 is taken for 1, and what is above `rhythm::period_us_max` for that
    /// @param description  in place of `about`: see `launchpad`
    timer(engine<Config>& host, platform_type& platform, std::uint32_t period_us,
          const hook_description<Config>& description = about)
        : base{host, description, layout_of<port::tick>}, periodic<platform_type>{platform,
                                                                                  period_us} {}

    /// Fires if a tick is due.
    /// @return  what became of it; nothing if none is due
    std::optional<hook_result> poll() {
        const std::uint32_t now = this->clock().now_us();
        const std::uint32_t periods = this->kept().take_periods(now);
        if (periods == 0) {
            return std::nullopt;
        }
        const port::tick event{now, this->kept().period_us(), ++count_, periods - 1};
        return this->own_hook().fire(event);
    }

    /// Waits for the next tick, at most `timeout_us`, and fires it.
    /// @return  as poll
    std::optional<hook_result> run_once(std::uint32_t timeout_us) {
        this->wait(timeout_us);
        return poll();
    }

private:
    std::uint32_t count_ = 0;
};

} // namespace fc::posix
