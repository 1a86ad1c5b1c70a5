// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/port/coap_resource.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/sensors.hpp>
#include <femto/port/timer.hpp>

#include <measure.hpp>
#include <respond.hpp>
#include <smooth.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>

struct board : fc::posix::manual_clock, fc::posix::simulated_sensors<1> {
    using request = fc::abi::coap_response;
};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};
using helper_ids = fc::helper_set<device::helpers>;

/// Loads a container with the helpers it calls, and attaches it; or says why not.
bool host(fc::engine<device>& engine, const char* name, const fc::image::compiled_in& parts,
          fc::tenant_id tenant, fc::hook_base<device>& hook, std::span<std::uint8_t> data = {}) {
    const auto container = engine.load(tenant, parts, data);
    if (!container) {
        std::printf("%s is not loaded: %s (0x%x)\n", name, fc::message(container.error()),
                    container.at());
        return false;
    }
    const auto attached = engine.attach(*container, hook);
    if (!attached) {
        std::printf("%s is not attached: %s\n", name, fc::message(attached.error()));
    }
    return static_cast<bool>(attached);
}

/// "2.05 21.50": the code and the payload of a response.
std::string text_of(std::span<const std::uint8_t> message) {
    if (message.size() < 4) {
        return "no response";
    }
    const unsigned code = message[1];
    const auto marker = std::find(message.begin(), message.end(), std::uint8_t{0xFF});
    std::string out = std::to_string(code >> 5) + ".0" + std::to_string(code & 31U) + " ";
    if (marker != message.end()) {
        out.append(marker + 1, message.end());
    }
    return out;
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    fc::port::timer timer{engine, firmware, 1'000'000};
    fc::port::coap_resource<device> resource{engine};

    // Two owners. The first reads sensors and publishes; the second formats what was published.
    const auto sensing =
        engine.add_tenant({.helpers = helper_ids::of<0x11, 0x14, 0x15, 0x31, 0x32>(),
                           .hooks = fc::hook_set{}.allow(timer.hook().number()),
                           .store_entries = 2});
    const auto network =
        engine.add_tenant({.helpers = helper_ids::of<0x13, 0x40, 0x41, 0x42, 0x43, 0x50>(),
                           .hooks = fc::hook_set{}.allow(resource.hook().number()),
                           .store_entries = 1});

    std::array<std::uint8_t, 32> smooth_data{};
    if (!host(engine, "measure", measure, *sensing, timer.hook()) ||
        !host(engine, "smooth", smooth, *sensing, timer.hook(), smooth_data) ||
        !host(engine, "respond", respond, *network, resource.hook())) {
        return 1;
    }

    constexpr std::array<std::uint8_t, 4> get{0x40, 0x01, 0x00, 0x01}; // confirmable, no token
    firmware.add_device({.name = "room", .type = 0x82});
    constexpr std::array<std::int16_t, 6> readings{2000, 2100, 2200, 2300, 2400, -200};
    for (const std::int16_t reading : readings) {
        firmware.find_device("room")->now = {{reading, 0, 0}, 2, -2};
        const auto ticked = timer.run_once(1'000'000);
        const auto answer = resource.handle(get);
        std::printf("sensor %5d, tick %d, response %s\n", reading,
                    ticked.was_due ? static_cast<int>(ticked.fired.value) : -1,
                    text_of(answer.message).c_str());
    }

    // What one owner may do the other may not.
    return host(engine, "measure", measure, *network, resource.hook()) ? 1 : 0;
}
