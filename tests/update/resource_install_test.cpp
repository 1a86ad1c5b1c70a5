// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

namespace fc::test {
namespace {

using station_type = managed_station<>;
using resource::key;
using resource::update_state;

std::uint64_t state_of_update(const answered& from) {
    return read_answer(from)[key::update][key::state].number();
}
update_state update_of(station_type& device) {
    return static_cast<update_state>(state_of_update(device.get("femto/slots")));
}

TEST_CASE("an envelope that is pushed in blocks of any size is installed", "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    constexpr std::array<std::uint16_t, 7> sizes{16, 32, 64, 128, 256, 512, 1024};
    for (const std::uint16_t block : sizes) {
        for (const person* who : {&plain, &unlisted, &bob_himself, &operator_herself}) {
            CAPTURE(block, who->name);
            station_type device;
            const auto answer = device.push(envelope, *who, block);
            CHECK(answer.code == code::changed);
            CHECK(state_of_update(answer) == static_cast<std::uint64_t>(update_state::installed));
            CHECK(device.fire() == 41);
        }
    }
    station_type device;
    CHECK(device.post("femto/install", plain, envelope).code == code::changed);
    CHECK(device.fire() == 41);
}

TEST_CASE("blocks that are not the next one change nothing, and the transfer goes on",
          "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const std::size_t blocks = (envelope.size() + 63) / 64;
    REQUIRE(blocks > 4);
    for (const std::size_t wrong : {2U, 3U, 1000U, 0xFFFFFU}) {
        CAPTURE(wrong);
        station_type device;
        CHECK(device.push_block(envelope, 0, 64).code == code::continues);
        resource::block it{static_cast<std::uint32_t>(wrong), 64, true};
        const byte_string bytes(64, 0x5A);
        const auto answer = device.ask(
            {.how = method::post, .path = "femto/install", .payload = bytes, .block1 = it}, plain);
        CHECK((answer.code == code::request_incomplete || answer.code == code::too_large));
        for (std::size_t i = 1; i + 1 < blocks; ++i) {
            CHECK(device.push_block(envelope, i, 64).code == code::continues);
        }
        CHECK(device.push_block(envelope, blocks - 1, 64).code == code::changed);
        CHECK(device.fire() == 41);
    }
}

TEST_CASE("a block that comes again is answered as before and not taken twice", "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const std::size_t blocks = (envelope.size() + 63) / 64;
    station_type device;
    for (std::size_t i = 0; i < blocks; ++i) {
        const auto first = device.push_block(envelope, i, 64);
        for (int again = 0; again < 3; ++again) {
            const auto next = device.push_block(envelope, i, 64);
            CHECK(next.code == first.code);
            CHECK(next.payload == first.payload);
        }
        CHECK(first.code == (i + 1 < blocks ? code::continues : code::changed));
    }
    CHECK(device.its_updates.counts().installed == 1);
    CHECK(device.fire() == 41);
}

TEST_CASE("a block that an envelope was refused for is refused again for the same reason",
          "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(stranger);
    station_type device;
    std::size_t i = 0;
    answered first = device.push_block(envelope, i, 64);
    while (first.code == code::continues) {
        first = device.push_block(envelope, ++i, 64);
    }
    CHECK(first.code == code::unauthorized);
    const auto again = device.push_block(envelope, i, 64);
    CHECK(again.code == first.code);
    CHECK(again.payload == first.payload);
    CHECK(device.push_block(envelope, i + 1, 64).code == code::request_incomplete);
    CHECK(device.its_updates.counts().refused == 1);
    CHECK(device.fire() == -1);
}

TEST_CASE("a sender that begins anew begins anew", "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const auto other = for_tick(image_returning(42)).envelope(ann);
    station_type device;
    CHECK(device.push_block(other, 0, 64).code == code::continues);
    CHECK(device.push_block(other, 1, 64).code == code::continues);
    CHECK(device.push(envelope).code == code::changed);
    CHECK(device.fire() == 41);
}

TEST_CASE("a sender whose transfer came to nothing after its first block begins anew",
          "[resource]") {
    std::string source = "r0 = 41\n";
    for (int i = 0; i < 90; ++i) {
        source += "r1 = 0\n";
    }
    const auto envelope = for_tick(image_of(text_from(source + "exit"))).envelope(ann);
    SECTION("because it fell silent") {
        station_type device;
        REQUIRE(device.push_block(envelope, 0, 512).code == code::continues);
        device.board.ms += managed_config::transfer_timeout_ms;
        REQUIRE(device.manage.poll());
        CHECK(device.push(envelope, plain, 512).code == code::changed);
        CHECK(device.fire() == 41);
    }
    SECTION("because of what passed") {
        station_type device;
        device.storage.cut_power({0});
        REQUIRE(device.push_block(envelope, 0, 512).code == code::internal_error);
        device.storage.power_on();
        CHECK(device.push(envelope, plain, 512).code == code::changed);
        CHECK(device.fire() == 41);
    }
}

TEST_CASE("an envelope whose last block does not come does nothing, and gives way in time",
          "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const std::size_t blocks = (envelope.size() + 63) / 64;
    station_type device;
    for (std::size_t i = 0; i + 1 < blocks; ++i) {
        REQUIRE(device.push_block(envelope, i, 64).code == code::continues);
    }
    CHECK(device.fire() == -1);
    CHECK(update_of(device) == update_state::receiving);
    const auto busy = device.push_block(envelope, 0, 64, person{"another", "", false, 77});
    CHECK(busy.code == code::unavailable);
    CHECK(busy.max_age_s == 31);
    device.board.ms += managed_config::transfer_timeout_ms;
    CHECK(device.manage.poll());
    CHECK(update_of(device) == update_state::refused);
    CHECK(device.push_block(envelope, blocks - 1, 64).code == code::request_incomplete);
    CHECK(device.fire() == -1);
    CHECK(device.push(envelope, person{"another", "", false, 77}).code == code::changed);
    CHECK(device.fire() == 41);
}

TEST_CASE("two senders at once do not get into each other's envelopes", "[resource]") {
    const auto of_ann = for_tick(image_returning(41)).envelope(ann);
    const auto of_bob = for_tick(image_returning(42), 1, 1).envelope(bob);
    station_type device;
    const person second{"another", "", false, 77};
    const std::size_t blocks = (of_ann.size() + 63) / 64;
    for (std::size_t i = 0; i < blocks; ++i) {
        const auto answer = device.push_block(of_ann, i, 64);
        CHECK(answer.code == (i + 1 < blocks ? code::continues : code::changed));
        if (i + 1 < blocks) {
            CHECK(device.push_block(of_bob, 0, 64, second).code == code::unavailable);
            CHECK(device.push_block(of_bob, i + 1, 64, second).code == code::request_incomplete);
        }
    }
    CHECK(device.push(of_bob, second).code == code::changed);
    CHECK_FALSE(device.its_updates.record(0).stopped);
    CHECK(device.its_updates.record(1).has_image());
}

TEST_CASE("who writes a peer's address on a datagram does not end its transfer", "[resource]") {
    const person forged{"someone elsewhere", "", false, ann_herself.endpoint};
    const person other{"with a key of its own", "eve", true, ann_herself.endpoint};
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    const byte_string junk(envelope.size(), 0xFF);
    const std::size_t blocks = (envelope.size() + 63) / 64;
    for (const person* const who : {&forged, &other}) {
        for (const std::size_t which : {0U, 2U}) {
            CAPTURE(who->name, which);
            station_type device;
            REQUIRE(device.push_block(envelope, 0, 64, ann_herself).code == code::continues);
            REQUIRE(device.push_block(envelope, 1, 64, ann_herself).code == code::continues);
            CHECK(device.push_block(junk, which, 64, *who).code != code::continues);
            answered last{};
            for (std::size_t i = 2; i < blocks; ++i) {
                last = device.push_block(envelope, i, 64, ann_herself);
            }
            CHECK(code_name(last.code) == "2.04 Changed");
            CHECK(device.fire() == 41);
        }
    }
}

TEST_CASE("a stranger who falls silent does not keep those off who are known", "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    station_type device;
    REQUIRE(device.push_block(envelope, 0, 64).code == code::continues);
    CHECK(device.push_block(envelope, 0, 64, unlisted).code == code::unavailable);
    CHECK(device.push(envelope, ann_herself).code == code::changed);
    CHECK(device.fire() == 41);
    // Those who are known wait for each other.
    const auto next = for_tick(image_returning(42), 2).envelope(ann);
    REQUIRE(device.push_block(next, 0, 64, ann_herself).code == code::continues);
    CHECK(device.push_block(next, 0, 64, bob_himself).code == code::unavailable);
    // But not an administrator for tenants.
    CHECK(device.push_block(next, 0, 64, operator_herself).code == code::continues);
    CHECK(device.push_block(next, 1, 64, ann_herself).code == code::request_incomplete);
    CHECK(device.push_block(next, 0, 64, ann_herself).code == code::unavailable);
    const person another{"another administrator's machine", "operator", true, 60};
    CHECK(device.push_block(next, 0, 64, another).code == code::unavailable);
}

TEST_CASE("who begins a transfer again and again does not keep others off", "[resource]") {
    struct row {
        const person& holder;
        const person& other;
        bool at_once;
    };
    const person another{"another stranger", "", false, 71};
    const row rows[] = {
        {bob_himself, operator_herself, true},
        {bob_himself, ann_herself, false},
        {plain, ann_herself, true},
        {plain, another, false},
    };
    const auto held = for_tick(image_returning(1), 1, 1).envelope(bob);
    const auto wanted = for_tick(image_returning(2)).envelope(ann);
    for (const row& each : rows) {
        for (const bool by_pull : {false, true}) {
            if (by_pull && !each.holder.is_secure) {
                continue; // strangers may not have the device pull
            }
            CAPTURE(each.holder.name, each.other.name, by_pull);
            station_type device;
            std::uint32_t waited = 0;
            answered heard{};
            while (heard.code != code::changed &&
                   waited < 10 * managed_config::transfer_longest_ms) {
                if (by_pull) {
                    const std::string_view uri = "coap://192.0.2.1/x";
                    device.post("femto/pull", each.holder, {uri.begin(), uri.end()});
                } else {
                    device.push_block(held, 0, 16, each.holder); // begins anew
                    device.push_block(held, 1, 16, each.holder);
                }
                heard = device.push(wanted, each.other);
                waited += 20'000;
                device.board.ms += 20'000;
                REQUIRE(device.manage.poll());
            }
            CHECK(heard.code == code::changed);
            CHECK((waited == 20'000) == each.at_once);
            CHECK(waited <= managed_config::transfer_longest_ms + 40'000);
            CHECK(device.fire() == 2);
        }
    }
}

TEST_CASE("a sender that took all the time there is may come again after the others",
          "[resource]") {
    const auto envelope = for_tick(image_returning(1)).envelope(ann);
    station_type device;
    std::uint32_t taken = 0;
    while (device.push_block(envelope, 0, 16).code == code::continues) {
        REQUIRE(device.push_block(envelope, 1, 16).code == code::continues);
        taken += 20'000;
        REQUIRE(taken <= managed_config::transfer_longest_ms);
        device.board.ms += 20'000;
    }
    CHECK(taken + managed_config::transfer_timeout_ms >= managed_config::transfer_longest_ms);
    device.board.ms += 2 * managed_config::transfer_timeout_ms;
    REQUIRE(device.manage.poll());
    CHECK(device.push(envelope).code == code::changed);
}

TEST_CASE("strangers may not begin as often as they like, and those who are known may",
          "[resource]") {
    station_type device;
    const byte_string junk{0x00};
    for (int i = 0; i < managed_config::envelopes_in_a_row; ++i) {
        CHECK(device.post("femto/install", plain, junk).code == code::bad_request);
    }
    const auto refused = device.post("femto/install", plain, junk);
    CHECK(refused.code == code::too_many_requests);
    CHECK(refused.max_age_s == 2);
    CHECK(device.post("femto/install", unlisted, junk).code == code::too_many_requests);
    for (int i = 0; i < 20; ++i) {
        CHECK(device.post("femto/install", ann_herself, junk).code == code::bad_request);
    }
    device.board.ms += 1000;
    CHECK(device.post("femto/install", plain, junk).code == code::bad_request);
}

TEST_CASE("an envelope that is too large is refused before any of it is taken", "[resource]") {
    constexpr std::uint32_t most = resource::inbox<managed_config>::body_max;
    station_type device;
    asking it{.how = method::post, .path = "femto/install", .payload = byte_string(64)};
    it.block1 = {0, 64, true};
    it.size1 = most + 1;
    const auto announced = device.ask(it, plain);
    CHECK(announced.code == code::too_large);
    CHECK(announced.size1 == most);
    it.size1 = 0xFFFFFFFF;
    CHECK(device.ask(it, plain).code == code::too_large);
    it.size1 = 0;
    it.block1 = {0xFFFFF, 1024, false};
    CHECK(device.ask(it, plain).code == code::too_large);
    CHECK(update_of(device) == update_state::none);
    CHECK(device.post("femto/install", plain, byte_string(most + 1)).code == code::too_large);
}

TEST_CASE("a block that is not as long as it says is refused", "[resource]") {
    station_type device;
    for (const std::size_t size : {0U, 1U, 63U, 65U, 128U}) {
        CAPTURE(size);
        asking it{.how = method::post, .path = "femto/install", .payload = byte_string(size)};
        it.block1 = {0, 64, true};
        CHECK(device.ask(it, plain).code == code::bad_request);
    }
    CHECK(update_of(device) == update_state::none);
}

/// Why an envelope is refused, in the words a person gets.
TEST_CASE("an envelope that is refused is refused with a code and a sentence", "[resource]") {
    struct row {
        code as;
        const char* begins;
        shipment what;
        const signer* by;
    };
    auto changed = [](auto change) {
        auto out = for_tick(image_returning(2), 5);
        change(out);
        return out;
    };
    const row rows[] = {
        {code::unauthorized, "unknown_key: ", changed([](auto&) {}), &stranger},
        {code::forbidden, "slot_not_granted: ", changed([](auto& it) { it.slot = 1; }), &ann},
        {code::conflict, "stale_sequence: ", changed([](auto& it) { it.sequence = 2; }), &ann},
        {code::conflict, "same_sequence: ", changed([](auto& it) { it.sequence = 3; }), &ann},
        {code::unprocessable, "wrong_vendor: ", changed([](auto& it) { it.vendor = {{9}}; }), &ann},
        {code::unprocessable, "digest_mismatch: ",
         changed([](auto& it) { it.digest = platform::sha256_digest{1}; }), &ann},
        {code::too_large,
         "image_too_large: ", changed([](auto& it) { it.image = byte_string(1025); }), &ann},
        {code::unprocessable, "unknown_hook: ", changed([](auto& it) { it.hook = uuid{{5}}; }),
         &ann},
        {code::forbidden, "hook_not_granted: ", changed([](auto& it) {
             it.slot = 2;
             it.hook = alarm_id;
         }),
         &bob},
        {code::forbidden,
         "helper_not_granted: the container asks for a helper that its tenant may "
         "not use, helper 17",
         changed([](auto& it) {
             it.slot = 2;
             it.image = image_from<"r1 = 1\nr2 = 1\ncall 0x11\nexit">();
         }),
         &bob},
        {code::forbidden, "root_key_required: ", changed([](auto& it) { it.is_for_keys = true; }),
         &ann},
    };
    for (const row& each : rows) {
        CAPTURE(each.begins);
        station_type device;
        REQUIRE(device.push(for_tick(image_returning(1), 3).envelope(ann)).code == code::changed);
        const auto answer = device.push(each.what.envelope(*each.by));
        CHECK(code_name(answer.code) == code_name(each.as));
        CHECK(answer.content_format == resource::format::none);
        CAPTURE(answer.text());
        CHECK(answer.text().starts_with(each.begins));
        CHECK(device.fire() == 1);
        const auto told = read_answer(device.get("femto/slots"))[key::update];
        CHECK(told[key::state].number() == static_cast<std::uint64_t>(update_state::refused));
        CHECK(told[key::error].integer() != 0);
    }
}

} // namespace
} // namespace fc::test
