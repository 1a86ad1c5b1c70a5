// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The time before the first period, over more than 2^32 microseconds, and a period that the timer cannot
// count, which ends it.
#include "on_target/report.hpp"

#include <femto/port/bare_metal/clock.hpp>
#include <femto/port/bare_metal/machines.hpp>

#include <cstdint>

namespace fc::test {
namespace {

struct board : bare_metal::tick_clock<bare_metal::MACHINE> {};

board firmware;
report out;
bool asks_for_too_much = false;

/// What the timer of a Cortex-M holds when the power comes on, nobody knows.
void disturb_timer() {
#if defined(__arm__)
    bare_metal::detail::word_at(0xE000E014) = 0x00FF'FFFF;
#endif
}

} // namespace
} // namespace fc::test

extern "C" void femto_tick_interrupt() { fc::test::firmware.tick(); }

extern "C" [[noreturn]] void femto_unexpected(std::uint32_t cause, std::uint32_t, std::uint32_t) {
    using namespace fc::test;
    out.expect(asks_for_too_much, "no exception before", cause);
    fc::bare_metal::exit_emulator(static_cast<std::uint32_t>(out.end()));
}

int main() {
    using namespace fc::test;
    disturb_timer();
    out.expect(firmware.now_us() == 0, "no time passes before it begins", firmware.now_us());
    out.expect(firmware.now_ms() == 0, "no milliseconds pass before it begins", firmware.now_ms());

    constexpr std::uint32_t period_us = 200'000;
    [[maybe_unused]] constexpr std::uint32_t periods =
        30'000; // 6,000 s: more than 32 bits of microseconds
    firmware.begin_ticks(period_us);
    while (firmware.now_us() < 5'000) {
    }
    out.expect(firmware.now_ms() >= 5, "milliseconds pass within a period", firmware.now_ms());
#if defined(__arm__) // which takes each call for a period
    {
        const fc::bare_metal::interrupt_guard held;
        for (std::uint32_t i = 0; i < periods; ++i) {
            firmware.tick();
        }
        constexpr std::uint32_t passed_ms = periods / 1000 * period_us;
        const std::uint32_t now = firmware.now_ms();
        out.expect(now >= passed_ms && now <= passed_ms + 2 * period_us / 1000,
                   "all periods are counted", now);
    }
#endif

    asks_for_too_much = true;
    firmware.begin_ticks(board::most_period_us + 1);
    out.expect(false, "a period that the timer cannot count is refused");
    return out.end();
}
