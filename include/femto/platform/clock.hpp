// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>

namespace fc::platform {

/// A clock that counts milliseconds since some moment and wraps.
template <class Platform>
concept millisecond_clock = requires(Platform& platform) {
    { platform.now_ms() } -> std::same_as<std::uint32_t>;
};

/// A clock that counts microseconds since some moment and wraps.
template <class Platform>
concept microsecond_clock = requires(Platform& platform) {
    { platform.now_us() } -> std::same_as<std::uint32_t>;
};

/// Clocks that may be read from interrupts: the class says
/// `static constexpr bool has_clock_in_interrupts = true;`. Of others that is not assumed.
template <class Platform>
concept clock_in_interrupts = bool{Platform::has_clock_in_interrupts};

} // namespace fc::platform
