// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Manifests that the signing tool does not make.
#include "update/shipments.hpp"
#include "update/suit_build.hpp"

#include <utility>

namespace fc::test {
namespace {

/// Commands in pairs: the number and its argument.
using command_list = std::vector<std::pair<std::int64_t, build::octets>>;

build::octets sequence_of(const command_list& commands) {
    std::vector<build::octets> items;
    for (const auto& [number, argument] : commands) {
        items.push_back(build::number(number));
        items.push_back(argument);
    }
    return build::bytes(build::array(items));
}
build::octets digest_of(const byte_string& image) {
    const auto digest = sha256_of(image);
    return build::bytes(
        build::array({build::number(-16), build::bytes({digest.begin(), digest.end()})}));
}
build::octets expecting(const byte_string& image) {
    return build::map_of(
        {{3, digest_of(image)}, {14, build::number(static_cast<std::int64_t>(image.size()))}});
}
build::octets from(std::string_view uri) { return build::map_of({{21, build::text(uri)}}); }
const build::octets report = build::number(15);

byte_string manifest_of(std::int64_t sequence, const std::vector<byte_string>& components,
                        const command_list& install) {
    const std::vector<build::octets> names(components.begin(), components.end());
    const uuid& vendor = station_identity().vendor;
    const uuid& device_class = station_identity().device_class;
    const auto shared = sequence_of(
        {{12, build::yes},
         {20, build::map_of(
                  {{1, build::bytes({vendor.bytes.begin(), vendor.bytes.end()})},
                   {2, build::bytes({device_class.bytes.begin(), device_class.bytes.end()})}})},
         {1, report},
         {2, report}});
    return build::map_of({{1, build::number(1)},
                          {2, build::number(sequence)},
                          {3, build::bytes(build::map_of({{2, build::array(names)}, {4, shared}}))},
                          {20, sequence_of(install)}});
}
byte_string sealed(const signer& by, const byte_string& manifest,
                   const std::vector<std::pair<std::string, byte_string>>& payloads) {
    const auto wrapped = build::bytes(manifest);
    const auto digest = sha256_of(wrapped);
    const auto container =
        build::array({build::number(-16), build::bytes({digest.begin(), digest.end()})});
    const auto header =
        build::map_of({{1, build::number(-19)}, {4, build::bytes({by.id.begin(), by.id.end()})}});
    const auto message = build::array({build::text("Signature1"), build::bytes(header),
                                       build::bytes({}), build::bytes(container)});
    const auto signature =
        build::tag(18, build::array({build::bytes(header), build::map_of({}), build::null,
                                     build::bytes(by.sign(message))}));
    std::vector<std::pair<build::octets, build::octets>> members{
        {build::number(2),
         build::bytes(build::array({build::bytes(container), build::bytes(signature)}))},
        {build::number(3), wrapped}};
    for (const auto& [name, content] : payloads) {
        members.emplace_back(build::text(name), build::bytes(content));
    }
    return build::tag(107, build::map(members));
}

/// Signed by ann: an image for each of two components.
byte_string sealed_for_two(const std::array<byte_string, 2>& components, const byte_string& a,
                           const byte_string& b) {
    const auto manifest = manifest_of(2, {components[0], components[1]},
                                      {{12, build::number(0)},
                                       {20, expecting(a)},
                                       {20, from("#a")},
                                       {21, report},
                                       {12, build::number(1)},
                                       {20, expecting(b)},
                                       {20, from("#b")},
                                       {21, report}});
    return sealed(ann, manifest, {{"#a", a}, {"#b", b}});
}

TEST_CASE("a manifest that names a slot twice is refused before anything is written", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    const auto slot = for_tick({}, 1, 0).component();
    const auto envelope = sealed_for_two({slot, slot}, image_returning(2), image_returning(3));
    const auto before = device.storage.operation_count();
    CHECK(name_of(device.send(envelope).error()) == "unknown_component");
    CHECK(device.storage.operation_count() == before);
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).sequence == 1);
}

TEST_CASE("one manifest updates two slots", "[update]") {
    const auto envelope =
        sealed_for_two({for_tick({}, 1, 0).component(), for_tick({}, 1, 2).component()},
                       image_returning(2), image_returning(3));
    for (const std::size_t block : {1U, 16U, 64U, 4096U}) {
        station device;
        REQUIRE(device.send(envelope, block));
        CHECK(*device->updates.run(0) == 2);
        CHECK(*device->updates.run(2) == 3);
    }
}

TEST_CASE("no other image comes under a number that is taken, whenever its digest is said",
          "[update]") {
    station device;
    const auto first = image_returning(1);
    const auto other = image_returning(9);
    REQUIRE(device.send(for_tick(first, 5).envelope(ann)));
    REQUIRE(device->updates.remove(0));
    // Fetched as the image the number stands for, and then said to be another.
    const auto manifest = manifest_of(5, {for_tick({}, 1, 0).component()},
                                      {{20, expecting(first)},
                                       {20, from("#a")},
                                       {21, report},
                                       {20, expecting(other)},
                                       {3, report}});
    CHECK(name_of(device.send(sealed(ann, manifest, {{"#a", other}})).error()) == "same_sequence");
    CHECK_FALSE(device->updates.record(0).has_image());
    CHECK(device->fire() == -1);
}

TEST_CASE("a position or name that is too large is refused, also when it is said late",
          "[update]") {
    for (const auto& late : {build::map_of({{-257, build::number(256)}}),
                             build::map_of({{-259, build::text("longer than a name")}})}) {
        station device;
        const auto image = image_returning(1);
        const auto manifest =
            manifest_of(5, {for_tick({}, 1, 0).component()},
                        {{20, expecting(image)}, {20, from("#a")}, {21, report}, {20, late}});
        CHECK(name_of(device.send(sealed(ann, manifest, {{"#a", image}})).error()) ==
              "value_out_of_range");
        CHECK_FALSE(device->updates.record(0).has_image());
    }
}

TEST_CASE("an old envelope for two slots writes to neither, though one of them would take it",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    REQUIRE(device.send(for_tick(image_returning(6), 6, 2).envelope(ann)));
    REQUIRE(device->updates.record(0).on_trial);
    const auto old = sealed_for_two({for_tick({}, 1).component(), for_tick({}, 1, 2).component()},
                                    image_returning(2), image_returning(3));
    const auto before = device.storage.operation_count();
    for (int times = 0; times < 3; ++times) {
        CHECK(name_of(device.send(old).error()) == "stale_sequence");
    }
    CHECK(device.storage.operation_count() == before);
    CHECK(device->updates.record(0).on_trial);
}

TEST_CASE("what was removed while the next image of its envelope came is not said to be installed",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    const auto a = image_returning(2);
    const auto b = image_returning(3);
    const auto manifest =
        manifest_of(2, {for_tick({}, 1).component(), for_tick({}, 1, 2).component()},
                    {{12, build::number(0)},
                     {20, expecting(a)},
                     {20, from("#a")},
                     {21, report},
                     {3, report},
                     {12, build::number(1)},
                     {20, expecting(b)},
                     {20, from("coap://example/b")},
                     {21, report}});
    const auto envelope = sealed(ann, manifest, {{"#a", a}});
    const auto said = device.send(envelope);
    REQUIRE(said);
    REQUIRE(*said == update::step::fetch);
    REQUIRE(device->updates.remove(0));
    REQUIRE(device->updates.take_image(b));
    CHECK(name_of(device->updates.end_image().error()) == "size_mismatch");
    CHECK_FALSE(device->updates.record(0).has_image());
    CHECK(device->updates.counts().installed == 1);
}

TEST_CASE("the end of an envelope that was refused does not say that it is installed", "[update]") {
    station device;
    CHECK(name_of(device->updates.end().error()) == "wrong_state");
    const auto it = for_tick(image_returning(1), 1).envelope(stranger);
    REQUIRE(device->updates.begin(1, true));
    REQUIRE_FALSE(device->updates.take(it));
    CHECK(name_of(device->updates.end().error()) == "wrong_state");
    REQUIRE(device->updates.begin(1, true));
    CHECK(*device->updates.take(for_tick(image_returning(1), 1).envelope(ann)) ==
          update::step::done);
    CHECK(*device->updates.end() == update::step::done);
    device->updates.cancel();
    CHECK_FALSE(device->updates.end());
}

} // namespace
} // namespace fc::test
