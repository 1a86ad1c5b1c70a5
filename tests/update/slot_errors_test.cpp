// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What a slot refuses, and what it is when its storage fails.
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fc::test {
namespace {

using update::slot_record;
using device = one_slot<8, 512>;

/// A slot in which number 1 was confirmed.
struct in_use {
    device::storage flash{device::layout::end};
    device::slot slot{flash, device::place};

    in_use() {
        REQUIRE(slot.recover());
        REQUIRE(install(slot, 1) == errc::ok);
        REQUIRE(slot.commit(update::confirmed(slot.record())) == errc::ok);
    }
};

TEST_CASE("a slot does nothing before it was recovered") {
    device::storage flash{device::layout::end};
    device::slot slot{flash, device::place};
    CHECK(slot.begin_image(1) == errc::wrong_state);
    CHECK(slot.commit({}) == errc::wrong_state);
    CHECK(flash.operation_count() == 0);
}

TEST_CASE("an image that is too long, or empty, erases nothing") {
    in_use it;
    const std::uint64_t before = it.flash.operation_count();
    CHECK(it.slot.begin_image(it.slot.capacity() + 1) == errc::image_too_large);
    CHECK(it.slot.begin_image(0) == errc::size_mismatch);
    CHECK(it.slot.begin_image(0xFFFF'FFFF) == errc::image_too_large);
    CHECK(it.flash.operation_count() == before);
    REQUIRE(it.slot.begin_image(it.slot.capacity()) == errc::ok);
}

TEST_CASE("bytes are taken in pieces of any length, no more and no fewer than announced") {
    in_use it;
    const std::vector<std::uint8_t> image(70, 0x5A);
    CHECK(it.slot.write_image({}) == errc::ok);
    CHECK(it.slot.write_image({image.data(), 1}) == errc::size_mismatch);
    CHECK(it.slot.incoming().empty());

    REQUIRE(it.slot.begin_image(70) == errc::ok);
    CHECK(it.slot.incoming().empty());
    REQUIRE(it.slot.write_image({image.data(), 33}) == errc::ok);
    REQUIRE(it.slot.write_image({}) == errc::ok);
    CHECK(it.slot.write_image({image.data(), 38}) == errc::size_mismatch);
    CHECK(it.slot.incoming().empty());
    REQUIRE(it.slot.write_image({image.data(), 37}) == errc::ok);
    CHECK(it.slot.write_image({image.data(), 1}) == errc::size_mismatch);
    CHECK(it.slot.write_image({}) == errc::ok);
    const auto whole = it.slot.incoming();
    CHECK(std::vector<std::uint8_t>(whole.begin(), whole.end()) == image);
    it.slot.forget_image();
    CHECK(it.slot.incoming().empty());
    CHECK(it.slot.write_image({image.data(), 1}) == errc::size_mismatch);
    CHECK(it.flash.complaints().empty());
}

TEST_CASE("an image lies on an 8-byte boundary") {
    in_use it;
    const auto image = it.slot.image(it.slot.record().active);
    REQUIRE(image.size() == image_of(1).size());
    CHECK(reinterpret_cast<std::uintptr_t>(image.data()) % 8 == 0);
}

TEST_CASE("what is to go back to is not written over") {
    in_use it;
    REQUIRE(install(it.slot, 2) == errc::ok);
    const std::uint64_t before = it.flash.operation_count();
    CHECK(it.slot.begin_image(10) == errc::slot_busy);
    CHECK(it.flash.operation_count() == before);

    REQUIRE(it.slot.commit(update::rolled_back(it.slot.record())) == errc::ok);
    CHECK(it.slot.record().image().sequence == 1);
    CHECK(install(it.slot, 3) == errc::ok);
    CHECK(has_whole_images(it.slot));
}

TEST_CASE("an image that is begun and given up changes nothing") {
    in_use it;
    const slot_record before = it.slot.record();
    REQUIRE(it.slot.begin_image(50) == errc::ok);
    REQUIRE(it.slot.write_image(std::array<std::uint8_t, 20>{}) == errc::ok);
    CHECK(it.slot.record() == before);
    CHECK(has_whole_images(it.slot));
    REQUIRE(it.slot.begin_image(60) == errc::ok);
    REQUIRE(it.slot.recover());
    CHECK(it.slot.record() == before);
    CHECK(it.slot.write_image(std::array<std::uint8_t, 1>{}) == errc::size_mismatch);
    CHECK(install(it.slot, 2) == errc::ok);
    CHECK(it.flash.complaints().empty());
}

TEST_CASE("a slot becomes active only with an image that was written to the end") {
    in_use it;
    const slot_record before = it.slot.record();
    const std::uint64_t operations = it.flash.operation_count();
    const slot_record wanted = update::installed(before, record_of(2));
    CHECK(it.slot.commit(wanted) == errc::wrong_state);
    CHECK(it.flash.operation_count() == operations);

    const auto image = image_of(2);
    REQUIRE(it.slot.begin_image(static_cast<std::uint32_t>(image.size())) == errc::ok);
    CHECK(it.slot.commit(wanted) == errc::wrong_state);
    REQUIRE(it.slot.write_image(std::span{image}.first(image.size() - 1)) == errc::ok);
    CHECK(it.slot.commit(wanted) == errc::wrong_state);
    REQUIRE(it.slot.write_image(std::span{image}.last(1)) == errc::ok);
    slot_record longer = wanted;
    ++longer.images[1].size;
    CHECK(it.slot.commit(longer) == errc::wrong_state);
    CHECK(it.slot.record() == before);
    REQUIRE(it.slot.commit(wanted) == errc::ok);
}

TEST_CASE("no record takes the number down") {
    in_use it;
    slot_record lower = it.slot.record();
    lower.sequence = 0;
    CHECK(it.slot.commit(lower) == errc::stale_sequence);
    CHECK(it.slot.record().sequence == 1);
}

TEST_CASE("two slots in one storage do not meet") {
    using storage = nor<4, 256>;
    using layout = update::slot_layout<storage, 3, 200, 512>;
    using small = update::slot_layout<storage, 1, 150, layout::end>;
    using slot = update::slot<storage>;
    STATIC_REQUIRE(layout::image_bytes == 256);
    STATIC_REQUIRE(layout::place(0).offset == 512);
    STATIC_REQUIRE(small::place(0).offset == layout::place(2).offset + layout::slot_bytes);
    storage flash{small::end};
    flash.fill(1);
    std::vector<update::slot_place> places{layout::place(0), layout::place(1), layout::place(2),
                                           small::place(0)};
    std::vector<std::uint64_t> sequences(places.size());
    noise random{5};
    for (int i = 0; i < 200; ++i) {
        const std::size_t which = random.below(places.size());
        slot it{flash, places[which]};
        REQUIRE(it.recover());
        if (it.record().on_trial) {
            REQUIRE(it.commit(update::confirmed(it.record())) == errc::ok);
        }
        CHECK(it.record().sequence == sequences[which]);
        sequences[which] += 1 + random.below(9);
        REQUIRE(install(it, sequences[which]) == errc::ok);
        CHECK(has_whole_images(it));
    }
    CHECK(flash.complaints().empty());
}

TEST_CASE("a slot that the storage has no room for is a failure of storage") {
    device::storage flash{device::layout::end - 512};
    device::slot slot{flash, device::place};
    CHECK(!slot.recover());
    CHECK(slot.begin_image(1) == errc::wrong_state);
    CHECK(slot.image(0).empty());

    device::storage other{2 * device::layout::end};
    device::slot odd{other, {8, 512}};
    CHECK(!odd.recover());
    device::slot uneven{other, {512, 100}};
    CHECK(!uneven.recover());
    device::slot far{other, {0xFFFF'FE00, 512}};
    CHECK(!far.recover());
    device::slot huge{other, {0, 0xFFFF'FE00}};
    CHECK(!huge.recover());
}

TEST_CASE("when storage fails, a slot is what it was, and is so after it works again") {
    // Each operation of an install fails once, the device having power all the time.
    for (const bool is_full : {false, true}) {
        for (std::uint64_t operation = 0;; ++operation) {
            in_use it;
            if (is_full) {
                for (int i = 0; i < 3; ++i) {
                    REQUIRE(it.slot.commit(it.slot.record()) == errc::ok);
                }
            }
            const slot_record before = it.slot.record();
            it.flash.cut_power({operation, power_cut::moment::torn, operation % 12});
            const errc error = install(it.slot, 2);
            if (it.flash.has_power()) {
                CHECK(operation > 40);
                break;
            }
            INFO("operation " << operation);
            CHECK(error == errc::storage_failed);
            CHECK(it.slot.record() == before);
            CHECK(has_whole_images(it.slot));
            CHECK(install(it.slot, 2) == errc::storage_failed);
            CHECK(it.slot.commit(before) == errc::storage_failed);
            it.flash.power_on();
            REQUIRE(it.slot.begin_image(10) == errc::ok); // what is certain again
            {
                device::slot restarted{it.flash, device::place};
                REQUIRE(restarted.recover());
                CHECK(restarted.record() == before);
            }
            REQUIRE(it.slot.recover());
            CHECK(install(it.slot, 2) == errc::ok);
            CHECK(has_whole_images(it.slot));
            CHECK(it.flash.complaints().empty());
        }
    }
}

TEST_CASE("a slot whose storage fails while it recovers can be run, and not be changed") {
    in_use it;
    REQUIRE(install(it.slot, 2) == errc::ok);
    it.flash.cut_power({2, power_cut::moment::torn, 5});
    CHECK(it.slot.commit(update::confirmed(it.slot.record())) == errc::storage_failed);
    it.flash.power_on();
    it.flash.cut_power({0, power_cut::moment::before, 0});
    device::slot again{it.flash, device::place};
    CHECK(!again.recover());
    CHECK(again.record().image().sequence == 2);
    CHECK(has_whole_images(again));
    CHECK(again.commit(update::confirmed(again.record())) == errc::storage_failed);
    it.flash.power_on();
    REQUIRE(again.commit(update::confirmed(again.record())) == errc::ok);
    REQUIRE(again.recover());
    CHECK(!again.record().on_trial);
}

TEST_CASE("bytes of any kind in a fresh device's storage are an empty slot") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        device::storage flash{device::layout::end};
        flash.fill(seed);
        device::slot slot{flash, device::place};
        REQUIRE(slot.recover());
        CHECK(slot.record() == slot_record{});
        REQUIRE(install(slot, 1) == errc::ok);
        REQUIRE(slot.recover());
        CHECK(slot.record().image() == record_of(1));
    }
}

TEST_CASE("a bit of the newest record that flips costs that record and no more") {
    in_use it;
    const slot_record before = it.slot.record();
    REQUIRE(it.slot.commit(update::stopped(before)) == errc::ok);
    const std::size_t journal = update::journal_geometry<device::storage>::half_bytes * 2;
    const std::vector<std::uint8_t> bytes(it.flash.contents().begin(),
                                          it.flash.contents().begin() +
                                              static_cast<std::ptrdiff_t>(journal));
    for (std::size_t at = 0; at < journal; ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            device::storage flash = it.flash;
            flash.flip(at, bit);
            device::slot slot{flash, device::place};
            REQUIRE(slot.recover());
            const slot_record found = slot.record();
            CHECK((found == before || found == update::stopped(before)));
        }
    }
}

} // namespace
} // namespace fc::test
