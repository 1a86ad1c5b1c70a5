// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

#include <algorithm>

namespace fc::test {
namespace {

using station_type = managed_station<>;
using resource::errand;
using resource::key;
using resource::update_state;
using update::step;

byte_string bytes_of_text(std::string_view from) { return {from.begin(), from.end()}; }
std::string uri_of(const errand& it) { return {it.uri.begin(), it.uri.end()}; }
update_state update_of(station_type& device) {
    return static_cast<update_state>(
        read_answer(device.get("femto/slots"))[key::update][key::state].number());
}

/// Brings what is wanted, in pieces; what the end came to.
result<step> bring(station_type& device, const byte_string& what, std::size_t piece = 50) {
    const auto it = device.manage.errand();
    for (std::size_t at = 0; at < what.size(); at += piece) {
        const auto taken = device.manage.bring(
            it.number, std::span{what}.subspan(at, std::min(piece, what.size() - at)));
        if (!taken) {
            return taken;
        }
    }
    return device.manage.brought(it.number);
}

TEST_CASE("a device that is told to pull wants the envelope, and installs it when it is there",
          "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    for (const std::size_t piece : {1U, 16U, 50U, 4096U}) {
        CAPTURE(piece);
        station_type device;
        CHECK_FALSE(device.manage.errand());
        CHECK(device.post("femto/pull", ann_herself, bytes_of_text("coap://[::1]/a.suit")).code ==
              code::changed);
        const auto it = device.manage.errand();
        CHECK(it.what == errand::kind::envelope);
        CHECK(uri_of(it) == "coap://[::1]/a.suit");
        const auto end = bring(device, envelope, piece);
        REQUIRE(end);
        CHECK(*end == step::done);
        CHECK_FALSE(device.manage.errand());
        CHECK(device.fire() == 41);
        CHECK(update_of(device) == update_state::installed);
    }
}

TEST_CASE("an image that is elsewhere is wanted when its envelope was pushed or pulled",
          "[resource]") {
    auto shipment = for_tick(image_returning(41));
    shipment.uri = "coap://far/image";
    for (const bool is_pulled : {false, true}) {
        CAPTURE(is_pulled);
        station_type device;
        if (is_pulled) {
            REQUIRE(device.post("femto/pull", ann_herself, bytes_of_text("coap://a/b")).code ==
                    code::changed);
            const auto end = bring(device, shipment.envelope(ann));
            REQUIRE(end);
            CHECK(*end == step::fetch);
        } else {
            const auto answer = device.push(shipment.envelope(ann));
            CHECK(answer.code == code::changed);
            CHECK(read_answer(answer)[key::update][key::state].number() ==
                  static_cast<std::uint64_t>(update_state::fetching));
        }
        const auto it = device.manage.errand();
        CHECK(it.what == errand::kind::image);
        CHECK(uri_of(it) == "coap://far/image");
        CHECK(device.fire() == -1);
        const auto end = bring(device, shipment.image);
        REQUIRE(end);
        CHECK(*end == step::done);
        CHECK(device.fire() == 41);
        CHECK_FALSE(device.manage.errand());
    }
}

TEST_CASE("what is brought and is not what was signed is refused, and seen in the list of slots",
          "[resource]") {
    auto shipment = for_tick(image_returning(41));
    shipment.uri = "coap://far/image";
    station_type device;
    REQUIRE(device.push(shipment.envelope(ann)).code == code::changed);
    auto other = shipment.image;
    other.back() ^= 1;
    CHECK_FALSE(bring(device, other));
    const auto told = read_answer(device.get("femto/slots"))[key::update];
    CHECK(told[key::state].number() == static_cast<std::uint64_t>(update_state::refused));
    CHECK(name_of(static_cast<errc>(told[key::error].integer())) == "digest_mismatch");
    CHECK(device.fire() == -1);
}

TEST_CASE("what cannot be had is given up", "[resource]") {
    station_type device;
    REQUIRE(device.post("femto/pull", ann_herself, bytes_of_text("coap://a/b")).code ==
            code::changed);
    const auto it = device.manage.errand();
    device.manage.give_up(it.number + 1, errc::fetch_failed);
    CHECK(device.manage.errand());
    device.manage.give_up(it.number, errc::fetch_failed);
    CHECK_FALSE(device.manage.errand());
    CHECK(update_of(device) == update_state::refused);
    CHECK(device.manage.bring(it.number, {}).error() == errc::wrong_state);
    CHECK(device.manage.brought(it.number).error() == errc::wrong_state);
    CHECK(read_answer(device.get("femto/slots"))[key::update][key::code].number() == 0);
}

TEST_CASE("what came in place of what was to be fetched is told until the next envelope",
          "[resource]") {
    station_type device;
    REQUIRE(device.post("femto/pull", ann_herself, bytes_of_text("coap://a/b")).code ==
            code::changed);
    device.manage.give_up(device.manage.errand().number, errc::fetch_failed, code::not_found);
    const auto told = read_answer(device.get("femto/slots"))[key::update];
    CHECK(name_of(static_cast<errc>(told[key::error].integer())) == "fetch_failed");
    CHECK(told[key::code].number() == static_cast<std::uint64_t>(code::not_found));
    auto spoilt = for_tick(image_returning(41)).envelope(ann);
    spoilt.back() ^= 1;
    CHECK(device.push(spoilt).code == code::unprocessable);
    const auto next = read_answer(device.get("femto/slots"))[key::update];
    CHECK(next[key::state].number() == static_cast<std::uint64_t>(update_state::refused));
    CHECK(next[key::code].number() == 0);
}

TEST_CASE("an errand that takes too long, or another takes the place of, is void", "[resource]") {
    const auto envelope = for_tick(image_returning(41)).envelope(ann);
    station_type device;
    REQUIRE(device.post("femto/pull", ann_herself, bytes_of_text("coap://a/b")).code ==
            code::changed);
    const auto first = device.manage.errand();
    // Of a tenant: its own next one; nobody else's.
    CHECK(device.post("femto/pull", bob_himself, bytes_of_text("coap://x/y")).code ==
          code::unavailable);
    CHECK(device.push_block(envelope, 0, 64, plain).code == code::unavailable);
    CHECK(uri_of(device.manage.errand()) == "coap://a/b");
    REQUIRE(device.post("femto/pull", ann_herself, bytes_of_text("coap://a/c")).code ==
            code::changed);
    CHECK(device.manage.bring(first.number, envelope).error() == errc::wrong_state);
    CHECK(uri_of(device.manage.errand()) == "coap://a/c");
    device.board.ms += managed_config::transfer_timeout_ms;
    CHECK(device.manage.poll());
    CHECK_FALSE(device.manage.errand());
    CHECK(update_of(device) == update_state::refused);
    CHECK(device.push(envelope).code == code::changed);
}

TEST_CASE("what is no URI of CoAP is not pulled from", "[resource]") {
    station_type device;
    for (const std::string& uri : {std::string{}, std::string{"coap"}, std::string{"http://a/b"},
                                   std::string{"coap://a b"}, std::string{"coap://a\n"},
                                   std::string{"coap://\xC3\xA4"}, std::string{"coap://a\0", 9}}) {
        CAPTURE(uri);
        CHECK(device.post("femto/pull", operator_herself, bytes_of_text(uri)).code ==
              code::bad_request);
    }
    std::string longest(managed_config::uri_bytes, 'a');
    longest.replace(0, 7, "coap://");
    CHECK(device.post("femto/pull", operator_herself, bytes_of_text(longest + "a")).code ==
          code::too_large);
    CHECK_FALSE(device.manage.errand());
    CHECK(device.post("femto/pull", operator_herself, bytes_of_text(longest)).code ==
          code::changed);
    CHECK(uri_of(device.manage.errand()) == longest);
}

} // namespace
} // namespace fc::test
