// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The UART of Arm's MPS2 boards (Cortex-M System Design Kit, APB UART): one byte in either direction.
/// @tparam Interrupt  that a byte came in, as the core counts those from outside
/// @tparam Divisor    of the clock, 16 at least
template <std::uintptr_t Base, std::uint32_t Interrupt, std::uint32_t Divisor>
class cmsdk_uart {
public:
    static constexpr bool is_polled = false;

    static void begin() {
        at(baud_divisor) = Divisor;
        at(control) = sends | receives;
        detail::enable_external<Interrupt>();
    }
    static void listen(bool on) {
        at(control) = sends | receives | (on ? interrupts : 0);
        if (!on) {
            forget_interrupt(); // it stays until it is cleared, enabled or not
        }
    }
    static bool has_byte() { return (at(state) & is_full) != 0; }
    static bool read(char& byte) {
        forget_interrupt();
        if (!has_byte()) {
            return false;
        }
        byte = static_cast<char>(at(data));
        return true;
    }
    static void write(char byte) {
        while ((at(state) & is_sending) != 0) {
        }
        at(data) = static_cast<std::uint8_t>(byte);
    }
    /// Whether bytes came in while the one before was not read, since the last call.
    static bool take_overrun() {
        const bool was = (at(state) & overrun) != 0;
        at(state) = overrun;
        return was;
    }

private:
    static constexpr std::uintptr_t data = 0x00;
    static constexpr std::uintptr_t state = 0x04;
    static constexpr std::uint32_t is_sending = 1;
    static constexpr std::uint32_t is_full = 2;
    static constexpr std::uint32_t overrun = 8;
    static constexpr std::uintptr_t control = 0x08;
    static constexpr std::uint32_t sends = 1;
    static constexpr std::uint32_t receives = 2;
    static constexpr std::uint32_t interrupts = 8;
    static constexpr std::uintptr_t pending = 0x0C;
    static constexpr std::uint32_t received = 2;
    static constexpr std::uintptr_t baud_divisor = 0x10;

    static volatile std::uint32_t& at(std::uintptr_t offset) {
        return detail::word_at(Base + offset);
    }
    static void forget_interrupt() { at(pending) = received; }
};

} // namespace fc::bare_metal
