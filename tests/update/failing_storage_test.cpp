// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Storage that fails once and works again.
#include "update/shipments.hpp"

namespace fc::test {
namespace {

/// A device whose slot 0 has a container that stood its trial.
void install_first(station& device) {
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
}
/// What the engine refuses, so that it is rolled back at once.
shipment refused() {
    auto out = for_tick(image_returning(2), 2);
    out.image[out.image.size() - 16] = 0xEE; // no such instruction
    return out;
}
std::uint64_t operations_of_refused() {
    station device;
    install_first(device);
    const auto before = device.storage.operation_count();
    REQUIRE_FALSE(device.send(refused().envelope(ann)));
    return device.storage.operation_count() - before;
}

TEST_CASE("a refused update in which storage fails once does not cost the one before", "[update]") {
    const std::uint64_t operations = operations_of_refused();
    for (std::uint64_t i = 0; i < operations; ++i) {
        for (const bool is_updated : {false, true}) {
            CAPTURE(i, is_updated);
            station device;
            install_first(device);
            device.storage.cut_power({.operation = i});
            REQUIRE_FALSE(device.send(refused().envelope(ann)));
            device.storage.power_on();
            for (int polls = 0; polls < 3; ++polls) {
                CHECK(device->fire() == 1);
                device.end_trials();
            }
            if (is_updated) {
                REQUIRE(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
                for (int runs = 0; runs < 3; ++runs) {
                    device->fire();
                }
                REQUIRE(device->updates.poll());
            } else {
                device.restart();
            }
            CHECK(device->fire() == 1);
        }
    }
}

TEST_CASE("an update in which storage fails once is refused and changes nothing, or runs",
          "[update]") {
    std::uint64_t operations = 0;
    {
        station device;
        install_first(device);
        const auto before = device.storage.operation_count();
        REQUIRE(device.send(for_tick(image_returning(2), 2).envelope(ann)));
        operations = device.storage.operation_count() - before;
    }
    for (std::uint64_t i = 0; i < operations; ++i) {
        CAPTURE(i);
        station device;
        install_first(device);
        device.storage.cut_power({.operation = i});
        const bool is_taken{device.send(for_tick(image_returning(2), 2).envelope(ann))};
        device.storage.power_on();
        CHECK(device->fire() == (is_taken ? 2 : 1));
        device.end_trials();
        CHECK(device->fire() == (is_taken ? 2 : 1));
        device.restart(); // which may find what storage says it did not take
        const auto then = device->fire();
        CHECK((then == 2 || (!is_taken && then == 1)));
    }
}

TEST_CASE("an update after one whose rollback storage did not keep does not erase what runs",
          "[update]") {
    const std::uint64_t operations = operations_of_refused();
    station device;
    install_first(device);
    device.storage.cut_power({.operation = operations - 1});
    REQUIRE_FALSE(device.send(refused().envelope(ann)));
    device.storage.power_on();
    const auto next = for_tick(image_returning(3), 3).envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    const std::span<const std::uint8_t> bytes{next};
    REQUIRE(device->updates.take(bytes.first(bytes.size() - 1)));
    CHECK(device->fire() == 1); // its text is there
    REQUIRE(device->updates.take(bytes.last(1)));
    CHECK(device->fire() == 3);
}

} // namespace
} // namespace fc::test
