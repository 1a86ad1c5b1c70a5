// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/shipments.hpp"

#include <functional>

namespace fc::test {
namespace {

TEST_CASE("a tenant gets what its rights say and nothing else", "[update]") {
    struct row {
        const char* what;
        errc error;
        std::function<void(shipment&)> change;
    };
    // bob: slots 1 and 2, hook tick, helper 0x20, 100 slots a run, 2 entries of the stores.
    const row rows[] = {
        {"a slot it was not granted", errc::slot_not_granted, [](shipment& it) { it.slot = 0; }},
        {"a hook it was not granted", errc::hook_not_granted,
         [](shipment& it) { it.hook = alarm_id; }},
        {"a helper it was not granted", errc::helper_not_granted,
         [](shipment& it) { it.image = image_that_puts(1); }},
        {"a larger budget than it was granted", errc::budget_not_granted,
         [](shipment& it) { it.budget = 101; }},
        {"a straight run longer than its budget", errc::budget_not_granted,
         [](shipment& it) {
             std::string source;
             for (int i = 0; i < 101; ++i) {
                 source += "r0 = 1\n";
             }
             it.image = image_of(text_from(source + "exit"));
         }},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        station device;
        REQUIRE(device.send(for_tick(image_that_says(7), 1, 1).envelope(bob)));
        REQUIRE(device->fire() == 7);
        auto it = for_tick(image_that_says(8), 2, 1);
        each.change(it);
        CHECK(name_of(device.send(it.envelope(bob)).error()) == describe(each.error).name);
        CHECK(device->fire() == 7);
        device.restart();
        CHECK(device->fire() == 7);
    }
}

TEST_CASE("a tenant uses up its own share of the stores, and not the others'", "[update]") {
    tenant_list list;
    list.tenants[1].has_all_helpers = true;
    station device;
    REQUIRE(device.send(of_list(list).envelope(root)));
    for (int key = 0; key < 5; ++key) {
        REQUIRE(device.send(
            for_tick(image_that_puts(key), 1 + static_cast<std::uint64_t>(key), 1).envelope(bob)));
        device->fire();
    }
    const auto paid = [&](std::uint8_t tenant) { return device->host.store().paid_by(tenant); };
    CHECK(paid(1) == 2);
    REQUIRE(device->updates.remove(1));
    for (int key = 10; key < 14; ++key) {
        REQUIRE(device.send(
            for_tick(image_that_puts(key), static_cast<std::uint64_t>(key), 0).envelope(ann)));
        CHECK(device->fire() == 0);
    }
    CHECK(paid(0) == 4);
}

TEST_CASE("a slot that two tenants share runs with the rights of who signed what is in it",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_that_puts(1), 1, 2).envelope(ann)));
    CHECK(device->fire() == 0);
    CHECK(*device->updates.owner(2) == 0);
    CHECK(name_of(device.send(for_tick(image_that_puts(1), 2, 2).envelope(bob)).error()) ==
          "helper_not_granted");
    REQUIRE(device.send(for_tick(image_that_says(3), 3, 2).envelope(bob)));
    CHECK(*device->updates.owner(2) == 1);
    CHECK(device->host.info(device->updates.container(2))->tenant == 1);
    CHECK(device->fire() == 3);
}

TEST_CASE("a root replaces the list of tenants, and nobody else", "[update]") {
    station device;
    tenant_list list;
    list.tenants[1].slots = 0b001;
    for (const signer* each : {&ann, &bob, &stranger}) {
        const auto said = device.send(of_list(list).envelope(*each)).error();
        CHECK((said == errc::root_key_required || said == errc::unknown_key));
    }
    // Neither does a tenant who says that it is the root.
    CHECK(name_of(device.send(of_list(list).envelope(ann, &root)).error()) == "bad_signature");
    REQUIRE(device.send(of_list(list, 5).envelope(root)));
    CHECK(device.send(for_tick(image_returning(1), 1, 0).envelope(bob)));
    CHECK(name_of(device.send(of_list(tenant_list{}, 4).envelope(root)).error()) ==
          "stale_sequence");
    device.restart();
    CHECK(device->fire() == 1);
    CHECK(name_of(device.send(for_tick(image_returning(1), 1, 1).envelope(bob)).error()) ==
          "slot_not_granted");
}

TEST_CASE("a list of tenants that is wrong changes nothing", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 1).envelope(bob)));
    tenant_list twice;
    twice.keys.push_back(twice.keys[0]);
    CHECK(name_of(device.send(of_list(twice, 1).envelope(root)).error()) == "same_key");
    tenant_list many;
    many.tenants.resize(5, many.tenants[0]);
    CHECK(name_of(device.send(of_list(many, 2).envelope(root)).error()) == "tenants_full");
    auto it = of_list({}, 3);
    it.image.back() ^= 0xFF;
    CHECK_FALSE(device.send(it.envelope(root)));
    CHECK(device->fire() == 1);
    CHECK(device->updates.tenants().tenant_count() == 2);
    CHECK(device.send(of_list({}, 3).envelope(root)));
}

TEST_CASE("a key that was revoked signs nothing, and what it signed does not run", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 0).envelope(ann)));
    REQUIRE(device.send(for_tick(image_returning(2), 1, 1).envelope(bob)));
    tenant_list list;
    SECTION("when the list says that it is revoked") {
        list.keys[1].status = update::key_status::revoked;
        REQUIRE(device.send(of_list(list).envelope(root)));
        CHECK(name_of(device->updates.refusal(1).error()) == "revoked_key");
        CHECK(name_of(device.send(for_tick(image_returning(3), 2, 1).envelope(bob)).error()) ==
              "revoked_key");
    }
    SECTION("when the list does not have it any more") {
        list.keys.pop_back();
        REQUIRE(device.send(of_list(list).envelope(root)));
        CHECK(name_of(device->updates.refusal(1).error()) == "unknown_key");
        CHECK(name_of(device.send(for_tick(image_returning(3), 2, 1).envelope(bob)).error()) ==
              "unknown_key");
    }
    CHECK(device->fire() == 1);
    device.restart();
    CHECK(device->fire() == 1);
    CHECK_FALSE(device->updates.run(1));
}

TEST_CASE("a key that was retired signs nothing, and what it signed goes on without a restart",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(2), 1, 1).envelope(bob)));
    CHECK(device->fire() == 2);
    const signer next{3};
    tenant_list list;
    list.keys[1].status = update::key_status::retired;
    list.keys.push_back({.id = next.id, .public_key = next.open, .tenant = 1});
    REQUIRE(device.send(of_list(list).envelope(root)));
    CHECK(device->host.info(device->updates.container(1))->done.runs == 1);
    CHECK(device->fire() == 2);
    CHECK(name_of(device.send(for_tick(image_returning(3), 2, 1).envelope(bob)).error()) ==
          "revoked_key");
    REQUIRE(device.send(for_tick(image_returning(4), 2, 1).envelope(next)));
    CHECK(device->fire() == 4);
}

TEST_CASE("a tenant whose rights shrink keeps nothing it has no right to", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_that_puts(1), 1, 0).envelope(ann)));
    REQUIRE(device.send(for_tick(image_that_says(2), 1, 1).envelope(bob)));
    REQUIRE(device->fire() == 2);
    tenant_list list;
    list.tenants[0].has_all_helpers = false;
    REQUIRE(device.send(of_list(list).envelope(root)));
    CHECK(name_of(device->updates.refusal(0).error()) == "helper_not_granted");
    CHECK(device->host.info(device->updates.container(1))->done.runs == 1); // went on
    list.tenants[1].slots = 0b100;
    REQUIRE(device.send(of_list(list, 2).envelope(root)));
    CHECK(name_of(device->updates.refusal(1).error()) == "slot_not_granted");
    CHECK(device->fire() == -1);
    // And gets it back with its rights.
    REQUIRE(device.send(of_list({}, 3).envelope(root)));
    CHECK(device->fire() == 2);
}

TEST_CASE("a tenant that comes in the place of another finds nothing of it", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_that_puts(1), 1, 0).envelope(ann)));
    device->fire();
    REQUIRE(device->host.store().paid_by(0) == 1);
    tenant_list list;
    list.tenants[0].name = text_of("eve");
    list.keys[0] = {.id = stranger.id, .public_key = stranger.open, .tenant = 0};
    REQUIRE(device.send(of_list(list).envelope(root)));
    CHECK(device->host.store().paid_by(0) == 0);
    CHECK(device->fire() == -1);
    CHECK(name_of(device->updates.refusal(0).error()) == "unknown_key");
}

TEST_CASE("keys that swapped their tenants swap what these may do", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_that_puts(1), 1, 0).envelope(ann)));
    tenant_list list;
    std::swap(list.keys[0].tenant, list.keys[1].tenant);
    REQUIRE(device.send(of_list(list).envelope(root)));
    CHECK(device->fire() == -1);
    CHECK(name_of(device->updates.refusal(0).error()) == "slot_not_granted");
    CHECK(device.send(for_tick(image_that_puts(1), 2, 0).envelope(bob)));
    CHECK(device->fire() == 0);
}

TEST_CASE("of a list of tenants that is damaged nothing counts, and a root can send another",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 0).envelope(ann)));
    const auto it = of_list({}, 1);
    REQUIRE(device.send(it.envelope(root)));
    const auto contents = device.storage.contents();
    const auto found =
        std::search(contents.begin(), contents.end(), it.image.begin(), it.image.end());
    device.storage.flip(static_cast<std::size_t>(found - contents.begin()) + 20, 3);
    device.restart();
    CHECK(device->fire() == -1);
    CHECK(device->updates.tenants().tenant_count() == 0);
    CHECK(name_of(device.send(for_tick(image_returning(2), 2, 0).envelope(ann)).error()) ==
          "unknown_key");
    REQUIRE(device.send(of_list({}, 2).envelope(root)));
    CHECK(device.send(for_tick(image_returning(2), 2, 0).envelope(ann)));
    CHECK(device->fire() == 2);
}

} // namespace
} // namespace fc::test
