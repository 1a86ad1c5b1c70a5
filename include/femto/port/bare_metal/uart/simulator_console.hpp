// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/semihosting.hpp>

#include <cstdint>

namespace fc::bare_metal {

/// The console of Xtensa's simulator, which has no interrupt: somebody must ask.
struct simulator_console {
    static constexpr bool is_polled = true;

    static void begin() {}
    static void listen(bool) {}
    static bool take_overrun() { return false; }
    static bool has_byte() { return false; } // before it is asked the next time
#if defined(__XTENSA__)
    static bool read(char& byte) {
        constexpr std::int32_t sys_select_one = 29;
        constexpr std::int32_t sys_read = 3;
        constexpr std::uintptr_t to_read = 1;
        const std::uint32_t at_once[2] = {0, 0};
        return detail::simulator_call(sys_select_one, 0, to_read,
                                      reinterpret_cast<std::uintptr_t>(at_once)) > 0 &&
               detail::simulator_call(sys_read, 0, reinterpret_cast<std::uintptr_t>(&byte), 1) == 1;
    }
    static void write(char byte) { semihosting_console::write(&byte, 1); }
#endif
};

} // namespace fc::bare_metal
