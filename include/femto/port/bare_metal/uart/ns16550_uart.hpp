// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// A 16550 behind a RISC-V interrupt controller. The baud rate and its FIFOs are what they were.
/// @tparam Plic       base of the interrupt controller, for the first hart in machine mode
/// @tparam Interrupt  of the UART there
template <std::uintptr_t Base, std::uintptr_t Plic, std::uint32_t Interrupt>
class ns16550_uart {
public:
    static constexpr bool is_polled = false;

    static void begin() {
        constexpr std::uint8_t eight_bits = 3;
        at(line_control) = eight_bits;
        plic(4 * Interrupt) = 1; // its priority, above the threshold
        plic(enabled + 4 * (Interrupt / 32)) = 1U << Interrupt % 32;
        plic(threshold) = 0;
#if defined(__riscv)
        constexpr std::uint32_t external = 1U << 11;
        asm volatile("csrs mie, %0" : : "r"(external));
#endif
    }
    static void listen(bool on) {
        at(interrupts) = on ? 1 : 0;
        const std::uint32_t claimed = plic(claim);
        if (claimed != 0) {
            plic(claim) = claimed;
        }
    }
    static bool has_byte() { return (status() & is_full) != 0; }
    static bool read(char& byte) {
        if (!has_byte()) {
            return false;
        }
        byte = static_cast<char>(at(data));
        return true;
    }
    static void write(char byte) {
        while ((status() & has_room) == 0) {
        }
        at(data) = static_cast<std::uint8_t>(byte);
    }
    /// Whether bytes came in for which there was no room, since the last call.
    static bool take_overrun() {
        const bool was = overran();
        overran() = false;
        return was;
    }

private:
    static constexpr std::uintptr_t data = 0;
    static constexpr std::uintptr_t interrupts = 1;
    static constexpr std::uintptr_t line_control = 3;
    static constexpr std::uintptr_t line_status = 5;
    static constexpr std::uint32_t is_full = 0x01;
    static constexpr std::uint32_t overrun = 0x02;
    static constexpr std::uint32_t has_room = 0x20;

    static constexpr std::uintptr_t enabled = 0x2000;
    static constexpr std::uintptr_t threshold = 0x200000;
    static constexpr std::uintptr_t claim = 0x200004; // and completion

    static volatile std::uint8_t& at(std::uintptr_t offset) {
        return detail::byte_at(Base + offset);
    }
    static volatile std::uint32_t& plic(std::uintptr_t offset) {
        return detail::word_at(Plic + offset);
    }
    /// Reading it forgets what it said of overruns.
    static std::uint32_t status() {
        const std::uint32_t it = at(line_status);
        if ((it & overrun) != 0) {
            overran() = true; // and never false: the interrupt may come in between
        }
        return it;
    }
    static bool& overran() {
        static constinit bool it = false;
        return it;
    }
};

} // namespace fc::bare_metal
