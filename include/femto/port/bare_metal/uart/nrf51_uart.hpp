// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The UART of an nRF51, at 115200 baud: six bytes in, one out.
/// @tparam SendPin, ReceivePin  of port 0
template <std::uint32_t SendPin, std::uint32_t ReceivePin>
class nrf51_uart {
public:
    static constexpr bool is_polled = false;

    static void begin() {
        at(send_pin) = SendPin;
        at(receive_pin) = ReceivePin;
        at(baud_rate) = baud_115200;
        at(enable) = on;
        at(start_receiving) = 1;
        at(start_sending) = 1;
        constexpr std::uint32_t number = 2;
        detail::enable_external<number>();
    }
    static void listen(bool yes) { at(yes ? allow_interrupts : deny_interrupts) = of_received; }
    static bool has_byte() { return at(byte_received) != 0; }
    static bool read(char& byte) {
        if (!has_byte()) {
            return false;
        }
        at(byte_received) = 0; // before the byte is taken: the next one sets it again
        byte = static_cast<char>(at(received));
        return true;
    }
    static void write(char byte) {
        at(byte_sent) = 0;
        at(to_send) = static_cast<std::uint8_t>(byte);
        while (at(byte_sent) == 0) {
        }
    }
    /// Whether bytes came in for which there was no room, since the last call.
    static bool take_overrun() {
        const bool was = (at(error_source) & overrun) != 0;
        at(error_source) = overrun;
        return was;
    }

private:
    static constexpr std::uintptr_t start_receiving = 0x000;
    static constexpr std::uintptr_t start_sending = 0x008;
    static constexpr std::uintptr_t byte_received = 0x108;
    static constexpr std::uintptr_t byte_sent = 0x11C;
    static constexpr std::uintptr_t allow_interrupts = 0x304;
    static constexpr std::uintptr_t deny_interrupts = 0x308;
    static constexpr std::uint32_t of_received = 1U << 2;
    static constexpr std::uintptr_t error_source = 0x480;
    static constexpr std::uint32_t overrun = 1;
    static constexpr std::uintptr_t enable = 0x500;
    static constexpr std::uint32_t on = 4;
    static constexpr std::uintptr_t send_pin = 0x50C;
    static constexpr std::uintptr_t receive_pin = 0x514;
    static constexpr std::uintptr_t received = 0x518;
    static constexpr std::uintptr_t to_send = 0x51C;
    static constexpr std::uintptr_t baud_rate = 0x524;
    static constexpr std::uint32_t baud_115200 = 0x01D7E000;

    static volatile std::uint32_t& at(std::uintptr_t offset) {
        constexpr std::uintptr_t base = 0x40002000;
        return detail::word_at(base + offset);
    }
};

} // namespace fc::bare_metal
