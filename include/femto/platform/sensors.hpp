// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/numbers.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace fc::platform {

/// What a sensor says, or an actuator is told: up to three numbers times 10^scale, in a unit. Eight
/// bytes without gaps, the same for host and container, where it is `phydat_t`. Types and units have
/// the numbers of the firmware's own registry.
struct reading {
    std::int16_t val[3];
    std::uint8_t unit;
    std::int8_t scale;
};

/// A registry of sensors and actuators, numbered from 0 without gaps.
///
/// `read_device` gives how many of the three numbers count, 1 to 3, or a negative error of the
/// firmware's own: of a device that cannot be read, or whose bus failed. It may take its time; it is
/// not called from interrupts, and only with an index below `device_count()`.
template <class Platform>
concept sensors = requires(Platform& platform, std::size_t index, reading& out) {
    { platform.device_count() } -> std::convertible_to<std::size_t>;
    { platform.device_type(index) } -> std::same_as<std::uint8_t>;
    { platform.read_device(index, out) } -> signed_32;
};

/// A registry some of whose devices can be written: `write_device` gives how many of the numbers it
/// took, or a negative error.
template <class Platform>
concept actuators = sensors<Platform> &&
    requires(Platform& platform, std::size_t index, const reading& data) {
    { platform.write_device(index, data) } -> signed_32;
};

} // namespace fc::platform
