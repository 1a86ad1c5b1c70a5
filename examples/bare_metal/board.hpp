// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/sensors.hpp>
#include <femto/port/bare_metal/clock.hpp>
#include <femto/port/bare_metal/machines.hpp>
#include <femto/port/bare_metal/serial_console.hpp>

#include <cstddef>
#include <cstdint>

#ifndef FEMTO_MACHINE // which a toolchain file of femto's says, of one that QEMU has
#error "no board: write `using machine = <its struct>;` in place of these lines, see README.md"
#endif
using machine = fc::bare_metal::FEMTO_MACHINE;

/// What this device has: a clock, a console, an LED and a thermometer. The last two are not there in an
/// emulator, and stand for drivers of your own; containers get helpers for exactly what is here.
struct board : fc::bare_metal::tick_clock<machine>, fc::bare_metal::serial_console<machine> {
    using interrupt_guard = fc::bare_metal::interrupt_guard;

    static constexpr std::uint32_t led_pin = 13; // of port 0: the only one that containers may use

    bool make_input(std::uint32_t, std::uint32_t) { return false; }
    std::int32_t read_pin(std::uint32_t port, std::uint32_t pin) const {
        return is_led(port, pin) ? (led_is_on ? 1 : 0) : -1;
    }
    bool write_pin(std::uint32_t port, std::uint32_t pin, bool high) {
        if (is_led(port, pin)) {
            led_is_on = high;
            ++led_changes;
        }
        return is_led(port, pin);
    }

    std::size_t device_count() const { return 1; }
    std::uint8_t device_type(std::size_t) const {
        constexpr std::uint8_t sense_temperature = 0x82; // as RIOT's SAUL numbers it
        return sense_temperature;
    }
    /// From 20 to 25 degrees and back, in hundredths.
    std::int32_t read_device(std::size_t, fc::platform::reading& out) {
        constexpr std::uint32_t half_ms = 10'000;
        const std::uint32_t at = now_ms() % (2 * half_ms);
        const std::uint32_t rise = (at < half_ms ? at : 2 * half_ms - at) / 20;
        out = {{static_cast<std::int16_t>(2'000 + rise), 0, 0}, 2, -2};
        return 1;
    }

    bool led_is_on = false;
    std::uint32_t led_changes = 0;

private:
    static bool is_led(std::uint32_t port, std::uint32_t pin) {
        return port == 0 && pin == led_pin;
    }
};
