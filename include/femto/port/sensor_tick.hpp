// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/platform/sensors.hpp>
#include <femto/port/launchpad.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/periodic.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::port {

/// What became of a sensor's turn.
struct sensed {
    enum class kind : std::uint8_t {
        not_due, ///< it is not time yet
        failed,  ///< the sensor gave an error, and nobody was told of it but you
        fired
    };

    kind what = kind::not_due;
    std::int32_t error = 0; // of the sensor: negative, or 0 if it gave no numbers
    hook_result fired{};
};

/// A launchpad that reads one sensor every so many microseconds and shows containers what it said.
///
/// @tparam Config  an engine's, whose platform has sensors and a clock of microseconds
template <class Config>
class sensor_tick : public launchpad<fc::hook<const sample, Config>, Config>,
                    public periodic<typename Config::platform> {
    using base = launchpad<fc::hook<const sample, Config>, Config>;
    using platform_type = typename Config::platform;
    static_assert(platform::microsecond_clock<platform_type> && platform::sensors<platform_type>,
                  "a sensor is read through platform::sensors, when Platform::now_us says that it "
                  "is time");

public:
    static constexpr hook_description<Config> about{.id = hooks::sensor, .name = "sensor"};

    /// @param platform     the engine's
    /// @param index        of the sensor; one that does not exist yet is an error until it does
    /// @param period_us    0 is taken for 1, and what is above `rhythm::period_us_max` for that
    /// @param description  in place of `about`: see `launchpad`
    sensor_tick(engine<Config>& host, platform_type& platform, std::size_t index,
                std::uint32_t period_us, const hook_description<Config>& description = about)
        : base{host, description, layout_of<sample>}, periodic<platform_type>{platform, period_us},
          index_{index} {}

    /// Reads the sensor if it is time, and fires.
    sensed poll() {
        sensed out;
        platform_type& platform = this->clock();
        const std::uint32_t now = platform.now_us();
        if (this->kept().take_periods(now) == 0) {
            return out;
        }
        out.what = sensed::kind::failed;
        if (index_ >= platform.device_count()) {
            out.error = no_such_device;
            return out;
        }
        sample event{};
        const std::int32_t numbers = platform.read_device(index_, event.data);
        if (numbers <= 0) {
            out.error = numbers;
            return out;
        }
        event.now_us = now;
        event.device = static_cast<std::uint16_t>(index_);
        event.type = platform.device_type(index_);
        event.numbers = static_cast<std::uint8_t>(numbers);
        out.what = sensed::kind::fired;
        out.fired = this->own_hook().fire(event);
        return out;
    }

    /// Waits until it is time, at most `timeout_us`, then as poll.
    sensed run_once(std::uint32_t timeout_us) requires sleeping_clock<platform_type> {
        this->wait(timeout_us);
        return poll();
    }

private:
    static constexpr std::int32_t no_such_device = -1;

    std::size_t index_;
};

} // namespace fc::port
