// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// Hides from the compiler what it knows of a value, on ARM; no instruction comes of it. Its uses,
/// each measured on Cortex-M4: a register's address is computed once and reached by LDRD and STRD,
/// not once per half; an upper half of 0 is stored together with the lower half; the pc is kept in
/// one register; the immediate is not copied ahead of the switch.
template <class T>
FEMTO_INLINE constexpr void hide([[maybe_unused]] T& value) {
#if defined(__arm__)
    if (!std::is_constant_evaluated()) {
        __asm__("" : "+r"(value));
    }
#endif
}

/// The same for a value on its way: what is computed from it stays where it is used.
template <class T>
FEMTO_INLINE constexpr T hidden(T value) {
    hide(value);
    return value;
}

/// The same for 64 bits of a guest's register that GCC is about to halve, on x86-64: what it loads
/// whole it uses as it is, a half it moves once more (measured: 17.6 to 17.5 instructions per slot
/// switched, 14.4 to 14.2 threaded).
FEMTO_INLINE std::uint64_t hidden_wide(std::uint64_t value) {
#if defined(__x86_64__) && !defined(__clang__)
    __asm__("" : "+r"(value));
#endif
    return value;
}

FEMTO_INLINE std::uint64_t hidden_pair(std::uint64_t value) {
#if defined(__arm__)
    __asm__("" : "+r"(value));
#endif
    return value;
}

/// The same for a pc on its way to a jump through memory: GCC else loads what it jumps to by the pc
/// as it was, into a register (measured on x86-64: 9.8 to 9.1 instructions per slot over cells).
template <class Unit>
FEMTO_INLINE const Unit* hidden_pc(const Unit* pc) {
#if !defined(__clang__)
    __asm__("" : "+r"(pc));
#endif
    return pc;
}

} // namespace fc::detail
