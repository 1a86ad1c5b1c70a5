// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// Counts executed instructions exactly, under `qemu-system-arm -icount shift=8`: an instruction
/// then takes 2^8 ns of virtual time, which SysTick (25 MHz on the mps2 boards, 40 ns) reads to
/// better than one instruction. QEMU has no DWT cycle counter.
///
/// The counter is 24 bits wide: what is counted must stay below 2.6 million instructions.
class instruction_counter {
public:
    instruction_counter() {
        constexpr std::uint32_t enabled_from_core_clock = 5;
        reload() = mask;
        control() = enabled_from_core_clock;
        restart();
        const std::uint32_t begin = current();
        const std::uint32_t end = current();
        overhead_ = begin - end;
    }

    /// The instructions of one call of `callable`, the call itself included.
    template <class Callable>
    [[gnu::noinline]] std::uint32_t count(Callable callable) {
        restart();
        const std::uint32_t begin = current();
        callable();
        const std::uint32_t end = current();
        overflowed_ = overflowed_ || (control() & reached_zero) != 0;
        const std::uint32_t ticks = begin - end - overhead_;
        return (ticks * ns_per_tick + ns_per_instruction / 2) / ns_per_instruction;
    }

    /// True when something counted was too long, and its number wrong.
    bool overflowed() const { return overflowed_; }

private:
    static constexpr std::uint32_t mask = 0xFFFFFF;
    static constexpr std::uint32_t reached_zero = 1U << 16;
    static constexpr std::uint32_t ns_per_tick = 40;
    static constexpr std::uint32_t ns_per_instruction = 256;

    static volatile std::uint32_t& at(std::uintptr_t address) {
        return *reinterpret_cast<volatile std::uint32_t*>(address);
    }
    static volatile std::uint32_t& control() { return at(0xE000E010); }
    static volatile std::uint32_t& reload() { return at(0xE000E014); }
    static volatile std::uint32_t& current() { return at(0xE000E018); }

    /// From the top, the flag cleared. The new value is there after the next tick.
    static void restart() {
        current() = 0;
        while (current() == 0) {
        }
    }

    std::uint32_t overhead_ = 0;
    bool overflowed_ = false;
};
