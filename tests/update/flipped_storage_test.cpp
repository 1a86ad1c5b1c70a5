// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Storage in which bits became others by themselves.
#include "update/shipments.hpp"

namespace fc::test {
namespace {

using layout = update::slot_layout<flash, station_config::slots, station_config::image_bytes>;

/// What storage keeps of a slot's active image.
std::span<const std::uint8_t> active_image(const station& device, std::size_t slot) {
    const auto& it = device.now->updates.record(slot);
    const auto begin = layout::place(static_cast<std::uint32_t>(slot)).offset +
                       2 * layout::geometry::half_bytes + it.active * layout::image_bytes;
    return device.storage.contents().subspan(begin, it.image().size);
}
/// What runs has the digest of its record and is somebody's; what does not run says why.
void check_slots(station& device) {
    for (std::size_t i = 0; i < station_config::slots; ++i) {
        const auto& it = device->updates.record(i);
        if (device->host.info(device->updates.container(i))) {
            REQUIRE(it.has_image());
            CHECK(sha256_of(active_image(device, i)) == it.image().digest);
            CHECK(device->updates.owner(i));
        } else if (it.has_image() && !it.stopped) {
            CHECK_FALSE(device->updates.refusal(i));
        }
    }
}

TEST_CASE("a bit that flips in storage costs the old or the new container, never both",
          "[update]") {
    station prototype;
    install_over_a_good_one(prototype, image_returning(2));
    constexpr auto place = layout::place(0);
    noise random{1};
    unsigned old = 0;
    for (int i = 0; i < 10'000; ++i) {
        station device{prototype.storage};
        const auto at = place.offset + random.below(layout::slot_bytes);
        const auto bit = static_cast<unsigned>(random.below(8));
        CAPTURE(at, bit);
        device.storage.flip(at, bit);
        device.restart();
        const auto value = device->fire();
        REQUIRE((value == 1 || value == 2));
        old += value == 1 ? 1 : 0;
        check_slots(device);
    }
    CHECK(old > 0);
}

TEST_CASE("whatever became of storage, what runs is what was signed, and the rest says why not",
          "[update]") {
    station prototype;
    REQUIRE(prototype.send(of_list({}).envelope(root)));
    install_over_a_good_one(prototype, image_returning(2));
    REQUIRE(prototype.send(for_tick(image_returning(3), 7, 1).envelope(bob)));
    REQUIRE(prototype.send(for_tick(image_returning(4), 9, 2).envelope(ann)));
    const auto next = for_tick(image_returning(5), 20).envelope(ann);
    noise random{42};
    for (int i = 0; i < 4'000; ++i) {
        CAPTURE(i);
        station device{prototype.storage};
        // Anywhere, or only where something is written.
        const std::uint64_t flips = 1 + random.below(i % 4 == 0 ? 2000 : 6);
        for (std::uint64_t k = 0; k < flips; ++k) {
            std::size_t at = 0;
            do {
                at = static_cast<std::size_t>(random.below(storage_bytes));
            } while (i % 2 == 0 && device.storage.contents()[at] == 0xFF);
            device.storage.flip(at, static_cast<unsigned>(random.below(8)));
        }
        device.restart();
        check_slots(device);
        for (int k = 0; k < 6; ++k) {
            device->fire();
            static_cast<void>(device->updates.poll().error());
        }
        check_slots(device);
        static_cast<void>(device.send(next).error());
        check_slots(device);
        static_cast<void>(device->updates.remove(1).error());
        static_cast<void>(device->updates.stop(2).error());
        static_cast<void>(device->updates.start(2).error());
        device.restart();
        check_slots(device);
    }
}

} // namespace
} // namespace fc::test
