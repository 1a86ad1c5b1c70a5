// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(__arm__)
#include <femto/port/bare_metal/detail/interrupts.hpp>
#include <femto/port/bare_metal/detail/memory_image.hpp>
#include <femto/port/bare_metal/detail/registers.hpp>
#include <femto/port/bare_metal/detail/return_address.hpp>
#include <femto/port/bare_metal/detail/unexpected.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

extern "C" {
[[noreturn]] void femto_unexpected_exception(const std::uint32_t* frame, std::uint32_t number);
void femto_exception();
void femto_any_tick();
void femto_any_external_interrupt();
}

namespace fc::bare_metal::detail {

/// Lets nobody into the guard below the stack, but fault handlers.
inline void lock_guard() {
#if defined(__ARM_ARCH_7M__) || defined(__ARM_ARCH_7EM__)
    const auto bytes = reinterpret_cast<std::uintptr_t>(femto_guard_bytes);
    if (bytes == 0) {
        return;
    }
    constexpr std::uintptr_t control = 0xE000ED94;
    constexpr std::uintptr_t region_base = 0xE000ED9C;
    constexpr std::uintptr_t region_attributes = 0xE000EDA0;
    constexpr std::uint32_t region_0 = 1U << 4; // VALID
    constexpr std::uint32_t no_access = 1U << 28;
    constexpr std::uint32_t enabled = 1;
    constexpr std::uint32_t all_else_as_usual = 1U << 2;
    word_at(region_base) = reinterpret_cast<std::uintptr_t>(femto_guard_start) | region_0;
    word_at(region_attributes) =
        no_access | static_cast<std::uint32_t>(std::countr_zero(bytes) - 1) << 1 | enabled;
    word_at(control) = all_else_as_usual | enabled;
    asm volatile("dsb\nisb" : : : "memory");
#elif defined(__ARM_ARCH_8M_MAIN__)
    asm volatile("msr msplim, %0" : : "r"(femto_stack_low)); // needs no guard
#endif
}

/// That was accessed. @return  0: the core does not say
inline std::uint32_t fault_address() {
#if !defined(__ARM_ARCH_6M__) && !defined(__ARM_ARCH_8M_BASE__)
    constexpr std::uint32_t of_memory_protection = 1U << 7;
    constexpr std::uint32_t of_bus = 1U << 15;
    const std::uint32_t status = word_at(0xE000ED28);
    if ((status & of_memory_protection) != 0) {
        return word_at(0xE000ED34);
    }
    if ((status & of_bus) != 0) {
        return word_at(0xE000ED38);
    }
#endif
    return 0;
}

} // namespace fc::bare_metal::detail

extern "C" {

/// Leaves the FPU off: a build for one that uses it turns it on before the first constructor.
[[noreturn]] void femto_reset() {
    // Behind a bootloader the core still takes exceptions by that one's vectors. A Cortex-M0 has no VTOR,
    // and ignores this.
    fc::bare_metal::detail::word_at(0xE000ED08) = reinterpret_cast<std::uintptr_t>(femto_vectors);
    fc::bare_metal::detail::lock_guard();
    fc::bare_metal::detail::fill_memory();
    fc::bare_metal::exit_emulator(static_cast<std::uint32_t>(main()));
}

/// @param frame  r0 to r3, r12, lr, pc and status, as the core pushed them, if there was room: if there
///               was none, the stack tells who outgrew it, and this is where that was
[[noreturn, gnu::used]] void femto_unexpected_exception(const std::uint32_t* frame,
                                                        std::uint32_t number) {
    using namespace fc::bare_metal::detail;
    const std::uint32_t address = fault_address();
    // At the lowest is the stack whose limit the core has held.
    if (frame > femto_stack_low && frame + 8 <= femto_stack_top) {
        unexpected(number, frame[6], address);
    }
    unexpected(number, nearest_return_address(frame),
               address != 0 ? address : reinterpret_cast<std::uintptr_t>(frame));
}
/// Begins with a fresh stack: what is wrong may be the old one.
[[gnu::naked]] void femto_exception() {
    asm volatile("mrs r0, msp\n"
                 "mrs r1, ipsr\n"
                 "ldr r2, =femto_stack_top\n"
                 "msr msp, r2\n"
                 "ldr r2, =femto_unexpected_exception\n"
                 "bx r2\n"
                 ".ltorg"); // or it lies behind all that follows, and too far away
}

void femto_any_tick() {
    if (femto_tick_interrupt == nullptr) {
        fc::bare_metal::detail::unexpected(15, 0, 0);
    }
    femto_tick_interrupt();
}
void femto_any_external_interrupt() {
    std::uint32_t number;
    asm volatile("mrs %0, ipsr" : "=r"(number));
    if (femto_external_interrupt == nullptr) {
        fc::bare_metal::detail::unexpected(number, 0, 0);
    }
    femto_external_interrupt(number - 16);
}
}

namespace fc::bare_metal::detail {

using handler = void (*)();

struct vector_table {
    std::uint32_t* stack;
    handler exceptions[15];
    std::array<handler, external_interrupts> external;
};

template <std::size_t... I>
constexpr std::array<handler, sizeof...(I)> all_external(std::index_sequence<I...>) {
    return {(static_cast<void>(I), femto_any_external_interrupt)...};
}

/// The core's first word is its stack, the second where it starts. It lies on a multiple of its size, for
/// VTOR, see femto_reset.
[[gnu::section(".femto.start"),
  gnu::used]] alignas(std::bit_ceil(sizeof(vector_table))) const vector_table vectors{
    femto_stack_top,
    {femto_reset, femto_exception, femto_exception, femto_exception, femto_exception,
     femto_exception, femto_exception, femto_exception, femto_exception, femto_exception,
     femto_exception, femto_exception, femto_exception, femto_exception, femto_any_tick},
    all_external(std::make_index_sequence<external_interrupts>{})};

} // namespace fc::bare_metal::detail
#endif
