// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/registers.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The UART of an nRF51, at 115200 baud: six bytes in, one out.
/// @tparam SendPin, ReceivePin  of port 0
template <std::uint32_t SendPin, std::uint32_t ReceivePin>
struct nrf51_uart {
    static constexpr bool is_polled = false;

    static void begin() {
        at(0x50C) = SendPin;
        at(0x514) = ReceivePin;
        at(0x524) = 0x01D7E000; // 115200
        at(0x500) = 4;          // on
        at(0x000) = 1;          // receives
        at(0x008) = 1;          // sends
        detail::enable_external(2);
    }
    static void listen(bool on) { at(on ? 0x304 : 0x308) = came_in; }
    static bool has_byte() { return at(0x108) != 0; }
    static bool read(char& byte) {
        if (!has_byte()) {
            return false;
        }
        at(0x108) = 0; // before the byte is taken: the next one sets it again
        byte = static_cast<char>(at(0x518));
        return true;
    }
    static void write(char byte) {
        at(0x11C) = 0;
        at(0x51C) = static_cast<std::uint8_t>(byte);
        while (at(0x11C) == 0) {
        }
    }
    /// Whether bytes came in for which there was no room, since the last call.
    static bool take_overrun() {
        constexpr std::uint32_t overrun = 1;
        const bool was = (at(0x480) & overrun) != 0;
        at(0x480) = overrun;
        return was;
    }

private:
    static constexpr std::uint32_t came_in = 1U << 2;

    static volatile std::uint32_t& at(std::uintptr_t offset) {
        return detail::word_at(0x40002000 + offset);
    }
};

} // namespace fc::bare_metal
