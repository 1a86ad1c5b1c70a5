// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::bare_metal {

/// `Platform::interrupt_guard` of a processor with one core: while it lives no interrupt is taken.
/// Guards within guards and within interrupts leave things as they found them.
class interrupt_guard {
public:
    interrupt_guard() {
#if defined(__arm__)
        asm volatile("mrs %0, primask\n"
                     "cpsid i"
                     : "=r"(before_)
                     :
                     : "memory");
#elif defined(__riscv)
        asm volatile("csrrci %0, mstatus, 8" : "=r"(before_) : : "memory");
#elif defined(__XTENSA__)
        asm volatile("rsil %0, 15" : "=r"(before_) : : "memory");
#else
#error "femto does not know how to mask interrupts on this core"
#endif
    }
    ~interrupt_guard() {
#if defined(__arm__)
        asm volatile("msr primask, %0" : : "r"(before_) : "memory");
#elif defined(__riscv)
        asm volatile("csrs mstatus, %0" : : "r"(before_ & 8U) : "memory");
#else
        asm volatile("wsr.ps %0\n"
                     "rsync"
                     :
                     : "r"(before_)
                     : "memory");
#endif
    }
    interrupt_guard(const interrupt_guard&) = delete;
    interrupt_guard& operator=(const interrupt_guard&) = delete;

private:
    std::uint32_t before_;
};

/// Lets interrupts in that a core starts without.
inline void enable_interrupts() {
#if defined(__arm__)
    asm volatile("cpsie i" : : : "memory");
#elif defined(__riscv)
    asm volatile("csrsi mstatus, 8" : : : "memory");
#else
    std::uint32_t ignored;
    asm volatile("rsil %0, 0" : "=r"(ignored) : : "memory");
#endif
}

/// Stops the core until an interrupt is there, under an `interrupt_guard` as well: so nothing that was
/// looked at before can be missed. The interrupt is taken when the guard is gone; on Xtensa, which can
/// only wait with interrupts let in, it is taken here, and what the guard keeps is to be looked at anew.
inline void wait_for_interrupt() {
#if defined(__XTENSA__)
    asm volatile("waiti 0" : : : "memory");
#else
    asm volatile("wfi" : : : "memory");
#endif
}

} // namespace fc::bare_metal
