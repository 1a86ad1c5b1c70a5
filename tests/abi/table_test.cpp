// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/platform/archetype.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace fc::test {
namespace {

template <class Table>
std::vector<std::uint32_t> ids() {
    return {Table::ids.begin(), Table::ids.end()};
}

const std::vector<std::uint32_t> every_platform{0x02, 0x10, 0x11, 0x12, 0x13,
                                                0x14, 0x15, 0x50, 0x51, 0x52};

TEST_CASE("a platform with everything has every helper from 0x01 to 0x84") {
    CHECK(ids<abi::helpers<platform::archetype>>() ==
          std::vector<std::uint32_t>{0x01, 0x02, 0x03, 0x10, 0x11, 0x12, 0x13, 0x14,
                                     0x15, 0x20, 0x30, 0x31, 0x32, 0x33, 0x34, 0x40,
                                     0x41, 0x42, 0x43, 0x50, 0x51, 0x52, 0x60, 0x61,
                                     0x70, 0x71, 0x72, 0x80, 0x81, 0x82, 0x83, 0x84});
}

TEST_CASE(
    "the ids that a firmware's own helpers cannot have are those of a platform with everything") {
    const auto all = ids<abi::helpers<platform::archetype>>();
    for (std::uint32_t id = 0; id < 0x200; ++id) {
        CAPTURE(id);
        const bool is_there = std::find(all.begin(), all.end(), id) != all.end();
        CHECK(abi::detail::is_of_library(id) == is_there);
    }
}

struct talks {
    void write_text(std::span<const char>) {}
};
struct ticks {
    std::uint32_t now_ms() { return 0; }
};
struct counts {
    static constexpr bool has_clock_in_interrupts = true;
    std::uint32_t now_us() { return 0; }
};
struct senses {
    std::size_t device_count() { return 0; }
    std::uint8_t device_type(std::size_t) { return 0; }
    std::int32_t read_device(std::size_t, platform::reading&) { return 0; }
};
struct almost {
    int now_ms() { return 0; }
    void write_text(const char*) {}
    bool make_input(std::uint32_t, std::uint32_t) { return true; }
};

template <class Platform>
std::vector<std::uint32_t> beside_those_of_every_platform() {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t id : abi::helpers<Platform>::ids) {
        if (std::find(every_platform.begin(), every_platform.end(), id) == every_platform.end()) {
            out.push_back(id);
        }
    }
    return out;
}

TEST_CASE("a platform has the helpers of the concepts it models, and no others") {
    using list = std::vector<std::uint32_t>;
    CHECK(ids<abi::helpers<platform::none>>() == every_platform);
    CHECK(beside_those_of_every_platform<talks>() == list{0x01, 0x03});
    CHECK(beside_those_of_every_platform<ticks>() == list{0x20});
    CHECK(beside_those_of_every_platform<counts>() == list{0x60, 0x61});
    CHECK(beside_those_of_every_platform<senses>() == list{0x30, 0x31, 0x32, 0x34});
    CHECK(beside_those_of_every_platform<almost>().empty());
}

std::uint32_t own(std::uint32_t number) { return number; }

TEST_CASE("a firmware's own helpers take their places among those of the library") {
    using table = abi::helpers<talks, helper<0x200, "later", own>, helper<0x05, "early", own>,
                               helper<0x35, "between", own>>;
    CHECK(table::size == every_platform.size() + 5);
    CHECK(table::find(0x05) == 3);
    CHECK(table::find(0x200) == table::size - 1);
    CHECK(std::is_sorted(table::ids.begin(), table::ids.end()));
}

template <class Table>
std::vector<std::uint32_t> ids_for_interrupts() {
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < Table::size; ++i) {
        if (helper_set<Table>::for_interrupts().contains(i)) {
            out.push_back(Table::ids[i]);
        }
    }
    return out;
}

TEST_CASE("interrupts may call what neither waits nor talks to a device") {
    CHECK(ids_for_interrupts<abi::helpers<platform::none>>() == every_platform);
    CHECK(ids_for_interrupts<abi::helpers<ticks>>() == every_platform); // its clock may need a lock
    CHECK(ids_for_interrupts<abi::helpers<platform::archetype>>() ==
          std::vector<std::uint32_t>{0x02, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x20, 0x50, 0x51,
                                     0x52, 0x60, 0x70, 0x71, 0x72});
}

TEST_CASE("helpers cost what the README's table says") {
    struct row {
        std::vector<std::uint32_t> ids;
        std::uint32_t slots;
        std::uint32_t bytes_per_slot; // 0: the same for every call
    };
    const row rows[] = {
        {{0x01}, 256, 2},
        {{0x82}, 80, 4},
        {{0x32, 0x33, 0x34, 0x80, 0x81, 0x83, 0x84}, 64, 0},
        {{0x02, 0x52}, 8, 4},
        {{0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x03, 0x50, 0x51}, 8, 0},
        {{0x20, 0x30, 0x31, 0x40, 0x41, 0x42, 0x43, 0x60, 0x61, 0x70, 0x71, 0x72}, 0, 0},
    };
    using table = abi::helpers<platform::archetype>;
    std::size_t seen = 0;
    for (const row& each : rows) {
        for (const std::uint32_t id : each.ids) {
            CAPTURE(id);
            const std::size_t at = table::find(id);
            REQUIRE(at < table::size);
            CHECK(table::costs[at] == each.slots);
            CHECK(table::bytes_per_slot[at] == each.bytes_per_slot);
            ++seen;
        }
    }
    CHECK(seen == table::size);
}

} // namespace
} // namespace fc::test
