// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Numbers in manifests, at the ends of what is taken and of what has room for them.
#include "update/station.hpp"

#include <functional>

namespace fc::test {
namespace {

using number = std::uint64_t;
constexpr number top = ~number{0};
constexpr number word = number{1} << 32;

TEST_CASE("a number in a manifest is taken to its end, and refused behind it", "[update]") {
    const auto size = [](shipment& it, number to) { it.size = to; };
    const auto sequence = [](shipment& it, number to) { it.sequence = to; };
    const auto position = [](shipment& it, number to) { it.position = to; };
    const auto budget = [](shipment& it, number to) { it.budget = to; };
    const number bytes = image_returning(2).size();
    struct row {
        const char* what;
        std::function<void(shipment&, number)> change;
        number value;
        errc error;
    };
    const row rows[] = {
        {"size", size, 0, errc::size_mismatch},
        {"size", size, bytes, errc::ok},
        {"size", size, 1024, errc::size_mismatch},
        {"size", size, 1025, errc::image_too_large},
        {"size", size, 0x7FFF'FFFF, errc::image_too_large},
        {"size", size, 0x8000'0000, errc::image_too_large},
        {"size", size, word - 1, errc::image_too_large},
        {"size", size, word, errc::value_out_of_range},
        {"size", size, word + bytes, errc::value_out_of_range},
        {"size", size, top, errc::value_out_of_range},
        {"sequence", sequence, 0, errc::stale_sequence},
        {"sequence", sequence, word, errc::ok},
        {"sequence", sequence, word + 1, errc::ok},
        {"sequence", sequence, top >> 1, errc::ok},
        {"sequence", sequence, (top >> 1) + 1, errc::ok},
        {"sequence", sequence, top, errc::ok},
        {"position", position, 0, errc::ok},
        {"position", position, 255, errc::ok},
        {"position", position, 256, errc::value_out_of_range},
        {"position", position, word, errc::value_out_of_range},
        {"position", position, word + 255, errc::value_out_of_range},
        {"position", position, top, errc::value_out_of_range},
        {"budget", budget, 0, errc::ok},
        {"budget", budget, 1, errc::budget_not_granted},
        {"budget", budget, 5000, errc::ok},
        {"budget", budget, 5001, errc::budget_not_granted},
        {"budget", budget, word - 1, errc::budget_not_granted},
        {"budget", budget, word, errc::value_out_of_range},
        {"budget", budget, word + 5000, errc::value_out_of_range},
        {"budget", budget, top, errc::value_out_of_range},
    };
    for (const row& each : rows) {
        CAPTURE(each.what, each.value);
        station device;
        REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
        auto it = for_tick(image_returning(2), 2);
        each.change(it, each.value);
        const auto said = device.send(it.envelope(ann));
        CHECK(name_of(said.error()) == describe(each.error).name);
        const int running = each.error == errc::ok ? 2 : 1;
        CHECK(device->fire() == running);
        device.restart();
        CHECK(device->fire() == running);
        CHECK(device->updates.record(0).image().sequence == (running == 2 ? it.sequence : 1));
    }
}

TEST_CASE("an image may fill its slot to the last byte, and no more", "[update]") {
    std::string source = "r0 = 7\n";
    while (image_of(text_from(source + "exit")).size() < station_config::image_bytes) {
        source += "r1 = 0\n";
    }
    station device;
    const auto whole = image_of(text_from(source + "exit"));
    REQUIRE(whole.size() == station_config::image_bytes);
    CHECK(device.send(for_tick(whole, 1).envelope(ann)));
    CHECK(device->fire() == 7);
    const auto larger = image_of(text_from(source + "r1 = 0\nexit"));
    CHECK(name_of(device.send(for_tick(larger, 2).envelope(ann)).error()) == "image_too_large");
    CHECK(device->fire() == 7);
}

} // namespace
} // namespace fc::test
