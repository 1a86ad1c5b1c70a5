// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::bare_metal::detail {

inline volatile std::uint32_t& word_at(std::uintptr_t address) {
    return *reinterpret_cast<volatile std::uint32_t*>(address);
}
inline volatile std::uint8_t& byte_at(std::uintptr_t address) {
    return *reinterpret_cast<volatile std::uint8_t*>(address);
}

/// Lets an interrupt from outside a Cortex-M in. @param number  from 0
inline void enable_external([[maybe_unused]] std::uint32_t number) {
#if defined(__arm__)
    word_at(0xE000E100 + 4 * (number / 32)) = 1U << number % 32;
#endif
}

} // namespace fc::bare_metal::detail
