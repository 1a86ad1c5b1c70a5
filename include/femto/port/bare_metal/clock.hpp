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
    static_assert(
        requires { Machine::counts_per_us; },
        "a machine says how often its timer counts in a microsecond: counts_per_us");
    using timer = detail::timer<Machine>;

public:
    static constexpr bool has_clock_in_interrupts = true;
    /// Of a period [us]: what the timer can count, to 24 bits.
    static constexpr std::uint32_t most_period_us = 0xFFFFFF / Machine::counts_per_us;

    /// @param period_us  1 to `most_period_us`. Traps if it is another
    void begin_ticks(std::uint32_t period_us) {
        if (period_us == 0 || period_us > most_period_us) {
            __builtin_trap();
        }
        period_us_ = period_us;
        timer::begin(period_us * Machine::counts_per_us);
        enable_interrupts();
    }
    /// In the timer's interrupt, and nowhere else.
    void tick() {
        const std::uint32_t periods = timer::acknowledge();
        ticks_ = ticks_ + periods;
        over_us_ += std::uint64_t{periods} * period_us_;
    }
    /// Periods that are over. Where the interrupt comes late, it counts those that it missed; but a Cortex-M
    /// remembers one that waits, and no more: who masks interrupts for longer than a period loses time.
    std::uint32_t ticks() const { return ticks_; }

    /// To the microsecond, and 0 before `begin_ticks`.
    std::uint32_t now_us() const { return static_cast<std::uint32_t>(passed_us()); }
    /// To the millisecond, and 0 before `begin_ticks`.
    std::uint32_t now_ms() const { return static_cast<std::uint32_t>(passed_us() / 1000); }

    /// Never shorter; longer by a period and the interrupts meanwhile, at most.
    void sleep_us(std::uint32_t us) const {
        const std::uint64_t begin = passed_us();
        while (passed_us() - begin <= us) { // both are rounded down
            wait_for_interrupt();
        }
    }

private:
    /// In 64 bits, or milliseconds would begin anew when microseconds do.
    std::uint64_t passed_us() const {
        [[maybe_unused]] const interrupt_guard held{};
        if (period_us_ == 0) {
            return 0; // what the timer holds means nothing yet
        }
        const auto [missed, counts] = timer::since_last();
        return over_us_ + std::uint64_t{missed} * period_us_ + counts / Machine::counts_per_us;
    }

    std::uint32_t period_us_ = 0;
    volatile std::uint32_t ticks_ = 0;
    std::uint64_t over_us_ = 0; // of periods that are over
};

} // namespace fc::bare_metal
