// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/memory_image.hpp>

#include <cstdint>

namespace fc::test {
namespace detail {

template <class What>
[[gnu::noinline]] void out_of_line(What& what) {
    what();
    asm volatile("" : : : "memory"); // so that this calls, and does not jump
}

} // namespace detail

/// Bytes of C stack below here that `what` writes to, on a core whose interrupts are off: the stack is
/// painted, and what was written is found by its lost colour.
template <class What>
[[gnu::noinline]] std::uint32_t stack_of(What&& what) {
    constexpr std::uint32_t colour = 0x5AC0FFEE;
    constexpr std::uintptr_t own = 64; // below the mark, for this function and the call
    std::uint32_t mark;
    const std::uintptr_t here = reinterpret_cast<std::uintptr_t>(&mark);
    auto* const end = reinterpret_cast<std::uint32_t*>(here - own);
    for (volatile std::uint32_t* at = femto_stack_low; at != end; ++at) {
        *at = colour;
    }
    detail::out_of_line(what);
    volatile std::uint32_t* at = femto_stack_low;
    while (at != end && *at == colour) {
        ++at;
    }
    return static_cast<std::uint32_t>(here - reinterpret_cast<std::uintptr_t>(at));
}

} // namespace fc::test
