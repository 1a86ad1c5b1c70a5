// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// Named by sections.ld.
extern "C" {
extern std::uint32_t femto_data_start[], femto_data_end[];
extern const std::uint32_t femto_data_image[];
extern const std::uint32_t femto_vectors[]; // where there are some
extern const std::uint32_t femto_code_start[], femto_code_end[];
extern std::uint32_t femto_bss_start[], femto_bss_end[];
extern std::uint32_t femto_stack_low[], femto_stack_top[];
extern std::uint32_t femto_guard_start[], femto_guard_bytes[]; // the second is a number
extern void (*const femto_constructors_start[])();
extern void (*const femto_constructors_end[])();

/// Where the core starts.
[[noreturn]] void femto_reset();
int main();
}

#if defined(__ARM_ARCH_7M__) || defined(__ARM_ARCH_7EM__) || defined(__ARM_ARCH_8M_MAIN__) ||      \
    defined(__riscv)
// What sections.ld asks before it lets a machine have a guard.
asm(".weak femto_locks_guard\n"
    ".set femto_locks_guard, 1");
#endif

namespace fc::bare_metal::detail {

/// Gives variables their first values and constructs what needs it, as C++ promises `main`.
inline void fill_memory() {
    const std::uint32_t* from = femto_data_image;
    for (std::uint32_t* to = femto_data_start; to != femto_data_end; ++to) {
        *to = *from++;
    }
    for (std::uint32_t* to = femto_bss_start; to != femto_bss_end; ++to) {
        *to = 0;
    }
    for (auto* each = femto_constructors_start; each != femto_constructors_end; ++each) {
        (*each)();
    }
}

} // namespace fc::bare_metal::detail
