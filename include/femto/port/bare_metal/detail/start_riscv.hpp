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
[[noreturn]] void femto_unexpected_trap(std::uint32_t cause, std::uint32_t at,
                                        std::uint32_t address, std::uint32_t stack);
void femto_interrupt();
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

[[gnu::interrupt("machine"), gnu::used]] void femto_interrupt() {
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
        asm volatile("csrr %0, mepc" : "=r"(at));
        fc::bare_metal::detail::unexpected(cause, at, 0);
    }
}

/// @param stack  where it was, which is told where an interrupt finds no room on it
[[noreturn, gnu::used]] void femto_unexpected_trap(std::uint32_t cause, std::uint32_t at,
                                                   std::uint32_t address, std::uint32_t stack) {
    const bool is_interrupt = cause >> 31 != 0;
    fc::bare_metal::detail::unexpected(cause, at, is_interrupt ? stack : address);
}

/// An exception, or an interrupt for whose registers there is no room, begins with a fresh stack: what is
/// wrong may be the old one.
[[gnu::naked, gnu::aligned(4)]] void femto_trap() {
    asm volatile("csrw mscratch, t0\n"
                 "csrr t0, mcause\n"
                 "bgez t0, 1f\n"
                 "la t0, femto_stack_low + 128\n"
                 "bltu sp, t0, 1f\n"
                 "csrr t0, mscratch\n"
                 "j femto_interrupt\n"
                 "1: csrr a0, mcause\n"
                 "csrr a1, mepc\n"
                 "csrr a2, mtval\n"
                 "mv a3, sp\n"
                 "la sp, femto_stack_top\n"
                 "j femto_unexpected_trap");
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
