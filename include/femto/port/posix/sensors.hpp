// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/sensors.hpp>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fc::posix {

/// One sensor or actuator that is not there. The firmware says what it reads.
struct simulated_device {
    std::string_view name{};
    std::uint8_t type = 0;    // as RIOT's SAUL numbers them: 0x82 is a temperature
    std::uint8_t numbers = 1; // of a reading, 1 to 3
    bool is_actuator = false; // containers may write it
    std::int32_t error = 0;   // negative: what each access gives instead
    platform::reading now{};
};

/// A registry of sensors and actuators that are simulated, with names for the firmware.
template <std::size_t Devices>
class simulated_sensors {
public:
    /// @return  its index; nothing when there are `Devices`
    std::optional<std::size_t> add_device(const simulated_device& it) {
        if (count_ == Devices) {
            return std::nullopt;
        }
        devices_[count_] = it;
        return count_++;
    }
    /// The device with this name; null if there is none. To be read and changed by the firmware.
    simulated_device* find_device(std::string_view name) {
        for (std::size_t i = 0; i < count_; ++i) {
            if (devices_[i].name == name) {
                return &devices_[i];
            }
        }
        return nullptr;
    }

    std::size_t device_count() const { return count_; }
    std::uint8_t device_type(std::size_t index) const { return devices_[index].type; }
    std::int32_t read_device(std::size_t index, platform::reading& out) const {
        const simulated_device& it = devices_[index];
        if (it.error < 0) {
            return it.error;
        }
        out = it.now;
        return it.numbers;
    }
    std::int32_t write_device(std::size_t index, const platform::reading& data) {
        simulated_device& it = devices_[index];
        if (it.error < 0 || !it.is_actuator) {
            return it.error < 0 ? it.error : -ENOTSUP;
        }
        it.now = data;
        return it.numbers;
    }

private:
    std::array<simulated_device, Devices> devices_{};
    std::size_t count_ = 0;
};

} // namespace fc::posix
