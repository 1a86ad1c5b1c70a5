// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What did not run for a while, and whose it is.
#include "update/shipments.hpp"

namespace fc::test {
namespace {

TEST_CASE("a container whose key is believed again runs again", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(2), 1, 1).envelope(bob)));
    device.end_trials();
    tenant_list list;
    list.keys[1].status = update::key_status::revoked;
    REQUIRE(device.send(of_list(list, 1).envelope(root)));
    CHECK(device->fire() == -1);
    REQUIRE(device.send(of_list({}, 2).envelope(root)));
    CHECK(device->fire() == 2);
}

TEST_CASE("an image that went bad in storage is mended by sending it again", "[update]") {
    station device;
    const auto it = for_tick(image_returning(1), 1);
    REQUIRE(device.send(it.envelope(ann)));
    device.end_trials();
    const auto contents = device.storage.contents();
    const auto found =
        std::search(contents.begin(), contents.end(), it.image.begin(), it.image.end());
    device.storage.flip(static_cast<std::size_t>(found - contents.begin()) + 20, 3);
    device.restart();
    CHECK(name_of(device->updates.refusal(0).error()) == "digest_mismatch");
    REQUIRE(device.send(it.envelope(ann)));
    CHECK(device->fire() == 1);
    device.restart();
    CHECK(device->fire() == 1);
}

TEST_CASE("a copy of its envelope leaves a container that was given up and started as it is",
          "[update]") {
    station device;
    const auto envelope = for_tick(image_that_is_moody(), 1).envelope(ann);
    REQUIRE(device.send(envelope));
    for (std::uint32_t i = 0; i < station_config::quarantine_after; ++i) {
        device->fire(10);
    }
    REQUIRE(device->updates.poll());
    REQUIRE(device->updates.record(0).rolled_back);
    const errc why = device->updates.refusal(0).error();
    CHECK(why != errc::ok);
    CHECK(device.send(envelope));
    CHECK(device->updates.refusal(0).error() == why);
    REQUIRE(device->updates.start(0));
    CHECK(device->fire() == 2);

    const auto it = device->updates.container(0);
    const auto runs = device->host.info(it)->done.runs;
    const auto before = device.storage.operation_count();
    CHECK(device.send(envelope));
    CHECK(device.storage.operation_count() == before);
    CHECK(device->updates.container(0) == it);
    REQUIRE(device->host.info(it));
    CHECK(device->host.info(it)->done.runs == runs);
}

TEST_CASE("a container takes the position it was given from another tenant's, too", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 2).envelope(ann)));
    REQUIRE(device.send(for_tick(image_returning(7), 1, 1).envelope(bob)));
    auto last = for_tick(image_returning(3), 2, 2);
    last.position = 1;
    REQUIRE(device.send(last.envelope(bob)));
    std::vector<std::uint8_t> order;
    device->host.each_on(device->tick,
                         [&](const container_info& each) { order.push_back(each.id.index); });
    REQUIRE(order.size() == 2);
    CHECK(order[1] == device->updates.container(2).index);
}

TEST_CASE("a container that the firmware unloaded is begun with again", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    REQUIRE(device->host.unload(device->updates.container(0)));
    CHECK(device->fire() == -1);
    REQUIRE(device->updates.start(0));
    CHECK(device->fire() == 1);
}

/// A firmware without a clock, which cannot grant windows of time.
struct clockless_board {
    std::uint32_t said = 0;
};
std::uint32_t say_without_clock(caller<clockless_board>& from, std::uint32_t what) {
    return from.platform().said = what;
}
struct clockless_config : update_defaults<clockless_board, flash, crypto::libsodium> {
    static constexpr std::size_t tenants = 4;
    static constexpr std::size_t slots = 2;
    static constexpr std::size_t image_bytes = 1024;
    using helpers = helper_table<helper<0x20, "say", say_without_clock>>;
};

TEST_CASE("a tenant whose rights the firmware cannot grant gets those of nobody else", "[update]") {
    tenant_list list;
    list.tenants[0].window_slots = 1000;
    list.tenants[0].has_all_helpers = false;
    list.tenants[1].has_all_helpers = true;
    const auto written = list.written();
    auto about = station_identity();
    about.first_key_set = written;

    flash storage{updates<clockless_config>::storage_bytes};
    clockless_board board;
    engine<clockless_config> host{board};
    crypto::libsodium crypto;
    updates<clockless_config> device{host, board, storage, crypto, about};
    const auto told = device.recover(); // all that can run does
    CHECK(name_of(told.error()) == "budget_not_granted");
    CHECK(told.at() == 0);
    shipment it;
    it.image = image_of(text_from("r1 = 7\ncall 0x20\nexit"));
    const auto send = [&](const signer& by, std::uint8_t slot) {
        it.slot = slot;
        REQUIRE(device.begin(1, true));
        return device.take(it.envelope(by));
    };
    CHECK_FALSE(send(ann, 0));
    CHECK_FALSE(device.run(0));
    CHECK(send(bob, 1));
    CHECK(*device.run(1) == 7);
    CHECK(board.said == 7);
}

TEST_CASE("a root whose key a list has, too, stays a root", "[update]") {
    station device;
    tenant_list list;
    list.keys.push_back({.id = root.id, .public_key = root.open, .tenant = 0});
    REQUIRE(device.send(of_list(list, 1).envelope(root)));
    CHECK(device.send(of_list({}, 2).envelope(root)));
    CHECK(device->updates.tenants().key_count() == 2);
}

} // namespace
} // namespace fc::test
