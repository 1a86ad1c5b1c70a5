// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/sensors.hpp>

#include <heart_rate_sens.hpp>
#include <temp_sens.hpp>

#include <array>
#include <cstdint>
#include <cstdio>

using namespace fc::literals;

struct board : fc::posix::simulated_sensors<2> {};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};

// A hook for each characteristic of the device's GATT table, known by the characteristic's UUID.
constexpr fc::hook_description<device> about_temperature{
    .id = "00002a6e-0000-1000-8000-00805f9b34fb"_uuid, .name = "Temperature"};
constexpr fc::hook_description<device> about_heart_rate{
    .id = "00002a37-0000-1000-8000-00805f9b34fb"_uuid, .name = "Heart Rate Measurement"};

/// Who reads a characteristic. A container is not told more, and may not write it.
struct reader {
    std::uint16_t connection;
};
using characteristic = fc::hook<const reader, device>;

/// Reads both, and shows the bytes that a phone is sent, as the Bluetooth SIG lays them out.
void show(const char* when, characteristic& temperature, characteristic& heart_rate) {
    const reader phone{.connection = 1};
    const fc::hook_result degrees = temperature.fire(phone); // hundredths, as of beats
    const fc::hook_result beats = heart_rate.fire(phone);
    if (degrees.ran == 0 || beats.ran == 0) {
        std::printf("%-17s no value\n", when);
        return;
    }
    const auto sint16 = static_cast<std::uint16_t>(degrees.value);
    const auto uint8 = static_cast<std::uint8_t>(beats.value / 100);
    const std::array<unsigned, 2> little_endian{sint16 & 0xFFU, sint16 / 0x100U};
    const std::array<unsigned, 2> flags_and_beats{0, uint8};
    std::printf("%-17s Temperature %02x %02x is %6.2f C    Heart Rate %02x %02x is %u/min\n", when,
                little_endian[0], little_endian[1], static_cast<double>(degrees.value) / 100,
                flags_and_beats[0], flags_and_beats[1], flags_and_beats[1]);
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    characteristic temperature{engine, about_temperature};
    characteristic heart_rate{engine, about_heart_rate};

    // The owner of both containers may look for sensors and read them, and nothing else.
    const auto sensors = fc::helper_set<device::helpers>::of<0x31, 0x32>();
    const auto clinic = engine.add_tenant(
        {.helpers = sensors,
         .hooks = fc::hook_set{}.allow(temperature.number()).allow(heart_rate.number())});
    const auto first = engine.load(*clinic, temp_sens, {}, sensors);
    const auto second = engine.load(*clinic, heart_rate_sens, {}, sensors);
    if (!first || !second || !engine.attach(*first, temperature) ||
        !engine.attach(*second, heart_rate)) {
        std::puts("a container is refused");
        return 1;
    }

    show("no sensor", temperature, heart_rate);
    firmware.add_device({.name = "skin", .type = 0x82, .now = {{3664, 0, 0}, 2, -2}});
    show("a thermometer", temperature, heart_rate);
    firmware.add_device({.name = "wrist", .type = 0x80, .now = {{67, 0, 0}, 0, 0}});
    show("both", temperature, heart_rate);
    firmware.find_device("skin")->now.val[0] = -1250;
    firmware.find_device("wrist")->now.val[0] = 142;
    show("out in the cold", temperature, heart_rate);
    firmware.find_device("wrist")->error = -5;
    show("the strap is off", temperature, heart_rate);
}
