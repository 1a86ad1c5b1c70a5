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

/// Interrupts from outside a Cortex-M for which there are vectors: 64, or what a build says.
#if defined(FEMTO_EXTERNAL_INTERRUPTS)
inline constexpr std::uint32_t external_interrupts = FEMTO_EXTERNAL_INTERRUPTS;
#elif defined(__ARM_ARCH_6M__)
inline constexpr std::uint32_t external_interrupts = 32;
#else
inline constexpr std::uint32_t external_interrupts = 64;
#endif

/// Lets one of them in. @tparam Number  from 0
template <std::uint32_t Number>
void enable_external() {
    static_assert(Number < external_interrupts,
                  "this interrupt has no vector: FEMTO_EXTERNAL_INTERRUPTS says how many have");
#if defined(__arm__)
    word_at(0xE000E100 + 4 * (Number / 32)) = 1U << Number % 32;
#endif
}

} // namespace fc::bare_metal::detail
