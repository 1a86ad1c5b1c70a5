// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// A 16550. The baud rate and its FIFOs are what they were.
/// @tparam Plic       base of the interrupt controller, for the first hart in machine mode
/// @tparam Interrupt  of the UART there
template <std::uintptr_t Base, std::uintptr_t Plic, std::uint32_t Interrupt>
struct ns16550_uart {
    static constexpr bool is_polled = false;

    static void begin() {
        at(3) = 3; // eight bits
        detail::word_at(Plic + 4 * Interrupt) = 1;
        detail::word_at(Plic + 0x2000 + 4 * (Interrupt / 32)) = 1U << Interrupt % 32;
        detail::word_at(Plic + 0x200000) = 0;
#if defined(__riscv)
        constexpr std::uint32_t external = 1U << 11;
        asm volatile("csrs mie, %0" : : "r"(external));
#endif
    }
    static void listen(bool on) {
        at(1) = on ? 1 : 0;
        const std::uint32_t claimed = detail::word_at(Plic + 0x200004);
        if (claimed != 0) {
            detail::word_at(Plic + 0x200004) = claimed;
        }
    }
    static bool has_byte() { return (status() & 1U) != 0; }
    static bool read(char& byte) {
        if (!has_byte()) {
            return false;
        }
        byte = static_cast<char>(at(0));
        return true;
    }
    static void write(char byte) {
        constexpr std::uint32_t has_room = 0x20;
        while ((status() & has_room) == 0) {
        }
        at(0) = static_cast<std::uint8_t>(byte);
    }
    /// Whether bytes came in for which there was no room, since the last call.
    static bool take_overrun() {
        const bool was = overran();
        overran() = false;
        return was;
    }

private:
    static volatile std::uint8_t& at(std::uintptr_t offset) {
        return detail::byte_at(Base + offset);
    }
    /// Reading it forgets what it said.
    static std::uint32_t status() {
        const std::uint32_t it = at(5);
        overran() = overran() || (it & 2U) != 0;
        return it;
    }
    static bool& overran() {
        static constinit bool it = false;
        return it;
    }
};

} // namespace fc::bare_metal
