// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/timer.hpp>
#include <femto/port/bare_metal/interrupt_guard.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The time since `begin_ticks`, by the timer that every core has, whose interrupt comes once per
/// period. A platform derives from it, and its firmware calls `tick` in that interrupt:
///
///     extern "C" void femto_tick_interrupt() { the_board.tick(); }
///
/// @tparam Machine  one of machines.hpp, or of your own
template <class Machine>
class tick_clock {
    using timer = detail::timer<Machine>;

public:
    static constexpr bool has_clock_in_interrupts = true;
    /// Of a period [us]: what the timer can count, to 24 bits.
    static constexpr std::uint32_t most_period_us = 0xFFFFFF / Machine::counts_per_us;

    /// @param period_us  1 to `most_period_us`
    void begin_ticks(std::uint32_t period_us) {
        period_us_ = period_us;
        timer::begin(period_us * Machine::counts_per_us);
        enable_interrupts();
    }
    /// In the timer's interrupt, and nowhere else.
    void tick() { ticks_ = ticks_ + timer::acknowledge(); }
    /// Periods that are over, whether their interrupt came in time or with the next.
    std::uint32_t ticks() const { return ticks_; }

    std::uint32_t now_us() const {
        [[maybe_unused]] const interrupt_guard held{};
        const auto [missed, counts] = timer::since_last();
        return (ticks_ + missed) * period_us_ + counts / Machine::counts_per_us;
    }
    std::uint32_t now_ms() const {
        [[maybe_unused]] const interrupt_guard held{};
        const std::uint64_t periods = ticks_ + timer::since_last().missed;
        return static_cast<std::uint32_t>(periods * period_us_ / 1000);
    }

    /// Never shorter.
    void sleep_us(std::uint32_t us) const {
        const std::uint32_t begin = now_us();
        while (now_us() - begin < us) {
            wait_for_interrupt();
        }
    }

private:
    std::uint32_t period_us_ = 0;
    volatile std::uint32_t ticks_ = 0;
};

} // namespace fc::bare_metal
