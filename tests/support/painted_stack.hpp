// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/memory_image.hpp>

#include <cstdint>

namespace fc::test {
namespace detail {

inline constexpr std::uint32_t stack_colour = 0x5AC0FFEE;

template <class What>
[[gnu::noinline]] void out_of_line(What& what) {
    what();
    asm volatile("" : : : "memory"); // so that this calls, and does not jump
}

/// Paints what lies below its own frame, which is where that of `out_of_line` will be.
[[gnu::noinline]] inline void paint_stack() {
    volatile std::uint32_t mark = 0;
    for (volatile std::uint32_t* at = femto_stack_low; at != &mark; ++at) {
        *at = stack_colour;
    }
}

[[gnu::noinline]] inline std::uintptr_t lowest_written() {
    const volatile std::uint32_t* at = femto_stack_low;
    while (*at == stack_colour) {
        ++at;
    }
    return reinterpret_cast<std::uintptr_t>(at);
}

} // namespace detail

/// Bytes of C stack that `what` writes to, beyond those of a call that does nothing, on a core whose
/// interrupts are off: the stack is painted, and what was written is found by its lost colour.
template <class What>
[[gnu::noinline]] std::uint32_t stack_of(What&& what) {
    const auto nothing = [] {};
    detail::paint_stack();
    detail::out_of_line(nothing);
    const std::uintptr_t without = detail::lowest_written();
    detail::paint_stack();
    detail::out_of_line(what);
    return static_cast<std::uint32_t>(without - detail::lowest_written());
}

} // namespace fc::test
