// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_response.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/display.hpp>
#include <femto/port/posix/keypad.hpp>
#include <femto/port/posix/pins.hpp>
#include <femto/port/posix/sensors.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>

namespace fc::cli::device {

/// A console that hands over what is written line by line.
class line_console {
public:
    using receiver = std::function<void(const std::string& line)>;

    void on_line(receiver to) { to_ = std::move(to); }

    void write_text(std::span<const char> text) {
        for (const char each : text) {
            if (each != '\n') {
                line_ += each;
            }
            if (each == '\n' || line_.size() == line_max) {
                end_line();
            }
        }
    }
    /// What stands in a line that has not ended.
    void flush_text() {
        if (!line_.empty()) {
            end_line();
        }
    }

private:
    static constexpr std::size_t line_max = 256;

    void end_line() {
        const std::string whole = std::exchange(line_, {});
        if (to_) {
            to_(whole);
        }
    }

    std::string line_;
    receiver to_;
};

/// What the device has: all that helpers can ask for, simulated. Its time passes when it is told to,
/// so that what containers do is the same each time.
struct board : posix::manual_clock,
               posix::simulated_sensors<2>,
               posix::simulated_pins<8>,
               posix::simulated_display<2, 16>,
               posix::simulated_keypad,
               line_console {
    using request = abi::coap_response;

    static constexpr std::uint8_t temperature_type = 0x82; // as RIOT's SAUL numbers them
    static constexpr std::uint8_t switch_type = 0x45;

    board() {
        add_device({.name = "temperature", .type = temperature_type, .now = {{}, celsius, -2}});
        add_device({.name = "switch", .type = switch_type, .is_actuator = true});
        for (std::uint32_t pin = 0; pin < 8; ++pin) {
            allow_pin(0, pin);
        }
    }

    /// What the sensor reads from now on, in hundredths of a degree.
    void set_temperature(std::int16_t hundredths) {
        find_device("temperature")->now = {{hundredths, 0, 0}, celsius, -2};
    }

private:
    static constexpr std::uint8_t celsius = 2;
};

} // namespace fc::cli::device
