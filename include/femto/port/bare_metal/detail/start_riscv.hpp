// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(__riscv)
#include <femto/port/bare_metal/detail/interrupts.hpp>
#include <femto/port/bare_metal/detail/memory_image.hpp>
#include <femto/port/bare_metal/detail/unexpected.hpp>

#include <cstdint>

extern "C" {
[[noreturn]] void femto_start();
void femto_trap();
}

namespace fc::bare_metal::detail {

/// Lets nobody into the guard below the stack.
inline void lock_guard() {
    const auto bytes = reinterpret_cast<std::uintptr_t>(femto_guard_bytes);
    if (bytes != 0) {
        constexpr std::uint32_t power_of_two = 3U << 3;
        constexpr std::uint32_t locked = 1U << 7; // for machine mode as well
        const auto start = reinterpret_cast<std::uintptr_t>(femto_guard_start);
        asm volatile("csrw pmpaddr0, %0" : : "r"(start >> 2 | ((bytes >> 3) - 1)));
        asm volatile("csrw pmpcfg0, %0" : : "r"(power_of_two | locked));
    }
}

} // namespace fc::bare_metal::detail

extern "C" {

[[gnu::interrupt("machine"), gnu::aligned(4)]] void femto_trap() {
    constexpr std::uint32_t of_timer = 0x80000007;
    constexpr std::uint32_t of_others = 0x8000000B;
    std::uint32_t cause;
    asm volatile("csrr %0, mcause" : "=r"(cause));
    if (cause == of_timer && femto_tick_interrupt != nullptr) {
        femto_tick_interrupt();
    } else if (cause == of_others && femto_external_interrupt != nullptr) {
        femto_external_interrupt(0);
    } else {
        std::uint32_t at;
        std::uint32_t address;
        asm volatile("csrr %0, mepc" : "=r"(at));
        asm volatile("csrr %0, mtval" : "=r"(address));
        fc::bare_metal::detail::unexpected(cause, at, address);
    }
}

[[noreturn, gnu::used]] void femto_start() {
    asm volatile("csrw mtvec, %0" : : "r"(femto_trap));
    fc::bare_metal::detail::lock_guard();
    fc::bare_metal::detail::fill_memory();
    fc::bare_metal::exit_emulator(static_cast<std::uint32_t>(main()));
}

[[gnu::naked, noreturn, gnu::section(".femto.start")]] void femto_reset() {
    asm volatile("la sp, femto_stack_top\n"
                 "j femto_start");
}
}
#endif
