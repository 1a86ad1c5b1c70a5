// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace semihosting {

/// One request to the debugger or emulator (Arm semihosting, A-profile and M-profile: BKPT 0xAB).
inline std::uintptr_t request(std::uintptr_t operation, const void* parameter) {
    register std::uintptr_t r0 asm("r0") = operation;
    register const void* r1 asm("r1") = parameter;
    asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

inline void print(const char* text) {
    constexpr std::uintptr_t sys_write0 = 0x04;
    request(sys_write0, text);
}

inline void print(std::uint64_t value, unsigned base = 10) {
    char digits[21];
    char* at = digits + sizeof digits - 1;
    *at = 0;
    do {
        *--at = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    print(at);
}

/// Ends the emulator with `status`.
[[noreturn]] inline void exit(std::uint32_t status) {
    constexpr std::uintptr_t sys_exit_extended = 0x20;
    constexpr std::uint32_t application_exit = 0x20026;
    const std::uint32_t reason[2] = {application_exit, status};
    request(sys_exit_extended, reason);
    for (;;) {
    }
}

} // namespace semihosting
