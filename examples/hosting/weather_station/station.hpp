// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/port/coap_resource.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/display.hpp>
#include <femto/port/posix/keypad.hpp>
#include <femto/port/posix/sensors.hpp>

#include <climate.hpp>
#include <panel.hpp>
#include <query.hpp>
#include <surroundings.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

// Time is the station's own, and goes on step by step.
struct board : fc::posix::manual_clock,
               fc::posix::simulated_sensors<4>,
               fc::posix::simulated_display<2, 16>,
               fc::posix::simulated_keypad {
    using request = fc::abi::coap_response;
};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
    static constexpr std::size_t tasks = 3; // containers that run in slices
};

/// The firmware: sensors, a display and a keypad, and a CoAP resource. What is measured, shown and
/// answered is the containers' affair.
class station {
public:
    static constexpr std::uint32_t step_ms = 100;

    /// @return  false when a container was refused; it was said why
    bool begin() {
        board_.add_device({.name = "thermometer", .type = 0x82});
        board_.add_device({.name = "hygrometer", .type = 0x83});
        board_.add_device({.name = "photometer", .type = 0x84});
        board_.add_device({.name = "microphones", .type = 0x8A, .numbers = 3});

        // Two owners: who is on the network may look at what is published, and not change it.
        const auto inside = engine_.add_tenant({.helpers = helper_ids::all(), .store_entries = 4});
        const auto network =
            engine_.add_tenant({.helpers = listed(query_may),
                                .hooks = fc::hook_set{}.allow(resource_.hook().number())});
        return start("climate", load("climate", *inside, climate, climate_may)) &&
               start("surroundings",
                     load("surroundings", *inside, surroundings, surroundings_may)) &&
               start("panel", load("panel", *inside, panel, panel_may, panel_data_)) &&
               engine_.attach(load("query", *network, query, query_may), resource_.hook());
    }

    /// A step of time: somebody holds a key or none, the weather changes, each container has a slice.
    void step(fc::platform::key held) {
        board_.press_key(held);
        set_weather(board_.now_ms() / 1000);
        engine_.poll(slots_per_slice);
        board_.sleep_us(step_ms * 1000);
    }

    /// The response to GET with a path of one letter: "2.05 18.25", code and payload.
    std::string get(char path) {
        // Confirmable, no token, and the option Uri-Path of one byte.
        const std::array<std::uint8_t, 6> request{
            0x40, 0x01, 0x00, ++message_id_, 0xB1, static_cast<std::uint8_t>(path)};
        const auto message = resource_.handle(request).message;
        if (message.size() < 4) {
            return "no response";
        }
        const unsigned code = message[1];
        std::string out = std::to_string(code >> 5) + ".0" + std::to_string(code & 31U);
        const auto marker = std::find(message.begin(), message.end(), std::uint8_t{0xFF});
        if (marker != message.end()) {
            out.append(" ").append(marker + 1, message.end());
        }
        return out;
    }

    std::string_view display_row(std::size_t row) const { return board_.display_row(row); }
    /// What stopped a container; `ok` if nothing did.
    fc::errc fault() const {
        return engine_.faults().last() != nullptr ? engine_.faults().last()->cause : fc::errc::ok;
    }

private:
    using helper_ids = fc::helper_set<device::helpers>;

    static constexpr std::uint32_t slots_per_slice = 5'000;

    // What each container may call: its own list, as a container of micro-bpf brings it along.
    static constexpr std::uint8_t climate_may[] = {0x11, 0x31, 0x34, 0x60, 0x61};
    static constexpr std::uint8_t surroundings_may[] = {0x11, 0x31, 0x32, 0x60, 0x61};
    static constexpr std::uint8_t panel_may[] = {0x13, 0x50, 0x60, 0x61, 0x80,
                                                 0x81, 0x82, 0x83, 0x84};
    static constexpr std::uint8_t query_may[] = {0x13, 0x40, 0x41, 0x42, 0x43, 0x50};

    static helper_ids listed(std::span<const std::uint8_t> ids) {
        return *fc::helpers_listed<device::helpers>(ids); // the board has them all
    }

    fc::container_id load(const char* name, fc::tenant_id tenant, const fc::sections& parts,
                          std::span<const std::uint8_t> may, std::span<std::uint8_t> data = {}) {
        const auto made = engine_.load(tenant, parts, data, listed(may));
        if (!made) {
            std::printf("%s is refused: %s (%u)\n", name, fc::message(made.error()), made.at());
            return {};
        }
        std::printf("%-12s may call", name);
        for (const unsigned each : may) {
            std::printf(" 0x%02x", each);
        }
        std::puts("");
        return *made;
    }
    bool start(const char* name, fc::container_id it) {
        if (it == fc::container_id{}) {
            return false;
        }
        const auto started = engine_.start(it);
        if (!started) {
            std::printf("%s is not started: %s\n", name, fc::message(started.error()));
        }
        return static_cast<bool>(started);
    }

    void set_weather(std::uint32_t second) {
        board_.find_device("thermometer")->now.val[0] = number(1800 + 35 * swing(second, 5));
        board_.find_device("hygrometer")->now.val[0] = number(450 + 8 * swing(second + 3, 7));
        board_.find_device("photometer")->now.val[0] = number(300 + 40 * swing(second, 4));
        auto& loudness = board_.find_device("microphones")->now.val;
        loudness[0] = number(40 + swing(second, 3));
        loudness[1] = number(35 + 4 * swing(second + 1, 5));
        loudness[2] = 20;
    }
    /// Up to `most` and back again.
    static int swing(std::uint32_t second, std::uint32_t most) {
        const std::uint32_t at = second % (2 * most);
        return static_cast<int>(at < most ? at : 2 * most - at);
    }
    static std::int16_t number(int value) { return static_cast<std::int16_t>(value); }

    board board_{};
    fc::engine<device> engine_{board_};
    fc::port::coap_resource<device> resource_{engine_};
    std::array<std::uint8_t, 64> panel_data_{};
    std::uint8_t message_id_ = 0;
};
