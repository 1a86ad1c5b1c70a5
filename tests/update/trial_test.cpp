// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// How a trial ends, and how not.
#include "update/shipments.hpp"

namespace fc::test {
namespace {

TEST_CASE("a container that failed its trial is given up also when the next comes before a poll",
          "[update]") {
    station device;
    install_over_a_good_one(device, image_that_faults());
    fire_until_quarantine(device);
    REQUIRE(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
    fire_until_quarantine(device);
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 1);
}

TEST_CASE("an operator who starts a container that failed its trial starts the one before",
          "[update]") {
    station device;
    install_over_a_good_one(device, image_that_faults());
    fire_until_quarantine(device);
    REQUIRE(device->updates.start(0));
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).rolled_back);
}

TEST_CASE("what was given up does not stay when the one before is refused, too", "[update]") {
    // The one before was signed with a key that is revoked in the trial.
    const signer next{3};
    tenant_list list;
    list.keys.push_back({.id = next.id, .public_key = next.open, .tenant = 0});
    station device;
    REQUIRE(device.send(of_list(list, 1).envelope(root)));
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    REQUIRE(device.send(for_tick(image_that_faults(), 2).envelope(next)));
    list.keys[0].status = update::key_status::revoked;
    REQUIRE(device.send(of_list(list, 2).envelope(root)));
    fire_until_quarantine(device);
    REQUIRE(device->updates.poll());
    CHECK(device->updates.record(0).rolled_back);
    CHECK_FALSE(device->host.info(device->updates.container(0)));
    CHECK(name_of(device->updates.start(0).error()) == "revoked_key");
}

TEST_CASE("a container on trial whose key is revoked gives way to the one before", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 2).envelope(ann)));
    device.end_trials();
    REQUIRE(device.send(for_tick(image_returning(2), 2, 2).envelope(bob)));
    tenant_list list;
    list.keys[1].status = update::key_status::revoked;
    REQUIRE(device.send(of_list(list).envelope(root)));
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 1);
    device.restart();
    CHECK(device->fire() == 1);
}

TEST_CASE("a container that runs in slices and does well is kept", "[update]") {
    station device;
    SECTION("which goes on and on") {
        REQUIRE(device.send(in_slices(image_that_waits()).envelope(ann)));
        REQUIRE(device->updates.start(0));
        for (std::uint32_t i = 0; i < station_config::trial_runs; ++i) {
            CHECK(device->updates.record(0).on_trial);
            device->host.poll(100);
            REQUIRE(device->updates.poll());
        }
    }
    SECTION("which comes to its end") {
        REQUIRE(device.send(in_slices(image_returning(1)).envelope(ann)));
        REQUIRE(device->updates.start(0));
        CHECK(device->host.poll(100) == 0);
        REQUIRE(device->updates.poll());
    }
    CHECK_FALSE(device->updates.record(0).on_trial);
    for (int i = 0; i < 6; ++i) {
        device.restart();
        CHECK(device->updates.record(0).has_image());
    }
}

TEST_CASE("a container that does nothing in its slices is not kept for that", "[update]") {
    station device;
    REQUIRE(device.send(in_slices(image_that_waits()).envelope(ann)));
    REQUIRE(device->updates.start(0));
    for (std::uint32_t i = 0; i < 10 * station_config::trial_runs; ++i) {
        REQUIRE(device->updates.poll());
    }
    CHECK(device->updates.record(0).on_trial);
}

TEST_CASE("a fault that was long ago does not end the trial of one that ends well in slices",
          "[update]") {
    // Faults for a context, and runs well without.
    station device;
    const auto moody = image_from<"if r1 == 0 goto +1\n"
                                  "r0 = *(u64 *)(r1 + 4096)\n"
                                  "r0 = 0\n"
                                  "exit">();
    REQUIRE(device.send(in_slices(moody).envelope(ann)));
    station_event event{};
    CHECK_FALSE(
        device->updates.run(0, context{reinterpret_cast<std::uint8_t*>(&event), sizeof event}));
    REQUIRE(device->updates.start(0));
    CHECK(device->host.poll(100) == 0);
    REQUIRE(device->updates.poll());
    CHECK(device->updates.record(0).has_image());
    CHECK_FALSE(device->updates.record(0).on_trial);
}

TEST_CASE("a container that waits to be asked for is not given up for restarts", "[update]") {
    station device;
    REQUIRE(device.send(in_slices(image_returning(5)).envelope(ann)));
    for (int i = 0; i < 6; ++i) {
        device.restart();
    }
    CHECK(*device->updates.run(0) == 5);
}

TEST_CASE("a container that fails in its last runs on trial is not kept yet", "[update]") {
    station device;
    install_over_a_good_one(device, image_that_is_moody());
    device->fire(1);
    device->fire(1);
    device->fire(10);
    device->fire(10);
    REQUIRE(device->updates.poll());
    CHECK(device->updates.record(0).on_trial);
    device->fire(10);
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 1);
}

} // namespace
} // namespace fc::test
