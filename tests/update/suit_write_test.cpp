// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <femto/update/suit/write_envelope.hpp>
#include <femto/update/suit/write_manifest.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {
namespace {

using namespace made;

const octets part{1};
const std::array<std::span<const std::uint8_t>, 1> component{part};
const octets image_digest = sha256_of(image);

std::span<const char> chars(std::string_view text) { return {text.data(), text.size()}; }

suit::description usual_description() {
    return {.sequence = 7,
            .component = component,
            .vendor = vendor,
            .device_class = device_class,
            .digest = image_digest,
            .size = 7,
            .uri = chars("coap://a")};
}

template <class Profile>
octets write(const suit::description& of) {
    octets room(4096);
    const auto written = suit::write_manifest<Profile>(of, room);
    REQUIRE(written);
    return {written->begin(), written->end()};
}

bool toy_sign(std::span<const std::uint8_t> message,
              std::span<std::uint8_t, platform::signature_bytes> signature) {
    const octets made = toy_crypto::sign(key, message);
    std::copy(made.begin(), made.end(), signature.begin());
    return true;
}

template <class Profile>
octets write_all(const octets& manifest, std::string_view uri = {}, const octets& of = {},
                 const octets& kid = {}) {
    octets room(4096);
    const auto written = suit::write_envelope<Profile, plain_sha256>(
        {.manifest = manifest, .key_id = kid, .uri = chars(uri), .image = of}, toy_sign, room);
    REQUIRE(written);
    return {written->begin(), written->end()};
}

template <class Profile>
std::string tell(const octets& envelope, const octets& kid = {}) {
    world around;
    around.keys = {{kid, platform::signature_scheme::ed25519, key}};
    around.web["coap://a"] = image;
    toy_crypto crypto;
    return play<Profile>(envelope, around, crypto);
}

TEST_CASE("a description becomes the manifest that stands for it, byte for byte") {
    suit::description of = usual_description();
    const members shared{
        {1, bytes(vendor)}, {2, bytes(device_class)}, {3, bytes(digest(image))}, {14, number(7)}};
    made::manifest wanted;
    wanted.shared = sequence({set(shared), command(1), command(2)});
    CHECK(to_hex(write<suit::current>(of)) == to_hex(wanted.encode()));

    of.device = device;
    of.position = 3;
    of.budget = 70000;
    of.name = chars("blinky");
    members more = shared;
    more.emplace_back(24, bytes(device));
    wanted.shared = sequence({set(more), command(1), command(2), command(24)});
    wanted.sections[1].second = bytes(sequence({set({{21, text("coap://a")},
                                                     {-257, number(3)},
                                                     {-258, number(70000)},
                                                     {-259, text("blinky")}}),
                                                fetch, match}));
    CHECK(to_hex(write<suit::current>(of)) == to_hex(wanted.encode()));

    // Several parts, and numbers as long as they come.
    const octets long_part(16, 0xEE);
    const std::array<std::span<const std::uint8_t>, 2> parts{part, long_part};
    of.component = parts;
    of.sequence = ~std::uint64_t{0};
    wanted.components = array({array({bytes(part), bytes(long_part)})});
    octets expected = wanted.encode();
    const octets seven = join({number(2), number(7)});
    const octets highest = join({number(2), head(0, ~std::uint64_t{0})});
    const auto at = std::search(expected.begin(), expected.end(), seven.begin(), seven.end());
    expected.erase(at, at + 2);
    expected.insert(expected.begin() + 3, highest.begin(), highest.end());
    CHECK(to_hex(write<suit::current>(of)) == to_hex(expected));
}

TEST_CASE("a description becomes the manifest that RIOT's tools would write, byte for byte") {
    const octets common = map_of({{2, array({array({bytes({'r', 'a', 'm'}), bytes({'0'})})})},
                                  {4, bytes(sequence({set({{1, bytes(vendor)},
                                                           {2, bytes(device_class)},
                                                           {3, bytes(digest(image, 2))},
                                                           {14, number(7)}}),
                                                      command(1), command(2)}))}});
    const octets wanted =
        map_of({{1, number(1)},
                {2, number(7)},
                {3, bytes(common)},
                {9, bytes(sequence({command(19, map_of({{21, text("coap://a")}})), fetch, match}))},
                {10, bytes(sequence({match}))}});
    const octets ram{'r', 'a', 'm'};
    const octets zero{'0'};
    const std::array<std::span<const std::uint8_t>, 2> ram_zero{ram, zero};
    suit::description of = usual_description();
    of.component = ram_zero;
    const octets manifest = write<suit::draft09>(of);
    CHECK(to_hex(manifest) == to_hex(wanted));

    const octets payload = digest(bytes(wanted), 2);
    const octets header = map_of({{1, number(-8)}});
    const octets message = array({text("Signature1"), bytes(header), bytes({}), bytes(payload)});
    const octets block = tag(18, array({bytes(header), map_of({}), bytes(payload),
                                        bytes(toy_crypto::sign(key, message))}));
    CHECK(to_hex(write_all<suit::draft09>(manifest)) ==
          to_hex(map_of({{2, bytes(array({bytes(block)}))}, {3, bytes(wanted)}})));
}

TEST_CASE("what is written is executed, in each form, with the key's name and without") {
    const octets kid{1, 2, 3, 4, 5, 6, 7, 8};
    const octets now = write<suit::current>(usual_description());
    CHECK(tell<suit::current>(write_all<suit::current>(now)) == "fetch 1 coap://a, done");
    CHECK(tell<suit::current>(write_all<suit::current>(now, {}, {}, kid), kid) ==
          "fetch 1 coap://a, done");
    CHECK(tell<suit::current>(write_all<suit::current>(now, {}, {}, kid)) == "unknown_key");
    const octets then = write<suit::draft09>(usual_description());
    CHECK(tell<suit::draft09>(write_all<suit::draft09>(then)) == "fetch 1 coap://a, done");
    CHECK(to_hex(write_all<suit::current>(now)) == to_hex(envelope(now)));
}

TEST_CASE("an image that comes in the envelope is written behind what is signed") {
    suit::description of = usual_description();
    of.uri = chars("#image");
    const octets manifest = write<suit::current>(of);
    const octets all = write_all<suit::current>(manifest, "#image", image);
    CHECK(to_hex(all) == to_hex(envelope(manifest, {}, {{text("#image"), bytes(image)}})));
    const auto head = suit::read_head<suit::current>(all, all.size());
    REQUIRE(head);
    CHECK(head->members_left == 1);
}

TEST_CASE("a room that is too small is told how much it takes, and nothing behind it is touched") {
    const suit::description of = usual_description();
    const octets manifest = write<suit::current>(of);
    for (std::size_t size = 0; size < manifest.size(); ++size) {
        const auto room = std::make_unique<std::uint8_t[]>(size);
        const auto written = suit::write_manifest<suit::current>(of, {room.get(), size});
        CHECK(written.error() == errc::buffer_too_small);
        CHECK(written.at() == manifest.size());
    }
    const octets all = write_all<suit::current>(manifest);
    for (std::size_t size = 0; size < all.size(); ++size) {
        const auto room = std::make_unique<std::uint8_t[]>(size);
        const auto written = suit::write_envelope<suit::current, plain_sha256>(
            {.manifest = manifest}, toy_sign, {room.get(), size});
        CHECK(written.error() == errc::buffer_too_small);
        CHECK(written.at() == all.size());
    }
}

TEST_CASE("what a form cannot say is refused, and so is what cannot be signed") {
    octets room(4096);
    const auto refused = [&room](auto change) {
        suit::description of = usual_description();
        change(of);
        return suit::write_manifest<suit::draft09>(of, room).error();
    };
    CHECK(refused([](auto& of) { of.device = device; }) == errc::unsupported_parameter);
    CHECK(refused([](auto& of) { of.position = 0; }) == errc::unsupported_parameter);
    CHECK(refused([](auto& of) { of.budget = 1; }) == errc::unsupported_parameter);
    CHECK(refused([](auto& of) { of.name = chars("a"); }) == errc::unsupported_parameter);
    CHECK(refused([](auto&) {}) == errc::ok);
    const octets manifest = write<suit::draft09>(usual_description());
    CHECK(suit::write_envelope<suit::draft09, plain_sha256>(
              {.manifest = manifest, .uri = chars("#a")}, toy_sign, room)
              .error() == errc::unsupported_manifest);
    const auto never = [](std::span<const std::uint8_t>,
                          std::span<std::uint8_t, platform::signature_bytes>) { return false; };
    CHECK(suit::write_envelope<suit::current, plain_sha256>({.manifest = manifest}, never, room)
              .error() == errc::crypto_failed);
    CHECK(suit::write_envelope<suit::current, plain_sha256>(
              {.manifest = manifest, .key_id = octets(200)}, toy_sign, room)
              .error() == errc::value_out_of_range);
}

} // namespace
} // namespace fc::test
