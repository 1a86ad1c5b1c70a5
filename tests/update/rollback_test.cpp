// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/shipments.hpp"

namespace fc::test {
namespace {

TEST_CASE("a new container that is put into quarantine in its trial gives way to the one before",
          "[update]") {
    station device;
    install_over_a_good_one(device, image_that_faults());
    for (int i = 0; i < 2; ++i) {
        CHECK(device->fire() == -1);
        REQUIRE(device->updates.poll());
        CHECK(device->updates.record(0).on_trial);
    }
    CHECK(device->fire() == -1); // the third fault in a row
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).rolled_back);
    CHECK(device->updates.record(0).sequence == 2);
    CHECK(name_of(device->updates.refusal(0).error()) == "illegal_memory");

    SECTION("also beyond a restart") {
        device.restart();
        CHECK(device->fire() == 1);
    }
    SECTION("and the number it had is used up, for another try with the same image, too") {
        CHECK(name_of(device.send(for_tick(image_returning(3), 2).envelope(ann)).error()) ==
              "same_sequence");
        CHECK(name_of(device.send(for_tick(image_returning(1), 1).envelope(ann)).error()) ==
              "stale_sequence");
        CHECK(name_of(device.send(for_tick(image_that_faults(), 2).envelope(ann)).error()) ==
              "same_sequence");
        CHECK(device->fire() == 1);
        CHECK(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
        CHECK(device->updates.record(0).on_trial);
        CHECK(device->fire() == -1);
    }
}

TEST_CASE("a container that stood its trial stays, whatever it does then", "[update]") {
    station device;
    install_over_a_good_one(device, image_that_is_moody());
    device.end_trials();
    CHECK_FALSE(device->updates.record(0).on_trial);
    for (int i = 0; i < 4; ++i) {
        device->fire(10);
        REQUIRE(device->updates.poll());
    }
    CHECK(device->fire() == -1); // quarantined, and nothing to go back to
    CHECK(device->host.info(device->updates.container(0))->state == container_state::quarantined);
    REQUIRE(device->updates.start(0));
    CHECK(device->fire() == 2);
}

TEST_CASE("a trial goes on over restarts, but not over many that it did not outlive", "[update]") {
    station device;
    install_over_a_good_one(device, image_returning(2));
    for (int i = 0; i < 3; ++i) {
        device.restart();
        CHECK(device->fire() == 2);
        CHECK(device->updates.record(0).on_trial);
    }
    device.restart();
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).rolled_back);
}

TEST_CASE("a new container that runs in slices and fails gives way to the one before, which begins",
          "[update]") {
    station device;
    shipment it;
    it.image = image_that_waits();
    REQUIRE(device.send(it.envelope(ann)));
    REQUIRE(device->updates.start(0));
    it.image = image_that_faults();
    it.sequence = 2;
    REQUIRE(device.send(it.envelope(ann)));
    CHECK(device->host.poll(100) == 0);
    REQUIRE(device->updates.poll());
    CHECK(device->updates.record(0).rolled_back);
    CHECK(device->host.poll(100) == 1);
}

TEST_CASE("an update that comes in the middle of a trial ends it", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    REQUIRE(device.send(for_tick(image_returning(2), 2).envelope(ann)));
    REQUIRE(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
    fire_until_quarantine(device);
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 2);
}

TEST_CASE("what an operator stopped stays stopped, also when it is updated", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    REQUIRE(device->updates.stop(0));
    REQUIRE(device->updates.stop(0));
    CHECK(device->fire() == -1);
    CHECK(*device->updates.run(0) == 1);
    device.restart();
    CHECK(device->fire() == -1);
    REQUIRE(device.send(for_tick(image_returning(2), 2).envelope(ann)));
    CHECK(device->fire() == -1);
    REQUIRE(device->updates.start(0));
    REQUIRE(device->updates.start(0));
    CHECK(device->fire() == 2);
    device.restart();
    CHECK(device->fire() == 2);
    CHECK(name_of(device->updates.stop(1).error()) == "slot_empty");
    CHECK(name_of(device->updates.start(1).error()) == "slot_empty");
}

TEST_CASE("one transfer goes on at a time, and one that stops gives way", "[update]") {
    station device;
    const auto one = for_tick(image_returning(1), 1).envelope(ann);
    const auto other = for_tick(image_returning(2), 2).envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    REQUIRE(device->updates.take(std::span{one}.first(100)));
    CHECK(name_of(device->updates.begin(2, true).error()) == "slot_busy");
    device->board.ms += station_config::transfer_timeout_ms - 1;
    CHECK(name_of(device->updates.begin(2, true).error()) == "slot_busy");
    device->board.ms += 1;
    CHECK(device.send(other, 64, 2));
    CHECK(device->fire() == 2);
    // The first one goes on as if nothing had happened.
    CHECK_FALSE(device->updates.take(std::span{one}.subspan(100)));
    CHECK(device->fire() == 2);
    CHECK_FALSE(device->updates.is_from(1));
}

TEST_CASE("a transfer that trickles in does not hold the others off for ever", "[update]") {
    station device;
    const auto one = for_tick(image_returning(1), 1).envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    std::uint32_t ms = 0;
    for (std::size_t at = 0; at + 1 < one.size() && ms < 3'600'000; ++at) {
        if (!device->updates.take(std::span{one}.subspan(at, 1))) {
            break;
        }
        ms += station_config::transfer_timeout_ms - 1;
        device->board.ms = ms;
        REQUIRE(device->updates.poll());
    }
    CHECK(ms <= station_config::transfer_longest_ms + station_config::transfer_timeout_ms);
    CHECK(device->updates.begin(2, true));
}

TEST_CASE("strangers may ask for so much in a row, and who is known for as much as it wants",
          "[update]") {
    station device;
    std::uint32_t taken = 0;
    while (taken < 1000 && device->updates.begin(1)) {
        ++taken;
    }
    CHECK(taken == station_config::envelopes_in_a_row);
    CHECK(name_of(device->updates.begin(1).error()) == "too_many_requests");
    CHECK(device->updates.begin(1, true));
    device->board.ms += station_config::envelope_every_ms;
    CHECK(device->updates.begin(1));
    CHECK_FALSE(device->updates.begin(1));
    device->board.ms += 1000 * station_config::envelope_every_ms;
    for (std::uint32_t i = 0; i < station_config::envelopes_in_a_row; ++i) {
        CHECK(device->updates.begin(1));
    }
    CHECK_FALSE(device->updates.begin(1));
}

} // namespace
} // namespace fc::test
