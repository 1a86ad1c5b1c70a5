// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/station.hpp"
#include "update/suit_build.hpp"

#include <utility>

namespace fc::test {
namespace {

const signer& root = the_people().root;
const signer& ann = the_people().ann;
const signer& bob = the_people().bob;

byte_string image_that_faults() { return image_from<"r0 = *(u64 *)(r1 + 4096)\nexit">(); }
byte_string image_that_waits() { return image_from<"r0 = 0\ngoto -1">(); }
shipment in_slices(byte_string image, std::uint64_t sequence = 1) {
    shipment out;
    out.image = std::move(image);
    out.sequence = sequence;
    return out;
}
shipment of_list(const tenant_list& list, std::uint64_t sequence = 1) {
    shipment out;
    out.is_for_keys = true;
    out.image = list.written();
    out.sequence = sequence;
    return out;
}

// Manifests that the signing tool does not make.

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
    std::vector<build::octets> names;
    for (const byte_string& each : components) {
        names.push_back(each);
    }
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

TEST_CASE("a manifest that names a slot twice is refused before anything is written", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    const auto a = image_returning(2);
    const auto b = image_returning(3);
    const auto slot = for_tick({}, 1, 0).component();
    const auto manifest = manifest_of(2, {slot, slot},
                                      {{12, build::number(0)},
                                       {20, expecting(a)},
                                       {20, from("#a")},
                                       {21, report},
                                       {12, build::number(1)},
                                       {20, expecting(b)},
                                       {20, from("#b")},
                                       {21, report}});
    const auto before = device.storage.operation_count();
    CHECK(name_of(device.send(sealed(ann, manifest, {{"#a", a}, {"#b", b}})).error()) ==
          "unknown_component");
    CHECK(device.storage.operation_count() == before);
    CHECK(device->fire() == 1);
    CHECK(device->updates.record(0).sequence == 1);
}

TEST_CASE("one manifest updates two slots", "[update]") {
    station device;
    const auto a = image_returning(2);
    const auto b = image_returning(3);
    const auto manifest =
        manifest_of(2, {for_tick({}, 1, 0).component(), for_tick({}, 1, 2).component()},
                    {{12, build::number(0)},
                     {20, expecting(a)},
                     {20, from("#a")},
                     {21, report},
                     {12, build::number(1)},
                     {20, expecting(b)},
                     {20, from("#b")},
                     {21, report}});
    for (const std::size_t block : {1U, 16U, 64U, 4096U}) {
        station fresh;
        REQUIRE(fresh.send(sealed(ann, manifest, {{"#a", a}, {"#b", b}}), block));
        CHECK(*fresh->updates.run(0) == 2);
        CHECK(*fresh->updates.run(2) == 3);
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

TEST_CASE("the end of an envelope that was refused does not say that it is installed", "[update]") {
    station device;
    CHECK(name_of(device->updates.end().error()) == "wrong_state");
    const auto it = for_tick(image_returning(1), 1).envelope(the_people().stranger);
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

// Storage that fails once and works again.

/// A device whose slot 0 has a container that stood its trial.
void install_first(station& device) {
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
}
/// What the engine refuses, so that it is rolled back at once.
shipment refused() {
    auto out = for_tick(image_returning(2), 2);
    out.image[out.image.size() - 16] = 0xEE; // no such instruction
    return out;
}
std::uint64_t operations_of_refused() {
    station device;
    install_first(device);
    const auto before = device.storage.operation_count();
    REQUIRE_FALSE(device.send(refused().envelope(ann)));
    return device.storage.operation_count() - before;
}

TEST_CASE("a refused update in which storage fails once does not cost the one before", "[update]") {
    const std::uint64_t operations = operations_of_refused();
    for (std::uint64_t i = 0; i < operations; ++i) {
        for (const bool is_updated : {false, true}) {
            CAPTURE(i, is_updated);
            station device;
            install_first(device);
            device.storage.cut_power({.operation = i});
            REQUIRE_FALSE(device.send(refused().envelope(ann)));
            device.storage.power_on();
            for (int polls = 0; polls < 3; ++polls) {
                CHECK(device->fire() == 1);
                device.end_trials();
            }
            if (is_updated) {
                REQUIRE(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
                for (int runs = 0; runs < 3; ++runs) {
                    device->fire();
                }
                REQUIRE(device->updates.poll());
            } else {
                device.restart();
            }
            CHECK(device->fire() == 1);
        }
    }
}

TEST_CASE("an update after one whose rollback storage did not keep does not erase what runs",
          "[update]") {
    const std::uint64_t operations = operations_of_refused();
    station device;
    install_first(device);
    device.storage.cut_power({.operation = operations - 1});
    REQUIRE_FALSE(device.send(refused().envelope(ann)));
    device.storage.power_on();
    const auto next = for_tick(image_returning(3), 3).envelope(ann);
    REQUIRE(device->updates.begin(1, true));
    const std::span<const std::uint8_t> bytes{next};
    REQUIRE(device->updates.take(bytes.first(bytes.size() - 1)));
    CHECK(device->fire() == 1); // its text is there
    REQUIRE(device->updates.take(bytes.last(1)));
    CHECK(device->fire() == 3);
}

// Trials.

TEST_CASE("a container that failed its trial is given up also when the next comes before a poll",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    REQUIRE(device.send(for_tick(image_that_faults(), 2).envelope(ann)));
    for (int i = 0; i < 3; ++i) {
        device->fire();
    }
    REQUIRE(device.send(for_tick(image_that_faults(), 3).envelope(ann)));
    for (int i = 0; i < 3; ++i) {
        device->fire();
    }
    REQUIRE(device->updates.poll());
    CHECK(device->fire() == 1);
}

TEST_CASE("an operator who starts a container that failed its trial starts the one before",
          "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    REQUIRE(device.send(for_tick(image_that_faults(), 2).envelope(ann)));
    for (int i = 0; i < 3; ++i) {
        device->fire();
    }
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
    for (int i = 0; i < 3; ++i) {
        device->fire();
    }
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
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    const auto moody = image_from<"r2 = *(u64 *)(r1 + 0)\n"
                                  "if r2 > 9 goto +2\n"
                                  "r0 = 2\n"
                                  "exit\n"
                                  "r0 = *(u64 *)(r1 + 4096)\n"
                                  "exit">();
    REQUIRE(device.send(for_tick(moody, 2).envelope(ann)));
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

// Keys.

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
    const auto found = std::ranges::search(contents, it.image);
    device.storage.flip(static_cast<std::size_t>(found.begin() - contents.begin()) + 20, 3);
    device.restart();
    CHECK(name_of(device->updates.refusal(0).error()) == "digest_mismatch");
    REQUIRE(device.send(it.envelope(ann)));
    CHECK(device->fire() == 1);
    device.restart();
    CHECK(device->fire() == 1);
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

    flash storage{update::detail::slots_of<clockless_config>::keys::end};
    clockless_board board;
    engine<clockless_config> host{board};
    crypto::libsodium crypto;
    updates<clockless_config> device{host, board, storage, crypto, about};
    REQUIRE(device.recover());
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
