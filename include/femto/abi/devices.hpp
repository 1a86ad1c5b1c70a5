// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/helper/guest.hpp>
#include <femto/platform/sensors.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::abi {

/// Names a sensor or actuator to a container: its index plus 1. In C it looks like a pointer, as it
/// was one; but any number can be passed, and only one that names a device does.
enum class device_handle : std::uint64_t { none = 0 };

/// What helpers return for a device that does not exist.
inline constexpr std::int32_t no_device = -1;

/// `bpf_saul_reg_find_nth(position)`: none if there are fewer devices.
template <platform::sensors Platform>
device_handle find_device(caller<Platform>& from, std::int32_t position) {
    const std::uint64_t count = from.platform().device_count();
    return position >= 0 && static_cast<std::uint64_t>(position) < count
               ? device_handle{static_cast<std::uint64_t>(position) + 1}
               : device_handle::none;
}

/// `bpf_saul_reg_find_type(type)`: the first device of this type, or none.
template <platform::sensors Platform>
device_handle find_device_of_type(caller<Platform>& from, std::uint8_t type) {
    Platform& platform = from.platform();
    const std::size_t count = platform.device_count();
    for (std::size_t i = 0; i < count; ++i) {
        if (platform.device_type(i) == type) {
            return device_handle{std::uint64_t{i} + 1};
        }
    }
    return device_handle::none;
}

namespace detail {

template <platform::sensors Platform>
bool has_device(Platform& platform, device_handle which) {
    const auto number = static_cast<std::uint64_t>(which);
    return number != 0 && number <= platform.device_count();
}
constexpr std::size_t index_of(device_handle which) { return static_cast<std::size_t>(which) - 1; }

/// Calls `use` with a reading, if there is the device and it gives one.
/// @return  what helpers do
template <platform::sensors Platform, class Use>
std::int32_t with_reading(Platform& firmware, device_handle which, Use use) {
    if (!has_device(firmware, which)) {
        return no_device;
    }
    platform::reading now{};
    const std::int32_t count = firmware.read_device(index_of(which), now);
    if (count > 0) {
        use(now);
    }
    return count;
}

} // namespace detail

/// `bpf_saul_reg_read(device, &data)`.
/// @return  how many of its numbers count, or a negative error, -1 of a device that does not exist;
///          then data is left alone
template <platform::sensors Platform>
std::int32_t read_device(caller<Platform>& from, device_handle which,
                         guest<platform::reading> data) {
    return detail::with_reading(from.platform(), which,
                                [&](const platform::reading& now) { data.set(now); });
}

/// `bpf_saul_reg_write(device, &data)`.
/// @return  how many of its numbers were taken, or a negative error
template <platform::actuators Platform>
std::int32_t write_device(caller<Platform>& from, device_handle which,
                          guest<const platform::reading> data) {
    if (!detail::has_device(from.platform(), which)) {
        return no_device;
    }
    return from.platform().write_device(detail::index_of(which), data.get());
}

/// `bpf_saul_read_temp(device, &value)`: the first number of a reading, sign-extended.
/// @return  as read_device
template <platform::sensors Platform>
std::int32_t read_first_number(caller<Platform>& from, device_handle which,
                               guest<std::uint32_t> value) {
    return detail::with_reading(from.platform(), which, [&](const platform::reading& now) {
        value.set(static_cast<std::uint32_t>(std::int32_t{now.val[0]}));
    });
}

} // namespace fc::abi
