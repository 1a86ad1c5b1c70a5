// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/clock.hpp>
#include <femto/port/rhythm.hpp>

#include <concepts>
#include <cstdint>

namespace fc::port {

/// A clock of microseconds that one can wait with.
template <class Platform>
concept sleeping_clock = platform::microsecond_clock<Platform> &&
    requires(Platform& platform, std::uint32_t us) {
    { platform.sleep_us(us) } -> std::same_as<void>;
};

/// What fires by time: a rhythm, and the clock that it is kept by. A firmware with a loop of its own
/// asks `due_in_us` how long it may sleep; one whose clock sleeps lets the launchpad do that.
template <class Clock>
class periodic {
public:
    periodic(Clock& clock, std::uint32_t period_us)
        : clock_{clock}, rhythm_{clock.now_us(), period_us} {}

    /// Until it is time; 0 when it is.
    std::uint32_t due_in_us() { return rhythm_.due_in_us(clock_.now_us()); }

protected:
    ~periodic() = default;

    void wait(std::uint32_t timeout_us) {
        const std::uint32_t due = due_in_us();
        clock_.sleep_us(due < timeout_us ? due : timeout_us);
    }

    Clock& clock() { return clock_; }
    rhythm& kept() { return rhythm_; }

private:
    Clock& clock_;
    rhythm rhythm_;
};

} // namespace fc::port
