// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::posix {

/// Pins that are not there, of which containers may use those that the firmware lists.
template <std::size_t Pins>
class simulated_pins {
public:
    static constexpr bool has_gpio_in_interrupts = true;

    /// Gives a pin to containers. It is an input, and low.
    /// @return  false when there are `Pins`
    bool allow_pin(std::uint32_t port, std::uint32_t pin) {
        if (find(port, pin) != nullptr) {
            return true;
        }
        if (count_ == Pins) {
            return false;
        }
        pins_[count_++] = {port, pin};
        return true;
    }
    /// What the world outside does to a pin. One that is an output has the level it was told.
    /// @return  false for a pin that containers may not use, or an output
    bool drive_pin(std::uint32_t port, std::uint32_t pin, bool high) {
        line* const it = find(port, pin);
        if (it == nullptr || it->is_output) {
            return false;
        }
        it->is_high = high;
        return true;
    }

    bool make_input(std::uint32_t port, std::uint32_t pin) {
        line* const it = find(port, pin);
        if (it != nullptr) {
            it->is_output = false;
        }
        return it != nullptr;
    }
    std::int32_t read_pin(std::uint32_t port, std::uint32_t pin) {
        const line* const it = find(port, pin);
        if (it == nullptr) {
            return -1;
        }
        return it->is_high ? 1 : 0;
    }
    bool write_pin(std::uint32_t port, std::uint32_t pin, bool high) {
        line* const it = find(port, pin);
        if (it != nullptr) {
            it->is_output = true;
            it->is_high = high;
        }
        return it != nullptr;
    }

private:
    struct line {
        std::uint32_t port = 0;
        std::uint32_t pin = 0;
        bool is_output = false;
        bool is_high = false;
    };

    line* find(std::uint32_t port, std::uint32_t pin) {
        for (std::size_t i = 0; i < count_; ++i) {
            if (pins_[i].port == port && pins_[i].pin == pin) {
                return &pins_[i];
            }
        }
        return nullptr;
    }

    std::array<line, Pins> pins_{};
    std::size_t count_ = 0;
};

} // namespace fc::posix
