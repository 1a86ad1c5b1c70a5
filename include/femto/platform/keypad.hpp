// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>

namespace fc::platform {

/// A key of a keypad that is pressed. The numbers are those of the original helper.
enum class key : std::uint8_t { right = 0, up = 1, down = 2, left = 3, none = 4 };

/// Keypads whose keys are levels of one analogue input each: `read_key` gives `key::none` for an
/// input that has no keypad. May wait for the conversion: it is not called from interrupts.
template <class Platform>
concept keypad = requires(Platform& platform, std::uint32_t input) {
    { platform.read_key(input) } -> std::same_as<key>;
};

} // namespace fc::platform
