// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <cstddef>
#include <cstdint>
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
            REQUIRE(slot.commit(update::confirmed(slot.record())));
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
        REQUIRE(again.commit(update::confirmed(again.record())));
    }
}

} // namespace
} // namespace fc::test
