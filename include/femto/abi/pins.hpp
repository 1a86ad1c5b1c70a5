// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/platform/gpio.hpp>

#include <cstdint>

namespace fc::abi {

/// `bpf_gpio_read_input(port, pin)`: makes the pin an input first.
/// @return  0 or 1, or -1: containers may not use this pin
template <platform::gpio Platform>
std::int64_t read_input(caller<Platform>& from, std::uint32_t port, std::uint32_t pin) {
    return from.platform().make_input(port, pin) ? from.platform().read_pin(port, pin) : -1;
}

/// `bpf_gpio_read_raw(port, pin)`: leaves the pin what it is.
/// @return  as read_input
template <platform::gpio Platform>
std::int64_t read_pin(caller<Platform>& from, std::uint32_t port, std::uint32_t pin) {
    return from.platform().read_pin(port, pin);
}

/// `bpf_gpio_write(port, pin, value)`: high for any value but 0.
/// @return  0, or -1: containers may not use this pin
template <platform::gpio Platform>
std::int64_t write_pin(caller<Platform>& from, std::uint32_t port, std::uint32_t pin,
                       std::uint32_t value) {
    return from.platform().write_pin(port, pin, value != 0) ? 0 : -1;
}

} // namespace fc::abi
