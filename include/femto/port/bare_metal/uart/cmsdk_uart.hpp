// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The UART of Arm's MPS2 boards: one byte in either direction.
/// @tparam Interrupt  that a byte came in, as the core counts those from outside
/// @tparam Divisor    of the clock, 16 at least
template <std::uintptr_t Base, std::uint32_t Interrupt, std::uint32_t Divisor>
struct cmsdk_uart {
    static constexpr bool is_polled = false;

    static void begin() {
        detail::word_at(Base + 0x10) = Divisor;
        detail::word_at(Base + 0x08) = sends | receives;
        detail::enable_external(Interrupt);
    }
    static void listen(bool on) {
        detail::word_at(Base + 0x08) = sends | receives | (on ? interrupts : 0);
        if (!on) {
            forget_interrupt(); // it stays until it is cleared, enabled or not
        }
    }
    static bool has_byte() { return (state() & 2U) != 0; }
    static bool read(char& byte) {
        forget_interrupt();
        if (!has_byte()) {
            return false;
        }
        byte = static_cast<char>(detail::word_at(Base));
        return true;
    }
    static void write(char byte) {
        while ((state() & 1U) != 0) {
        }
        detail::word_at(Base) = static_cast<std::uint8_t>(byte);
    }
    /// Whether bytes came in while the one before was not read, since the last call.
    static bool take_overrun() {
        constexpr std::uint32_t overrun = 8;
        const bool was = (state() & overrun) != 0;
        detail::word_at(Base + 0x04) = overrun;
        return was;
    }

private:
    static constexpr std::uint32_t sends = 1;
    static constexpr std::uint32_t receives = 2;
    static constexpr std::uint32_t interrupts = 8;

    static void forget_interrupt() { detail::word_at(Base + 0x0C) = 2; }
    static std::uint32_t state() { return detail::word_at(Base + 0x04); }
};

} // namespace fc::bare_metal
