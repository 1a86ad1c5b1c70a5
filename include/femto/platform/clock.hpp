// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/numbers.hpp>

#include <cstdint>

namespace fc::platform {

/// A clock that counts milliseconds since some moment, and goes on with 0 after 2^32 - 1. A
/// counter of fewer bits does not do: the firmware extends it.
template <class Platform>
concept millisecond_clock = requires(Platform& platform) {
    { platform.now_ms() } -> unsigned_32;
};

/// A clock that counts microseconds since some moment, and goes on with 0 after 2^32 - 1.
template <class Platform>
concept microsecond_clock = requires(Platform& platform) {
    { platform.now_us() } -> unsigned_32;
};

/// Clocks that may be read from interrupts: the class says
/// `static constexpr bool has_clock_in_interrupts = true;`. Of others that is not assumed.
template <class Platform>
concept clock_in_interrupts = bool{Platform::has_clock_in_interrupts};

} // namespace fc::platform
