// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fc::test {
namespace {

using update::slot_record;
using device = one_slot<8, 512>;

TEST_CASE("a fresh slot is empty, and stays so") {
    device::storage flash{device::layout::end};
    for (int start = 0; start < 3; ++start) {
        device::slot slot{flash, device::place};
        REQUIRE(slot.recover());
        CHECK(slot.record() == slot_record{});
        CHECK(slot.image(0).empty());
        CHECK(slot.image(1).empty());
    }
    CHECK(flash.complaints().empty());
}

TEST_CASE("what is committed is there at the next start") {
    device::storage flash{device::layout::end};
    slot_record last;
    for (std::uint64_t sequence = 1; sequence <= 40; ++sequence) {
        device::slot slot{flash, device::place};
        REQUIRE(slot.recover());
        CHECK(slot.record() == last);
        for (int more = 0; more < 5; ++more) {
            REQUIRE(install(slot, 10 * sequence + static_cast<unsigned>(more)) == errc::ok);
            REQUIRE(slot.commit(update::confirmed(slot.record())) == errc::ok);
            CHECK(has_whole_images(slot));
        }
        last = slot.record();
    }
    CHECK(flash.complaints().empty());
}

TEST_CASE("a start that finds all in order writes nothing") {
    device::storage flash{device::layout::end};
    for (int start = 0; start < 4; ++start) {
        device::slot slot{flash, device::place};
        REQUIRE(slot.recover());
        const std::uint64_t before = flash.operation_count();
        device::slot again{flash, device::place};
        REQUIRE(again.recover());
        CHECK(flash.operation_count() == before);
        REQUIRE(install(again, static_cast<unsigned>(start) + 1) == errc::ok);
        REQUIRE(again.commit(update::confirmed(again.record())) == errc::ok);
    }
}

/// A record whose every byte is another than those beside it.
slot_record numbered_record() {
    slot_record it;
    std::uint8_t next = 1;
    const auto number = [&](std::size_t bytes) {
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            out |= std::uint64_t{next++} << 8 * i;
        }
        return out;
    };
    const auto fill = [&](auto& field) {
        for (auto& each : field) {
            each = static_cast<std::remove_reference_t<decltype(each)>>(next++);
        }
    };
    it.sequence = number(8);
    fill(it.newest);
    for (update::image_record& image : it.images) {
        image.sequence = number(8);
        fill(image.digest);
        fill(image.hook);
        fill(image.key);
        image.size = static_cast<std::uint32_t>(number(4));
        image.budget = static_cast<std::uint32_t>(number(4));
        image.position = static_cast<std::uint8_t>(number(1));
        fill(image.name);
    }
    return it;
}

TEST_CASE("in storage a record is its fields one behind the other, the lowest byte first") {
    slot_record record = update::detail::ordered(numbered_record());
    const auto bytes = update::detail::bytes_of(record);
    REQUIRE(bytes.size() == 224);
    for (std::size_t i = 0; i < 216; ++i) {
        CHECK(bytes[i] == i + 1);
    }
    record = {};
    record.active = 1;
    record.attempts = 3;
    record.stopped = true;
    const std::vector<std::uint8_t> end(bytes.begin() + 216, bytes.end());
    CHECK(end == std::vector<std::uint8_t>{1, 1, 3, 0, 1, 0, 0, 0});
}

TEST_CASE(
    "a core that has the highest byte of a number first turns numbers over, and those alone") {
    slot_record record = update::detail::ordered(numbered_record());
    const auto bytes = update::detail::bytes_of(record);
    update::detail::change_order<std::endian::big>(bytes);
    std::vector<std::uint8_t> wanted(224);
    for (std::size_t i = 0; i < 216; ++i) {
        wanted[i] = static_cast<std::uint8_t>(i + 1);
    }
    wanted[216] = 1;
    wanted[217] = slot_record::none;
    const auto turn = [&](std::ptrdiff_t at, std::ptrdiff_t size) {
        std::reverse(wanted.begin() + at, wanted.begin() + at + size);
    };
    turn(0, 8); // sequence
    for (const std::ptrdiff_t image : {40, 128}) {
        turn(image, 8);      // sequence
        turn(image + 64, 4); // size
        turn(image + 68, 4); // budget
    }
    CHECK(std::vector<std::uint8_t>(bytes.begin(), bytes.end()) == wanted);
    update::detail::change_order<std::endian::big>(bytes);
    CHECK(record == update::detail::ordered(numbered_record()));
}

TEST_CASE("the sum of a record is CRC-32C") {
    const std::string_view digits = "123456789";
    const std::vector<std::uint8_t> bytes(digits.begin(), digits.end());
    CHECK(~update::detail::crc32c(~0U, std::span<const std::uint8_t>{bytes}) ==
          0xE306'9283); // RFC 3720's polynomial, check value
}

} // namespace
} // namespace fc::test
