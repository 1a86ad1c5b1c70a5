// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/memory_image.hpp>
#include <femto/port/bare_metal/detail/registers.hpp>
#include <femto/port/bare_metal/interrupt_guard.hpp>

namespace fc::bare_metal {

/// Begins again, as after a press on the reset button: RAM keeps what it holds, and what start.hpp
/// does not fill (the section .noinit) is found as it was. Where the machine has no such thing, the
/// core goes back to its first instruction by itself.
template <class Machine>
[[noreturn]] void restart() {
#if defined(__arm__)
    asm volatile("dsb" : : : "memory");
    detail::word_at(0xE000ED0C) = 0x05FA0004; // SYSRESETREQ
    asm volatile("dsb" : : : "memory");
#elif defined(__riscv)
    static_assert(
        requires { Machine::finisher; }, "a RISC-V machine says what resets it: finisher");
    asm volatile("fence" : : : "memory");
    detail::word_at(Machine::finisher) = 0x7777;
#else
    const interrupt_guard held{};
    asm volatile("" : : : "memory");
    femto_reset();
#endif
    for (;;) {
    }
}

} // namespace fc::bare_metal
