// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

// What an emulator or a debugger does for a firmware that has no driver of its own yet: text out,
// text in, the end. Arm and RISC-V ask alike, Xtensa as its simulator wants it.

namespace fc::bare_metal {

namespace detail {

#if defined(__XTENSA__)
/// A request of Xtensa's simulator; the assembler for the lx106 does not know the instruction.
inline std::int32_t simulator_call(std::int32_t operation, std::uintptr_t first,
                                   std::uintptr_t second = 0, std::uintptr_t third = 0) {
    register std::int32_t a2 asm("a2") = operation;
    register std::uintptr_t a3 asm("a3") = first;
    register std::uintptr_t a4 asm("a4") = second;
    register std::uintptr_t a5 asm("a5") = third;
    asm volatile(".byte 0x00, 0x51, 0x00" : "+r"(a2), "+r"(a3) : "r"(a4), "r"(a5) : "memory");
    return a2;
}
#elif defined(__arm__)
inline std::uintptr_t semihosting_call(std::uintptr_t operation, const void* parameter) {
    register std::uintptr_t r0 asm("r0") = operation;
    register const void* r1 asm("r1") = parameter;
    asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}
#elif defined(__riscv)
inline std::uintptr_t semihosting_call(std::uintptr_t operation, const void* parameter) {
    register std::uintptr_t a0 asm("a0") = operation;
    register const void* a1 asm("a1") = parameter;
    // The three must be uncompressed, and in one page: then the emulator knows them.
    asm volatile(".option push\n"
                 ".balign 16\n" // before norvc: what precedes may be compressed
                 ".option norvc\n"
                 "slli x0, x0, 0x1f\n"
                 "ebreak\n"
                 "srai x0, x0, 7\n"
                 ".option pop"
                 : "+r"(a0)
                 : "r"(a1)
                 : "memory");
    return a0;
}
#else
#error "there is no semihosting for this core"
#endif

} // namespace detail

/// The console of the emulator or debugger: a `fc::platform::console`.
class semihosting_console {
public:
    void write_text(std::span<const char> text) const { write(text.data(), text.size()); }

    static void write(const char* text, std::size_t length) {
#if defined(__XTENSA__)
        constexpr std::int32_t sys_write = 4;
        constexpr std::uintptr_t standard_output = 1;
        detail::simulator_call(sys_write, standard_output, reinterpret_cast<std::uintptr_t>(text),
                               length);
#else
        constexpr std::uintptr_t sys_write0 = 0x04; // needs a 0 at the end
        constexpr std::size_t most = 63;
        char piece[most + 1];
        while (length != 0) {
            std::size_t taken = 0;
            while (taken < length && taken < most) {
                piece[taken] = text[taken];
                ++taken;
            }
            piece[taken] = 0;
            detail::semihosting_call(sys_write0, piece);
            text += taken;
            length -= taken;
        }
#endif
    }
};

/// Ends the emulator.
[[noreturn]] inline void exit_emulator(std::uint32_t status) {
#if defined(__XTENSA__)
    constexpr std::int32_t sys_exit = 1;
    detail::simulator_call(sys_exit, status);
#else
    constexpr std::uintptr_t sys_exit_extended = 0x20;
    constexpr std::uintptr_t application_exit = 0x20026;
    const std::uintptr_t reason[2] = {application_exit, status};
    detail::semihosting_call(sys_exit_extended, reason);
#endif
    for (;;) {
    }
}

} // namespace fc::bare_metal
