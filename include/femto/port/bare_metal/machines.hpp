// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// What the clock must know of a machine. A board of your own is a struct like these.

namespace fc::bare_metal {

/// QEMU's mps2-an386, a Cortex-M4.
struct mps2_an386 {
    static constexpr std::uint32_t counts_per_us = 25; // of SysTick
};
/// QEMU's mps2-an505, a Cortex-M33.
struct mps2_an505 {
    static constexpr std::uint32_t counts_per_us = 20;
};
/// The micro:bit, a Cortex-M0.
struct microbit {
    static constexpr std::uint32_t counts_per_us = 16;
};
/// QEMU's virt, an RV32IMAC core.
struct virt_rv32 {
    static constexpr std::uint32_t counts_per_us = 10;  // of mtime
    static constexpr std::uintptr_t clint = 0x02000000; // the core's timer and its interrupt
};
/// QEMU's sim, an Xtensa lx106.
struct sim_lx106 {
    static constexpr std::uint32_t counts_per_us = 40; // of CCOUNT
};

} // namespace fc::bare_metal
