// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/station.hpp"

namespace fc::test {
namespace {

using update::step;

shipment for_tick(byte_string image, std::uint64_t sequence = 1, std::uint8_t slot = 0) {
    shipment out;
    out.image = std::move(image);
    out.sequence = sequence;
    out.slot = slot;
    out.hook = tick_id;
    return out;
}

TEST_CASE("a container that is signed by a tenant runs as soon as its last byte is there",
          "[update]") {
    for (const std::size_t block : {1U, 7U, 64U, 4096U}) {
        CAPTURE(block);
        station device;
        REQUIRE(device.recovered);
        CHECK(device->fire() == -1);
        const auto said =
            device.send(for_tick(image_returning(41)).envelope(the_people().ann), block);
        CHECK(name_of(said.error()) == "ok");
        CHECK(device->fire() == 41);
        CHECK(device->updates.counts().installed == 1);
        device.restart();
        CHECK(device->fire() == 41);
        CHECK(device.storage.complaints().empty());
    }
}

} // namespace
} // namespace fc::test
