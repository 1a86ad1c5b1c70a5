// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(__XTENSA__)
#include <femto/port/bare_metal/detail/interrupts.hpp>
#include <femto/port/bare_metal/detail/memory_image.hpp>
#include <femto/port/bare_metal/detail/unexpected.hpp>

#include <cstdint>

extern "C" {
[[noreturn]] void femto_start();
void femto_xtensa_interrupt(std::uint32_t at);
[[noreturn]] void femto_xtensa_exception(std::uint32_t cause, std::uint32_t at,
                                         std::uint32_t address, std::uint32_t stack);
}

extern "C" {

[[gnu::used]] void femto_xtensa_interrupt(std::uint32_t at) {
    constexpr std::uint32_t of_interrupts = 4;
    if (femto_tick_interrupt == nullptr) {
        fc::bare_metal::detail::unexpected(of_interrupts, at, 0);
    }
    femto_tick_interrupt(); // the one that is enabled
}

/// @param stack  where it was, which is told where an interrupt finds no room on it
[[noreturn, gnu::used]] void femto_xtensa_exception(std::uint32_t cause, std::uint32_t at,
                                                    std::uint32_t address, std::uint32_t stack) {
    constexpr std::uint32_t of_interrupts = 4;
    fc::bare_metal::detail::unexpected(cause, at, cause == of_interrupts ? stack : address);
}

[[noreturn, gnu::used]] void femto_start() {
    fc::bare_metal::detail::fill_memory();
    fc::bare_metal::exit_emulator(static_cast<std::uint32_t>(main()));
}
}

// The core starts at the first of these addresses; those of exceptions are counted from VECBASE. What
// a function may use without saving it (a0, a2 to a11, SAR) is kept around an interrupt's handler, which
// shares its vector with exceptions. Those, and an interrupt for which there is no room, begin with a
// fresh stack: what is wrong may be the old one. What goes wrong in a handler comes by the last vector.
asm(R"(
    .section .femto.start, "ax"
    .global femto_reset
femto_reset:
    j       femto_begin
    .org    femto_reset + 0x30
    j       femto_vector
    .org    femto_reset + 0x50
    j       femto_vector
    .org    femto_reset + 0x70
    j       femto_double_vector
    .section .text.femto_begin, "ax"
    .literal_position
    .balign 4
femto_begin:
    movi    a2, femto_reset
    wsr.vecbase a2
    movi    a2, 0
    wsr.intenable a2
    movi    a2, 0x20
    wsr.ps  a2
    rsync
    movi    a1, femto_stack_top
    call0   femto_start
femto_double_vector:
    rsr.depc a3
    j       femto_wrong
femto_vector:
    wsr.excsave1 a0
    rsr.exccause a0
    bnei    a0, 4, femto_wrong_before
    movi    a0, femto_stack_low + 128
    bltu    a1, a0, femto_wrong_before
    rsr.excsave1 a0
    addi    a1, a1, -64
    s32i    a0, a1, 0
    s32i    a2, a1, 4
    s32i    a3, a1, 8
    s32i    a4, a1, 12
    s32i    a5, a1, 16
    s32i    a6, a1, 20
    s32i    a7, a1, 24
    s32i    a8, a1, 28
    s32i    a9, a1, 32
    s32i    a10, a1, 36
    s32i    a11, a1, 40
    rsr.sar a2
    s32i    a2, a1, 44
    rsr.epc1 a2
    call0   femto_xtensa_interrupt
    l32i    a2, a1, 44
    wsr.sar a2
    l32i    a0, a1, 0
    l32i    a2, a1, 4
    l32i    a3, a1, 8
    l32i    a4, a1, 12
    l32i    a5, a1, 16
    l32i    a6, a1, 20
    l32i    a7, a1, 24
    l32i    a8, a1, 28
    l32i    a9, a1, 32
    l32i    a10, a1, 36
    l32i    a11, a1, 40
    addi    a1, a1, 64
    rfe
femto_wrong_before:
    rsr.epc1 a3
femto_wrong:
    rsr.exccause a2
    rsr.excvaddr a4
    mov     a5, a1
    movi    a1, femto_stack_top
    call0   femto_xtensa_exception
    .text
)");
#endif
