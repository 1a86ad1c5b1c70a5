// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/station.hpp"

#include <functional>

namespace fc::test {
namespace {

using update::step;

TEST_CASE("a container that is signed by a tenant runs as soon as its last byte is there",
          "[update]") {
    for (const std::size_t block : {1U, 7U, 64U, 4096U}) {
        CAPTURE(block);
        station device;
        REQUIRE(device.recovered);
        CHECK(device->fire() == -1);
        const auto said = device.send(for_tick(image_returning(41)).envelope(ann), block);
        CHECK(name_of(said.error()) == "ok");
        CHECK(device->fire() == 41);
        CHECK(device->updates.counts().installed == 1);
        device.restart();
        CHECK(device->fire() == 41);
        CHECK(device.storage.complaints().empty());
    }
}

TEST_CASE("an update takes the place of what ran, on its hook and at its position", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1, 0).envelope(ann)));
    auto second = for_tick(image_returning(2), 1, 2);
    second.position = 0;
    second.name = "second";
    second.budget = 50;
    REQUIRE(device.send(second.envelope(ann)));
    CHECK(device->fire() == 1); // the last that ran
    REQUIRE(device.send(for_tick(image_returning(3), 2, 0).envelope(ann)));
    CHECK(device->fire() == 3);
    CHECK(device->host.info(device->updates.container(2))->budget == 50);
    const auto title = device->updates.record(2).image().title();
    CHECK(std::string{title.begin(), title.end()} == "second");
    device.restart();
    CHECK(device->fire() == 3);
    CHECK(device->host.info(device->updates.container(2))->budget == 50);
}

TEST_CASE("an update moves to another hook when it is made for that", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1)).envelope(ann)));
    auto other = for_tick(image_returning(2), 2);
    other.hook = alarm_id;
    REQUIRE(device.send(other.envelope(ann)));
    CHECK(device->fire() == -1);
    station_event event{};
    CHECK(device->alarm.fire(event).value == 2);
}

TEST_CASE("a container for no hook runs when it is asked for, and in slices once it was started",
          "[update]") {
    station device;
    shipment it;
    it.image = image_from<"r0 = 5\nexit">();
    REQUIRE(device.send(it.envelope(ann)));
    CHECK(device->fire() == -1);
    CHECK(*device->updates.run(0) == 5);
    CHECK(device->host.poll(100) == 0);

    REQUIRE(device->updates.start(0));
    CHECK(device->host.info(device->updates.container(0))->state == container_state::started);
    device.restart();
    CHECK(device->host.info(device->updates.container(0))->state == container_state::started);
    it.sequence = 2;
    it.image = image_from<"r0 = 6\nexit">();
    REQUIRE(device.send(it.envelope(ann)));
    CHECK(device->host.info(device->updates.container(0))->state == container_state::started);
    std::uint64_t r0 = 0;
    CHECK(device->host.poll(100, [&](const slice& done) { r0 = done.r0; }) == 0);
    CHECK(r0 == 6);
}

TEST_CASE("an image that comes from elsewhere is asked for once the envelope is whole",
          "[update]") {
    station device;
    auto it = for_tick(image_returning(8));
    it.uri = "coap://example/image";
    const auto envelope = it.envelope(ann);
    const auto said = device.send(envelope);
    REQUIRE(said);
    REQUIRE(*said == step::fetch);
    const auto uri = device->updates.uri();
    CHECK(std::string{uri.begin(), uri.end()} == it.uri);

    SECTION("and runs when it is the one that was signed") {
        for (const std::uint8_t each : it.image) {
            REQUIRE(device->updates.take_image({&each, 1}));
        }
        CHECK(device->fire() == -1);
        CHECK(*device->updates.end_image() == step::done);
        CHECK(device->fire() == 8);
    }
    SECTION("and is refused when it is another") {
        auto other = it.image;
        other.back() ^= 1;
        REQUIRE(device->updates.take_image(other));
        CHECK(name_of(device->updates.end_image().error()) == "digest_mismatch");
        CHECK(device->fire() == -1);
    }
    SECTION("and is refused when it is too short") {
        REQUIRE(device->updates.take_image(std::span{it.image}.first(it.image.size() - 1)));
        CHECK(name_of(device->updates.end_image().error()) == "size_mismatch");
    }
    SECTION("and is refused at the first byte too much") {
        REQUIRE(device->updates.take_image(it.image));
        CHECK(name_of(device->updates.take_image(std::array<std::uint8_t, 1>{}).error()) ==
              "size_mismatch");
        CHECK(name_of(device->updates.end_image().error()) == "wrong_state");
    }
    CHECK(device.storage.complaints().empty());
}

TEST_CASE("what is not for this device, or not in order, is refused and changes nothing",
          "[update]") {
    struct row {
        const char* what;
        errc error;
        std::function<void(shipment&)> change;
        const signer* by = &ann;
        const signer* as = nullptr; // the same
    };
    const row rows[] = {
        {"another vendor", errc::wrong_vendor, [](shipment& it) { it.vendor = {{7}}; }},
        {"another class", errc::wrong_class, [](shipment& it) { it.device_class = {{7}}; }},
        {"another device", errc::wrong_device, [](shipment& it) { it.device = uuid{{7}}; }},
        {"a manifest that checks nothing", errc::unchecked_identity,
         [](shipment& it) { it.checks_identity = false; }},
        {"another digest that the manifest does not compare", errc::digest_mismatch,
         [](shipment& it) {
             it.checks_image = false;
             it.digest = platform::sha256_digest{1};
         }},
        {"another digest", errc::digest_mismatch,
         [](shipment& it) { it.digest = platform::sha256_digest{1}; }},
        {"a size too small", errc::size_mismatch,
         [](shipment& it) { it.size = it.image.size() - 1; }},
        {"a size too large", errc::size_mismatch,
         [](shipment& it) { it.size = it.image.size() + 1; }},
        {"a size of nothing", errc::size_mismatch, [](shipment& it) { it.size = 0; }},
        {"an image larger than the slot", errc::image_too_large,
         [](shipment& it) { it.image.resize(1025); }},
        {"an image of no size on earth", errc::value_out_of_range,
         [](shipment& it) { it.size = std::uint64_t{1} << 63; }},
        {"a slot there is not", errc::unknown_component, [](shipment& it) { it.slot = 3; }},
        {"a slot that is 255", errc::unknown_component, [](shipment& it) { it.slot = 255; }},
        {"a hook there is not", errc::unknown_hook, [](shipment& it) { it.hook = uuid{{9}}; }},
        {"a position there is not", errc::value_out_of_range,
         [](shipment& it) { it.position = 256; }},
        {"a name too long", errc::value_out_of_range,
         [](shipment& it) { it.name = std::string(16, 'x'); }},
        {"a lower number", errc::stale_sequence, [](shipment& it) { it.sequence = 4; }},
        {"the same number for another image", errc::same_sequence,
         [](shipment& it) { it.sequence = 5; }},
        {"a payload that is not in the envelope", errc::fetch_failed,
         [](shipment& it) { it.payload_name = "#other"; }},
        {"a key that nobody knows", errc::unknown_key, [](shipment&) {}, &stranger},
        {"a signature by another than it says", errc::bad_signature, [](shipment&) {}, &stranger,
         &ann},
        {"another tenant's slot", errc::slot_not_granted, [](shipment&) {}, &bob},
        {"a root's container", errc::slot_not_granted, [](shipment&) {}, &root},
        {"a list of tenants by a tenant", errc::root_key_required,
         [](shipment& it) { it.is_for_keys = true; }},
        {"an image that is none", errc::illegal_instruction,
         [](shipment& it) { it.image = byte_string(64, 0xEE); }},
        {"a program that is refused", errc::illegal_instruction,
         [](shipment& it) {
             it.image = image_returning(1);
             it.image[it.image.size() - 16] = 0xEE;
         }},
        {"a budget that its tenant may not have", errc::budget_not_granted,
         [](shipment& it) { it.budget = 5001; }},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        station device;
        REQUIRE(device.send(for_tick(image_returning(1), 5).envelope(ann)));
        REQUIRE(device->fire() == 1);
        auto it = for_tick(image_returning(2), 6);
        each.change(it);
        const auto said =
            device.send(it.envelope(*each.by, each.as != nullptr ? each.as : each.by));
        CHECK(name_of(said.error()) == describe(each.error).name);
        CHECK(device->fire() == 1);
        device.restart();
        CHECK(device->fire() == 1);
        // And the next one that is right is taken.
        CHECK(device.send(for_tick(image_returning(3), 7).envelope(ann)));
        CHECK(device->fire() == 3);
        CHECK(device.storage.complaints().empty());
    }
}

TEST_CASE("an envelope that is sent again changes nothing, and says so", "[update]") {
    station device;
    const auto first = for_tick(image_returning(1), 1).envelope(ann);
    const auto second = for_tick(image_returning(2), 2).envelope(ann);
    REQUIRE(device.send(first));
    REQUIRE(device.send(second));
    const std::uint64_t before = device.storage.operation_count();
    CHECK(device.send(second));
    CHECK(device.storage.operation_count() == before);
    CHECK(name_of(device.send(first).error()) == "stale_sequence");
    CHECK(device->fire() == 2);
    CHECK(device.storage.operation_count() == before);
}

TEST_CASE("the same number and image with other terms is not said to be installed", "[update]") {
    station device;
    auto first = for_tick(image_returning(1), 5, 2); // ann and bob share slot 2
    first.position = 1;
    first.budget = 50;
    first.name = "first";
    REQUIRE(device.send(first.envelope(ann)));
    const auto before = device.storage.operation_count();
    const auto differs = [&](auto change, const signer& by) {
        auto other = first;
        change(other);
        CHECK(name_of(device.send(other.envelope(by)).error()) == "same_sequence");
    };
    differs([](shipment& it) { it.hook = alarm_id; }, ann);
    differs([](shipment& it) { it.hook.reset(); }, ann);
    differs([](shipment& it) { it.position = 2; }, ann);
    differs([](shipment& it) { it.budget = 51; }, ann);
    differs([](shipment& it) { it.name = "second"; }, ann);
    differs([](shipment&) {}, bob);
    CHECK(device.storage.operation_count() == before);
    CHECK(device->updates.counts().installed == 1);
    CHECK(device.send(first.envelope(ann)));
    CHECK(device.storage.operation_count() == before);
    CHECK(device->fire() == 1);
}

TEST_CASE("nothing is newer than the highest sequence number", "[update]") {
    station device;
    const std::uint64_t highest = ~std::uint64_t{0};
    REQUIRE(device.send(for_tick(image_returning(1), highest).envelope(ann)));
    for (const std::uint64_t sequence : {std::uint64_t{0}, std::uint64_t{1}, highest - 1}) {
        CHECK(name_of(device.send(for_tick(image_returning(2), sequence).envelope(ann)).error()) ==
              "stale_sequence");
    }
    CHECK(name_of(device.send(for_tick(image_returning(2), highest).envelope(ann)).error()) ==
          "same_sequence");
    CHECK(device->fire() == 1);
}

TEST_CASE("slots count their sequence numbers each for itself, also after a removal", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 9, 0).envelope(ann)));
    REQUIRE(device.send(for_tick(image_returning(2), 3, 2).envelope(ann)));
    REQUIRE(device->updates.remove(0));
    REQUIRE(device->updates.remove(2));
    CHECK(device->fire() == -1);
    CHECK(name_of(device->updates.remove(0).error()) == "slot_empty");
    CHECK(name_of(device->updates.run(0).error()) == "slot_empty");
    CHECK(name_of(device.send(for_tick(image_returning(1), 8, 0).envelope(ann)).error()) ==
          "stale_sequence");
    CHECK(name_of(device.send(for_tick(image_returning(1), 9, 0).envelope(ann)).error()) ==
          "same_sequence");
    CHECK(device.send(for_tick(image_returning(1), 10, 0).envelope(ann)));
    CHECK(device->fire() == 1);
    CHECK(device.send(for_tick(image_returning(4), 4, 2).envelope(ann)));
    CHECK(device->fire() == 4);
}

TEST_CASE("no bit of an envelope can be another", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    const auto envelope = for_tick(image_returning(2), 2).envelope(ann);
    for (std::size_t bit = 0; bit < 8 * envelope.size(); ++bit) {
        auto changed = envelope;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        if (device.send(changed, 4096) || device->fire() != 1) {
            CAPTURE(bit);
            CHECK(false);
        }
    }
    CHECK(device->updates.counts().refused == 8 * envelope.size());
    CHECK(device.send(envelope));
    CHECK(device->fire() == 2);
}

TEST_CASE("an envelope that is cut short or has more behind it changes nothing", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    const auto envelope = for_tick(image_returning(2), 2).envelope(ann);
    for (std::size_t size = 0; size < envelope.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(device.send(std::span{envelope}.first(size)));
        REQUIRE(device->fire() == 1);
    }
    for (const std::size_t block : {1U, 4096U}) {
        auto longer = envelope;
        longer.push_back(0);
        CHECK_FALSE(device.send(longer, block));
    }
    // A device that had the whole one cannot know that more was to come, but is done with it.
    device.restart();
    CHECK(device.send(envelope));
}

TEST_CASE("a long key behind the head is refused at one byte wherever blocks end", "[update]") {
    station device;
    auto it = for_tick(image_returning(8));
    it.uri = "coap://example/image";
    auto envelope = it.envelope(ann);
    REQUIRE(envelope[2] == 0xA2); // authentication and manifest, behind the tag
    envelope[2] = 0xA3;
    for (const auto each : std::array<std::uint8_t, 3>{0x18, 0x40, 0x40}) { // 64: nothing
        envelope.push_back(each);
    }
    for (std::size_t block = 1; block <= envelope.size(); ++block) {
        CAPTURE(block);
        const auto said = device.send(envelope, block);
        CHECK(name_of(said.error()) == "unsupported_manifest");
        CHECK(said.at() == envelope.size() - 2);
    }
    CHECK(device->fire() == -1);
}

TEST_CASE("a manifest that is longer than the buffer is refused before it is whole", "[update]") {
    station device;
    auto it = for_tick(image_returning(2));
    it.uri = "coap://" + std::string(2000, 'x');
    CHECK(name_of(device.send(it.envelope(ann)).error()) == "manifest_too_large");
    CHECK(device->fire() == -1);
}

TEST_CASE("what is changed in storage after it was installed does not run", "[update]") {
    const auto image = image_returning(1);
    station device;
    REQUIRE(device.send(for_tick(image).envelope(ann)));
    device.end_trials();
    const auto at = static_cast<std::size_t>(std::search(device.storage.contents().begin(),
                                                         device.storage.contents().end(),
                                                         image.begin(), image.end()) -
                                             device.storage.contents().begin());
    for (std::size_t byte = 0; byte < image.size(); ++byte) {
        CAPTURE(byte);
        device.storage.flip(at + byte, byte % 8);
        device.restart();
        CHECK(device->fire() == -1);
        CHECK(name_of(device->updates.refusal(0).error()) == "digest_mismatch");
        device.storage.flip(at + byte, byte % 8);
    }
}

TEST_CASE("what is changed in storage while an update comes in is not installed", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    const auto it = for_tick(image_returning(2), 2);
    const auto envelope = it.envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    REQUIRE(device->updates.take(std::span{envelope}.first(envelope.size() - 4)));
    const auto start = std::span{it.image}.first(16);
    const auto all = device.storage.contents();
    const auto found = std::find_end(all.begin(), all.end(), start.begin(), start.end());
    device.storage.flip(static_cast<std::size_t>(found - all.begin()), 0);
    CHECK_FALSE(device->updates.take(std::span{envelope}.last(4)));
    CHECK(device->fire() == 1);
}

} // namespace
} // namespace fc::test
