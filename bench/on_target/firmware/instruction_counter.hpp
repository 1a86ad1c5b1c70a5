// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/machines.hpp>

#include <cstdint>

// Under `qemu -icount shift=8` an instruction takes 2^8 ns of virtual time, which the timer of a core
// reads to better than one instruction. RISC-V counts instructions themselves, at shift=0.

namespace bench {

using machine = fc::bare_metal::MACHINE;

#if defined(__arm__)
/// SysTick counts down, in 24 bits: what is measured stays below 2.6 million instructions (Cortex-M4).
struct virtual_clock {
    static void begin() {
        constexpr std::uint32_t enabled_from_core_clock = 5;
        reload() = 0xFFFFFF;
        control() = enabled_from_core_clock;
    }
    /// From the top, the flag cleared. The new value is there after the next tick.
    static void restart() {
        current() = 0;
        while (current() == 0) {
        }
    }
    static std::uint32_t now() { return 0U - current(); }
    static bool went_round() { return (control() & 1U << 16) != 0; }

private:
    static volatile std::uint32_t& at(std::uintptr_t address) {
        return *reinterpret_cast<volatile std::uint32_t*>(address);
    }
    static volatile std::uint32_t& control() { return at(0xE000E010); }
    static volatile std::uint32_t& reload() { return at(0xE000E014); }
    static volatile std::uint32_t& current() { return at(0xE000E018); }
};
#elif defined(__riscv)
struct virtual_clock {
    static void begin() {}
    static void restart() {}
    static std::uint32_t now() {
        std::uint32_t it;
        asm volatile("rdinstret %0" : "=r"(it) : : "memory");
        return it;
    }
    static bool went_round() { return false; }
};
#elif defined(__XTENSA__)
struct virtual_clock {
    static void begin() {}
    static void restart() {}
    static std::uint32_t now() {
        std::uint32_t it;
        asm volatile("rsr.ccount %0" : "=r"(it) : : "memory");
        return it;
    }
    static bool went_round() { return false; }
};
#endif

/// Counts executed instructions exactly. QEMU has no cycle counter: this is no time.
class instruction_counter {
public:
    instruction_counter() {
        virtual_clock::begin();
        virtual_clock::restart();
        const std::uint32_t begin = virtual_clock::now();
        const std::uint32_t end = virtual_clock::now();
        overhead_ = end - begin;
    }

    /// The instructions of one call of `callable`, the call itself included.
    template <class Callable>
    [[gnu::noinline]] std::uint32_t count(Callable callable) {
        virtual_clock::restart();
        const std::uint32_t begin = virtual_clock::now();
        callable();
        const std::uint32_t end = virtual_clock::now();
        overflowed_ = overflowed_ || virtual_clock::went_round();
        return instructions(end - begin - overhead_);
    }

    /// True if a hundred instructions more count as a hundred more, and nothing was too long.
    bool is_right() {
        const std::uint32_t some = count([] { asm volatile(".rept 7\nnop\n.endr"); });
        const std::uint32_t more = count([] { asm volatile(".rept 107\nnop\n.endr"); });
        return more - some == 100 && !overflowed_;
    }

private:
    static std::uint32_t instructions(std::uint32_t ticks) {
#if defined(__riscv)
        return ticks;
#else
        constexpr std::uint64_t ticks_of_a_thousand = machine::counts_per_us * 256; // ns
        return static_cast<std::uint32_t>((ticks * std::uint64_t{1000} + ticks_of_a_thousand / 2) /
                                          ticks_of_a_thousand);
#endif
    }

    std::uint32_t overhead_ = 0;
    bool overflowed_ = false;
};

} // namespace bench
