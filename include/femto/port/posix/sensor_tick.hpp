// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/platform/sensors.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/rhythm.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::posix {

/// What became of a sensor's turn.
struct sensed {
    enum class kind : std::uint8_t {
        not_due, ///< it is not time yet
        failed,  ///< the sensor gave an error, and nobody was told of it but you
        fired
    };

    kind what = kind::not_due;
    std::int32_t error = 0; // of the sensor, negative
    hook_result fired{};
};

/// A launchpad that reads one sensor every so many microseconds and shows containers what it said.
///
/// @tparam Config  an engine's, whose platform has sensors and a clock that sleeps
template <class Config>
class sensor_tick {
    using platform_type = typename Config::platform;
    static_assert(sleeping_clock<platform_type> && platform::sensors<platform_type>,
                  "a sensor is read through platform::sensors, and waited for with "
                  "Platform::now_us and Platform::sleep_us");

public:
    static constexpr hook_description<Config> about{
        .id = port::hooks::sensor, .name = "sensor", .layout = layout_of<port::sample>};

    /// @param platform  the engine's
    /// @param index     of the sensor; one that does not exist yet is an error until it does
    sensor_tick(engine<Config>& host, platform_type& platform, std::size_t index,
                std::uint32_t period_us)
        : platform_{platform}, hook_{host, about}, rhythm_{platform.now_us(), period_us},
          index_{index} {}

    /// For `engine::attach`.
    hook_base<Config>& hook() { return hook_; }

    /// Until the sensor is read next; 0 when it is time.
    std::uint32_t due_in_us() { return rhythm_.due_in_us(platform_.now_us()); }

    /// Reads the sensor if it is time, and fires.
    sensed poll() {
        sensed out;
        const std::uint32_t now = platform_.now_us();
        if (rhythm_.take_periods(now) == 0) {
            return out;
        }
        out.what = sensed::kind::failed;
        if (index_ >= platform_.device_count()) {
            out.error = no_such_device;
            return out;
        }
        port::sample event{};
        const std::int32_t numbers = platform_.read_device(index_, event.data);
        if (numbers <= 0) {
            out.error = numbers;
            return out;
        }
        event.now_us = now;
        event.device = static_cast<std::uint16_t>(index_);
        event.type = platform_.device_type(index_);
        event.numbers = static_cast<std::uint8_t>(numbers);
        out.what = sensed::kind::fired;
        out.fired = hook_.fire(event);
        return out;
    }

    /// Waits until it is time, at most `timeout_us`, then as poll.
    sensed run_once(std::uint32_t timeout_us) {
        const std::uint32_t due = due_in_us();
        platform_.sleep_us(due < timeout_us ? due : timeout_us);
        return poll();
    }

private:
    static constexpr std::int32_t no_such_device = -1;

    platform_type& platform_;
    fc::hook<const port::sample, Config> hook_;
    rhythm rhythm_;
    std::size_t index_;
};

} // namespace fc::posix
