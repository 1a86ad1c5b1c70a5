// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

// The timer of a core: interrupts once per so many counts, and says how many have passed since.

namespace fc::bare_metal::detail {

struct since {
    std::uint32_t missed; // periods that are over, and whose interrupt waits
    std::uint32_t counts; // of the one that is not
};

#if defined(__arm__)
template <class Machine>
struct timer { // SysTick counts down
    static void begin(std::uint32_t counts) {
        constexpr std::uint32_t enabled_with_interrupt = 7; // by the core's clock
        reload() = counts - 1;
        current() = 0;
        control() = enabled_with_interrupt;
        while (current() ==
               0) { // until it has taken the first value, this would be the end of a period
        }
    }
    static std::uint32_t acknowledge() { return 1; }
    static since since_last() {
        constexpr std::uint32_t waits = 1U << 26;
        const std::uint32_t top = reload();
        std::uint32_t left = current();
        const bool is_over = (word_at(0xE000ED04) & waits) != 0;
        if (is_over) {
            left = current(); // of the new period, whichever the first was of
        }
        return {is_over ? 1U : 0U, top - left};
    }

private:
    static volatile std::uint32_t& control() { return word_at(0xE000E010); }
    static volatile std::uint32_t& reload() { return word_at(0xE000E014); }
    static volatile std::uint32_t& current() { return word_at(0xE000E018); }
};
#elif defined(__riscv)
template <class Machine>
struct timer { // mtime counts up, in 64 bits, of which 32 are looked at
    static_assert(
        requires { Machine::clint; },
        "a RISC-V machine says where the core's timer and its interrupt are: clint");

    static void begin(std::uint32_t counts) {
        constexpr std::uint32_t of_timer = 1U << 7;
        period() = counts;
        last() = low();
        compare(counts);
        asm volatile("csrs mie, %0" : : "r"(of_timer));
    }
    static std::uint32_t acknowledge() {
        const std::uint32_t periods = since_last().missed;
        last() = last() + periods * period();
        compare(period());
        return periods;
    }
    static since since_last() {
        const std::uint32_t counts = low() - last();
        return {counts / period(), counts % period()};
    }

private:
    static std::uint32_t low() { return word_at(Machine::clint + 0xBFF8); }
    static std::uint32_t high() { return word_at(Machine::clint + 0xBFFC); }
    /// The next interrupt, `counts` after `last`.
    static void compare(std::uint32_t counts) {
        std::uint32_t upper = high();
        std::uint32_t lower = low();
        if (upper != high()) {
            upper = high();
            lower = low();
        }
        const std::uint64_t now = std::uint64_t{upper} << 32 | lower;
        const std::uint64_t at = now - (lower - last()) + counts;
        word_at(Machine::clint + 0x4004) = 0xFFFFFFFF; // none meanwhile
        word_at(Machine::clint + 0x4000) = static_cast<std::uint32_t>(at);
        word_at(Machine::clint + 0x4004) = static_cast<std::uint32_t>(at >> 32);
    }
    static std::uint32_t& period() {
        static constinit std::uint32_t it = 1;
        return it;
    }
    static std::uint32_t& last() {
        static constinit std::uint32_t it = 0;
        return it;
    }
};
#elif defined(__XTENSA__)
template <class Machine>
struct timer { // CCOUNT counts up; CCOMPARE0 is interrupt 6
    static void begin(std::uint32_t counts) {
        constexpr std::uint32_t of_timer = 1U << 6;
        period() = counts;
        last() = count();
        compare();
        asm volatile("wsr.intenable %0\n"
                     "rsync"
                     :
                     : "r"(of_timer));
    }
    /// An interrupt that is late may have missed the next: a comparison with what has passed would
    /// only come true when the counter has gone round.
    static std::uint32_t acknowledge() {
        std::uint32_t periods = 0;
        do {
            last() = last() + period();
            ++periods;
            compare();
        } while (count() - last() >= period());
        return periods;
    }
    static since since_last() {
        const std::uint32_t counts = count() - last();
        return {counts / period(), counts % period()};
    }

private:
    static std::uint32_t count() {
        std::uint32_t it;
        asm volatile("rsr.ccount %0" : "=r"(it));
        return it;
    }
    static void compare() {
        asm volatile("wsr.ccompare0 %0\n"
                     "esync"
                     :
                     : "r"(last() + period()));
    }
    static std::uint32_t& period() {
        static constinit std::uint32_t it = 1;
        return it;
    }
    static std::uint32_t& last() {
        static constinit std::uint32_t it = 0;
        return it;
    }
};
#else
#error "femto does not know the timer of this core"
#endif

} // namespace fc::bare_metal::detail
