// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/print.hpp>

#include <cstdint>

extern "C" {
/// What a firmware does about an exception that nobody expected, if it defines this: on a board without a
/// debugger nobody reads semihosting, and asking for it is one exception more, which stops the core. It
/// may write to the UART by itself, remember what it was told in .noinit, and restart. Interrupts do
/// not come here any more, and it begins with a fresh stack.
/// @param cause    the core's number for it
/// @param at       address of the instruction
/// @param address  that was accessed, if that is the matter; 0 if the core does not say
[[gnu::weak, noreturn]] void femto_unexpected(std::uint32_t cause, std::uint32_t at,
                                              std::uint32_t address);
}

namespace fc::bare_metal::detail {

/// The exit status of a firmware that was stopped by an exception.
inline constexpr std::uint32_t status_of_exceptions = 3;

/// Says where an exception came from that nobody expected, and ends the firmware, which may do
/// something else about it.
[[noreturn]] inline void unexpected(std::uint32_t cause, std::uint32_t at, std::uint32_t address) {
    if (femto_unexpected != nullptr) {
        femto_unexpected(cause, at, address);
    }
    print("exception ");
    print_hex(cause);
    print(" at ");
    print_hex(at);
    print(", address ");
    print_hex(address);
    print("\n");
    exit_emulator(status_of_exceptions);
}

} // namespace fc::bare_metal::detail
