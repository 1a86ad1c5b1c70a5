// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/launchpad.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/periodic.hpp>

#include <cstdint>

namespace fc::port {

/// What became of a timer's turn.
struct ticked {
    bool was_due = false; // or nobody was asked
    hook_result fired{};
};

/// A launchpad that fires every so many microseconds and keeps its rhythm: a tick that comes late
/// does not delay the next, and periods that were missed altogether are counted, not made up for.
///
/// @tparam Config  an engine's, whose platform has a clock of microseconds
/// @tparam Where   interrupts, if that is where `poll` is called: then the clock can be read there
template <class Config, fired_from Where = fired_from::threads>
class timer : public launchpad<fc::hook<const tick, Config>, Config, Where>,
              public periodic<typename Config::platform> {
    // Containers read what happened; they cannot tell the next one something through it.
    using base = launchpad<fc::hook<const tick, Config>, Config, Where>;
    using platform_type = typename Config::platform;
    static_assert(platform::microsecond_clock<platform_type>,
                  "a timer keeps time by Platform::now_us");
    static_assert(Where == fired_from::threads || platform::clock_in_interrupts<platform_type>,
                  "a timer of interrupts needs a clock that can be read there: the platform says "
                  "`static constexpr bool has_clock_in_interrupts = true;`");

public:
    static constexpr hook_description<Config> about{.id = hooks::timer, .name = "timer"};

    /// @param platform     the engine's
    /// @param period_us    0 is taken for 1, and what is above `rhythm::period_us_max` for that
    /// @param description  in place of `about`: see `launchpad`
    timer(engine<Config>& host, platform_type& platform, std::uint32_t period_us,
          const hook_description<Config>& description = about)
        : base{host, description, layout_of<tick>}, periodic<platform_type>{platform, period_us} {}

    /// Fires if a tick is due.
    ticked poll() {
        const std::uint32_t now = this->clock().now_us();
        const std::uint32_t periods = this->kept().take_periods(now);
        if (periods == 0) {
            return {};
        }
        const tick event{now, this->kept().period_us(), ++count_, periods - 1};
        return {true, this->own_hook().fire(event)};
    }

    /// Waits for the next tick, at most `timeout_us`, and fires it.
    ticked run_once(std::uint32_t timeout_us) requires sleeping_clock<platform_type> &&
        (Where == fired_from::threads) {
        this->wait(timeout_us);
        return poll();
    }

private:
    std::uint32_t count_ = 0;
};

} // namespace fc::port
