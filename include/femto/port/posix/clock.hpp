// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdint>
#include <ctime>

namespace fc::posix {

/// The time since the system started, which nobody sets. A platform derives from it.
class steady_clock {
public:
    static constexpr bool has_clock_in_interrupts = true; // clock_gettime may be called in handlers

    std::uint32_t now_ms() const { return static_cast<std::uint32_t>(nanoseconds() / 1'000'000); }
    std::uint32_t now_us() const { return static_cast<std::uint32_t>(nanoseconds() / 1'000); }

    /// Never shorter: a signal that is handled meanwhile does not end it.
    void sleep_us(std::uint32_t us) const {
        const std::uint64_t until = nanoseconds() + std::uint64_t{us} * 1'000;
        const timespec at{static_cast<time_t>(until / 1'000'000'000),
                          static_cast<long>(until % 1'000'000'000)};
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) == EINTR) {
        }
    }

private:
    static std::uint64_t nanoseconds() {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 +
               static_cast<std::uint64_t>(now.tv_nsec);
    }
};

/// A clock that stands still until it is told: who sleeps finds the time passed at once. For tests,
/// and for programs whose output is the same each time.
class manual_clock {
public:
    static constexpr bool has_clock_in_interrupts = true;

    std::uint32_t now_ms() const { return static_cast<std::uint32_t>(us_ / 1'000); }
    std::uint32_t now_us() const { return static_cast<std::uint32_t>(us_); }
    void sleep_us(std::uint32_t us) { us_ += us; }

private:
    std::uint64_t us_ = 0;
};

} // namespace fc::posix
