// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/uart/cmsdk_uart.hpp>
#include <femto/port/bare_metal/uart/nrf51_uart.hpp>
#include <femto/port/bare_metal/uart/ns16550_uart.hpp>
#include <femto/port/bare_metal/uart/simulator_console.hpp>

#include <cstdint>

// What the clock and the console must know of a machine. A board of your own is a struct like these:
// counts_per_us for clock.hpp, uart for serial_console.hpp, and on RISC-V clint for clock.hpp and finisher
// for restart.hpp.

namespace fc::bare_metal {

/// QEMU's mps2-an386, a Cortex-M4.
struct mps2_an386 {
    static constexpr std::uint32_t counts_per_us = 25; // of SysTick
    using uart = cmsdk_uart<0x40004000, 0, 25'000'000 / 115'200>;
};
/// QEMU's mps2-an505, a Cortex-M33.
struct mps2_an505 {
    static constexpr std::uint32_t counts_per_us = 20;
    using uart = cmsdk_uart<0x40200000, 32, 20'000'000 / 115'200>;
};
/// QEMU's micro:bit, a Cortex-M0. The board's own nRF51 has no SysTick, and its UART wants its pins set.
struct microbit {
    static constexpr std::uint32_t counts_per_us = 16;
    using uart = nrf51_uart<24, 25>;
};
/// QEMU's virt, an RV32IMAC core.
struct virt_rv32 {
    static constexpr std::uint32_t counts_per_us = 10;     // of mtime
    static constexpr std::uintptr_t clint = 0x02000000;    // the core's timer and its interrupt
    static constexpr std::uintptr_t finisher = 0x00100000; // ends or resets the machine
    using uart = ns16550_uart<0x10000000, 0x0C000000, 10>;
};
/// QEMU's sim, an Xtensa lx106.
struct sim_lx106 {
    static constexpr std::uint32_t counts_per_us = 40; // of CCOUNT
    using uart = simulator_console;
};

} // namespace fc::bare_metal
