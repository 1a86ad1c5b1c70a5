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

} // namespace fc::platform
