// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Helpers that call the updates, from within the container that is to be updated.
#include "update/station.hpp"

namespace fc::test {
namespace {

/// Says 7, and returns what it said.
shipment saying(std::uint64_t sequence) {
    return for_tick(image_from<"r1 = 7\ncall 0x20\nexit">(), sequence);
}

TEST_CASE("a helper that updates in the middle of a run is refused, and changes nothing",
          "[update]") {
    station device;
    REQUIRE(device.send(saying(1).envelope(ann)));
    const auto envelope = for_tick(image_returning(2), 2).envelope(ann);
    const auto before = device.storage.operation_count();
    auto& updates = device->updates;
    int asked = 0;
    const auto is_refused = [&](const auto& outcome) {
        ++asked;
        CHECK(name_of(outcome.error()) == "slot_busy");
    };
    device->board.when_said = [&] {
        is_refused(updates.begin(1, true));
        is_refused(updates.take(envelope));
        is_refused(updates.take_image(envelope));
        is_refused(updates.end_image());
        is_refused(updates.poll());
        is_refused(updates.start(0));
        is_refused(updates.stop(0));
        is_refused(updates.remove(0));
        is_refused(updates.recover());
    };
    for (int i = 0; i < 2; ++i) {
        CHECK(device->fire() == 7);
    }
    CHECK(*updates.run(0) == 7);
    CHECK(asked == 3 * 9);
    CHECK(device.storage.operation_count() == before);
    CHECK(updates.counts().refused == 0);
    CHECK(updates.record(0).sequence == 1);

    device->board.when_said = {};
    REQUIRE(device.send(envelope));
    CHECK(device->fire() == 2);
}

TEST_CASE("a transfer outlives what a helper does to it in the middle of a run", "[update]") {
    station device;
    REQUIRE(device.send(saying(1).envelope(ann)));
    const auto envelope = for_tick(image_returning(2), 2).envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    const auto half = std::span{envelope}.first(envelope.size() / 2);
    REQUIRE(device->updates.take(half));
    device->board.when_said = [&] {
        CHECK_FALSE(device->updates.take(std::span{envelope}.subspan(half.size())));
        CHECK_FALSE(device->updates.begin(1, true));
    };
    CHECK(device->fire() == 7);
    REQUIRE(*device->updates.take(std::span{envelope}.subspan(half.size())) == update::step::done);
    CHECK(device->fire() == 2);
}

TEST_CASE("a helper may run another container, and none that has to be loaded first", "[update]") {
    station device;
    REQUIRE(device.send(saying(1).envelope(ann)));
    shipment other;
    other.image = image_returning(5);
    other.slot = 2;
    REQUIRE(device.send(other.envelope(ann)));
    device->board.when_said = [&] { CHECK(*device->updates.run(2) == 5); };
    CHECK(device->fire() == 7);
    REQUIRE(device->host.unload(device->updates.container(2)));
    device->board.when_said = [&] {
        CHECK(name_of(device->updates.run(2).error()) == "slot_busy");
    };
    CHECK(device->fire() == 7);
    device->board.when_said = {};
    CHECK(*device->updates.run(2) == 5);
}

} // namespace
} // namespace fc::test
