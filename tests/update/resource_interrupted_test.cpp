// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What comes in the middle of a transfer.
#include "update/resource_station.hpp"
#include "update/shipments.hpp"

namespace fc::test {
namespace {

using station_type = managed_station<>;

TEST_CASE("who stops and starts what is in a slot does not end an update of it", "[resource]") {
    for (const bool is_start : {false, true}) {
        CAPTURE(is_start);
        station_type device;
        REQUIRE(device.push(for_tick(image_returning(1), 1, 2).envelope(bob)).code ==
                code::changed);
        if (is_start) {
            REQUIRE(device.post("femto/slots/2/stop", bob_himself).code == code::changed);
        } else {
            for (std::uint32_t i = 0; i < managed_config::trial_runs; ++i) {
                device.fire();
            }
            REQUIRE(device.manage.poll());
        }
        const auto envelope = for_tick(image_returning(2), 2, 2).envelope(ann);
        const std::size_t blocks = (envelope.size() + 15) / 16;
        answered last{};
        for (std::size_t i = 0; i < blocks; ++i) {
            if (i + 2 == blocks) {
                const char* const what = is_start ? "femto/slots/2/start" : "femto/slots/2/stop";
                REQUIRE(device.post(what, bob_himself).code == code::changed);
            }
            last = device.push_block(envelope, i, 16, ann_herself);
        }
        CHECK(code_name(last.code) == "2.04 Changed");
        CHECK(*device.its_updates.run(2) == 2);
    }
}

TEST_CASE("a slot that is emptied in the middle of a transfer takes no half of it", "[resource]") {
    const auto envelope = for_tick(image_returning(41), 2).envelope(ann);
    const std::size_t blocks = (envelope.size() + 15) / 16;
    for (std::size_t until = 1; until < blocks; ++until) {
        CAPTURE(until);
        station_type device;
        REQUIRE(device.push(for_tick(image_returning(1), 1).envelope(ann)).code == code::changed);
        for (std::size_t i = 0; i < until; ++i) {
            REQUIRE(device.push_block(envelope, i, 16).code == code::continues);
        }
        REQUIRE(device.ask({.how = method::del, .path = "femto/slots/0"}).code == code::deleted);
        answered last{};
        for (std::size_t i = until; i < blocks; ++i) {
            last = device.push_block(envelope, i, 16);
        }
        CHECK((device.fire() == 41) == (last.code == code::changed));
        CHECK(device.push(for_tick(image_returning(5), 3).envelope(ann)).code == code::changed);
        CHECK(device.fire() == 5);
    }
}

TEST_CASE("a transfer that began before its key was revoked comes to nothing after", "[resource]") {
    tenant_list list = managed_tenants();
    list.keys[0].status = update::key_status::revoked;
    const auto revocation = of_list(list).envelope(root);
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const std::size_t blocks = (envelope.size() + 15) / 16;
    for (std::size_t until = 1; until < blocks; ++until) {
        CAPTURE(until);
        station_type device;
        for (std::size_t i = 0; i < until; ++i) {
            REQUIRE(device.push_block(envelope, i, 16).code == code::continues);
        }
        REQUIRE(device.push(revocation, operator_herself).code == code::changed);
        for (std::size_t i = until; i < blocks; ++i) {
            CHECK(device.push_block(envelope, i, 16).code == code::request_incomplete);
        }
        CHECK(device.push(envelope).text().starts_with("revoked_key: "));
        CHECK(device.fire() == -1);
    }
}

TEST_CASE("a block with a number at the end of numbers does not get into a transfer",
          "[resource]") {
    station_type device;
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    REQUIRE(device.push_block(envelope, 0, 64).code == code::continues);
    for (const std::uint32_t number : {0xFFFFFU, 0xFFFFEU, 0x40000U, 0x3FFFFU, 2U}) {
        for (const std::uint16_t bytes : std::array<std::uint16_t, 4>{16, 64, 512, 1024}) {
            for (const std::uint32_t size1 : {0U, 1U, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
                CAPTURE(number, bytes, size1);
                const auto said = device.ask({.how = method::post,
                                              .path = "femto/install",
                                              .payload = byte_string(bytes, 0),
                                              .block1 = {number, bytes, true},
                                              .size1 = size1},
                                             plain);
                CHECK(said.code != code::continues);
            }
        }
    }
    answered last{};
    for (std::size_t i = 1; i * 64 < envelope.size(); ++i) {
        last = device.push_block(envelope, i, 64);
    }
    CHECK(last.code == code::changed);
    CHECK(device.fire() == 41);
}

} // namespace
} // namespace fc::test
