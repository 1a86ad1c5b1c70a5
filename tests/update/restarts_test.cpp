// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/shipments.hpp"

#include <type_traits>

namespace fc::test {
namespace {

static_assert(!std::is_constructible_v<station_updates, engine<station_config>&, station_board&,
                                       flash&, crypto::libsodium&, update::identity>,
              "an identity outlives who uses it");

void install(station& device, int number) {
    const auto sequence = static_cast<std::uint64_t>(number);
    REQUIRE(device.send(for_tick(image_that_says(number), sequence).envelope(ann)));
}
/// A container that stood its trial, and a new one on trial.
void install_two(station& device) {
    install(device, 1);
    device.end_trials();
    install(device, 2);
}
bool is_given_up(station& device) {
    const auto& now = device->updates.record(0);
    return now.has_image() && now.stopped && now.rolled_back && !now.on_trial;
}
void run_and_look(station& device) {
    device->fire();
    REQUIRE(device->updates.poll());
}
void send_list(station& device, const tenant_list& list, std::uint64_t sequence) {
    REQUIRE(device.send(of_list(list, sequence).envelope(root)));
}
tenant_list without_helpers() {
    tenant_list list;
    list.tenants[0].has_all_helpers = false;
    return list;
}

TEST_CASE("a container that runs well between restarts stays, however few its runs", "[update]") {
    station device;
    SECTION("the first one") { install(device, 2); }
    SECTION("one that came in the place of another") { install_two(device); }
    for (std::uint32_t i = 0; i < station_config::trial_starts; ++i) {
        device.restart();
        CHECK(device->updates.record(0).on_trial);
        run_and_look(device);
    }
    CHECK_FALSE(device->updates.record(0).on_trial);
    for (int i = 0; i < 20; ++i) {
        device.restart();
        CHECK(device->fire() == 2);
    }
    CHECK_FALSE(device->updates.record(0).rolled_back);
}

TEST_CASE("a start that went well counts once, and makes up for those before that did not",
          "[update]") {
    station device;
    install_two(device);
    for (std::uint32_t start = 0; start < 2 * station_config::trial_starts; ++start) {
        device.restart();
        if (start % station_config::trial_starts == 1) {
            run_and_look(device);
            const auto writes = device.storage.operation_count();
            run_and_look(device);
            CHECK(device.storage.operation_count() == writes);
        }
        CHECK(device->updates.record(0).on_trial);
    }
    CHECK(device->fire() == 2);
}

TEST_CASE("a container that nobody saw run in several starts gives way to the one before",
          "[update]") {
    station device;
    install_two(device);
    for (std::uint32_t i = 0; i < station_config::trial_starts; ++i) {
        device.restart();
        CHECK(device->fire() == 2); // and it takes the device with it before anybody looks
        CHECK(device->updates.record(0).on_trial);
    }
    device.restart();
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).rolled_back);
    CHECK(name_of(device->updates.refusal(0).error()) == "trial_failed");
}

TEST_CASE("a container that is given up stays, stopped, when there is none before it", "[update]") {
    station device;
    SECTION("when it was not seen to run") {
        install(device, 1);
        for (std::uint32_t i = 0; i <= station_config::trial_starts; ++i) {
            device.restart();
        }
        CHECK(name_of(device->updates.refusal(0).error()) == "trial_failed");
    }
    SECTION("when it is put into quarantine") {
        REQUIRE(device.send(for_tick(image_that_faults(), 1).envelope(ann)));
        fire_until_quarantine(device);
        REQUIRE(device->updates.poll());
        CHECK(name_of(device->updates.refusal(0).error()) == "illegal_memory");
        const auto now = device->host.info(device->updates.container(0));
        REQUIRE(now);
        CHECK(now->state == container_state::quarantined);
        CHECK(now->done.faults == 3);
    }
    CHECK(is_given_up(device));
    CHECK(device->fire() == -1);
    device.restart();
    CHECK(is_given_up(device));
    CHECK(device->fire() == -1);
}

TEST_CASE("a container that was given up and stays is the operator's", "[update]") {
    station device;
    install(device, 1);
    for (std::uint32_t i = 0; i <= station_config::trial_starts; ++i) {
        device.restart();
    }
    REQUIRE(is_given_up(device));
    SECTION("who may start it") {
        REQUIRE(device->updates.start(0));
        device->fire();
        CHECK(device->host.info(device->updates.container(0))->done.runs == 1);
        device.restart();
        CHECK_FALSE(device->updates.record(0).stopped);
    }
    SECTION("who may remove it") {
        REQUIRE(device->updates.remove(0));
        CHECK_FALSE(device->updates.record(0).has_image());
    }
    SECTION("but the next one runs at once") {
        install(device, 2);
        CHECK(device->fire() == 2);
    }
    SECTION("and a next one that is refused leaves it as it is") {
        auto refused = for_tick(image_returning(2), 2);
        refused.hook = uuid{{9}};
        CHECK(name_of(device.send(refused.envelope(ann)).error()) == "unknown_hook");
        CHECK(is_given_up(device));
        device.restart();
        CHECK(device->fire() == -1);
    }
    SECTION("and once he stops it, too, the next one waits") {
        REQUIRE(device->updates.stop(0));
        install(device, 2);
        CHECK(device->fire() == -1);
    }
}

TEST_CASE("a firmware without the hook does not delete the only container", "[update]") {
    station device;
    install(device, 1);
    for (std::uint32_t i = 0; i < 2 * station_config::trial_starts; ++i) {
        device.now.reset();
        station_board board;
        engine<station_config> host{board};
        crypto::libsodium crypto;
        station_updates other{host, board, device.storage, crypto, station_identity()};
        REQUIRE(other.recover());
        CHECK(name_of(other.refusal(0).error()) == "unknown_hook");
        CHECK(other.record(0).has_image());
        REQUIRE(other.poll());
    }
    device.restart();
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).on_trial);
}

TEST_CASE("a container on trial waits when its rights are gone, and runs when they are back",
          "[update]") {
    station device;
    install_two(device);
    SECTION("in the start it came in") {}
    SECTION("later") {
        device.restart();
        CHECK(device->fire() == 2);
    }
    send_list(device, without_helpers(), 1);
    REQUIRE(device->updates.poll());
    for (std::uint32_t i = 0; i < 2 * station_config::trial_starts; ++i) {
        CHECK(name_of(device->updates.refusal(0).error()) == "helper_not_granted");
        CHECK(device->fire() == -1);
        CHECK(device->updates.record(0).image().sequence == 2);
        device.restart();
        REQUIRE(device->updates.poll());
    }
    send_list(device, tenant_list{}, 2);
    CHECK(device->fire() == 2);
    device.restart();
    CHECK(device->fire() == 2);
}

} // namespace
} // namespace fc::test
