// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/numbers.hpp>

#include <concepts>
#include <cstdint>

namespace fc::platform {

/// Pins that containers may use: the firmware refuses any other. Ports and pins have the board's
/// numbers.
///
/// `make_input` and `write_pin` give false, and `read_pin` a negative number instead of the level,
/// 0 or 1, for a pin that does not exist or is not for containers.
template <class Platform>
concept gpio = requires(Platform& platform, std::uint32_t port, std::uint32_t pin, bool high) {
    { platform.make_input(port, pin) } -> std::same_as<bool>;
    { platform.read_pin(port, pin) } -> signed_32;
    { platform.write_pin(port, pin, high) } -> std::same_as<bool>;
};

/// Pins that may be used from interrupts: the class says
/// `static constexpr bool has_gpio_in_interrupts = true;`.
template <class Platform>
concept gpio_in_interrupts = bool{Platform::has_gpio_in_interrupts};

} // namespace fc::platform
