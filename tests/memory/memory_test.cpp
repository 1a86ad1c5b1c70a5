// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/allows.hpp"
#include "support/catch.hpp"

#include <femto/memory/allow_list.hpp>
#include <femto/memory/policy.hpp>
#include <femto/memory/segmented.hpp>

#include <array>
#include <limits>
#include <vector>

namespace fc::test {
namespace {

using memory::access;
using memory::section;

static_assert(memory::policy<memory::segmented<2>> && memory::policy<memory::segmented<127>>);
static_assert(memory::policy<memory::allow_list<2>> && memory::policy<memory::allow_list<255>>);

TEST_CASE("segmented regions lie where the documentation says", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    memory::segmented<7> numbers;
    CHECK(numbers.assign({bytes, read_only(bytes), bytes, bytes}) == errc::ok);
    CHECK(numbers.address_of(section::stack) == 0x01000000);
    CHECK(numbers.address_of(section::context) == 0x02000000);
    CHECK(numbers.address_of(section::data) == 0x03000000);
    CHECK(numbers.address_of(section::rodata) == 0x04000000);
    CHECK(*numbers.grant(writable(bytes)) == 0x07000000);
    CHECK(*numbers.grant(writable(bytes)) == 0x06000000);
    CHECK(*numbers.grant(writable(bytes)) == 0x05000000);
    CHECK(numbers.grant(writable(bytes)).error() == errc::regions_full);
    CHECK(place_of(numbers, access::read, 0x03000000, 4, 4) == &bytes[4]);
}

template <std::size_t N>
void check_every_number() {
    std::array<std::uint8_t, 16> bytes{};
    memory::segmented<N> numbers;
    REQUIRE(numbers.assign({.context = writable(bytes)}) == errc::ok);
    CAPTURE(N);
    // Every region number, also those beyond the table, and bits above.
    for (std::uint64_t number = 0; number < 1024; ++number) {
        for (const std::int32_t offset : {-1, 0, 8, 15, 16}) {
            const bool inside = number == 2 && offset >= 0 && offset < 16;
            const bool got = allows(numbers, access::read, number << 24, offset, 1);
            if (got != inside) {
                CAPTURE(number, offset);
                CHECK(false);
            }
        }
    }
    for (unsigned bit = 24; bit < 64; ++bit) {
        CAPTURE(bit);
        const std::uint64_t address = 0x02000000ULL ^ (std::uint64_t{1} << bit);
        CHECK_FALSE(allows(numbers, access::write, address, 0, 1));
    }
}

TEST_CASE("no number but its own leads to a segmented region", "[memory]") {
    check_every_number<2>();
    check_every_number<3>();
    check_every_number<4>();
    check_every_number<8>();
    check_every_number<100>();
    check_every_number<127>();
}

TEST_CASE("any size that does not fit is refused, up to the largest", "[memory]") {
    std::vector<std::uint8_t> large(std::size_t{1} << 24);
    memory::segmented<4> numbers;
    REQUIRE(numbers.assign({.context = writable(large)}) == errc::ok);
    memory::allow_list<4> list;
    REQUIRE(list.assign({.context = writable(large)}) == errc::ok);
    const std::uint64_t at = list.address_of(section::context);
    constexpr auto most = std::numeric_limits<std::uint32_t>::max();
    struct row {
        std::int32_t offset;
        std::uint32_t size;
        bool inside;
    };
    for (const row& each :
         {row{0, 1U << 24, true}, row{0, (1U << 24) + 1, false}, row{1, 1U << 24, false},
          row{1, (1U << 24) - 1, true}, row{(1 << 24) - 1, 1, true}, row{1 << 24, 1, false},
          row{0, most, false}, row{1, most, false}, row{8, most - 7, false},
          row{(1 << 24) - 1, most, false}, row{-1, 2, false}, row{-1, most, false}}) {
        CAPTURE(each.offset, each.size);
        for (const access how : {access::read, access::write}) {
            CHECK(allows(numbers, how, 0x02000000, each.offset, each.size) == each.inside);
            CHECK(allows(list, how, at, each.offset, each.size) == each.inside);
        }
    }
}

TEST_CASE("a region larger than its address space is refused", "[memory]") {
    std::vector<std::uint8_t> large((std::size_t{1} << 24) + 1);
    memory::segmented<7> numbers;
    CHECK(numbers.assign({.data = large}) == errc::region_too_large);
    CHECK(numbers.assign({.context = writable(large)}) == errc::region_too_large);
    CHECK(numbers.assign({.rodata = large}) == errc::region_too_large);
    CHECK(numbers.grant(writable(large)).error() == errc::region_too_large);
    CHECK(numbers.assign({.data = std::span{large}.first(std::size_t{1} << 24)}) == errc::ok);
}

TEST_CASE("three segmented regions hold data or rodata, not both", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    memory::segmented<3> numbers;
    CHECK(numbers.assign({.data = bytes}) == errc::ok);
    CHECK(allows(numbers, access::write, numbers.address_of(section::data), 0, 8));
    CHECK(numbers.assign({.data = bytes, .rodata = bytes}) == errc::regions_full);
    CHECK(numbers.assign({.rodata = bytes}) == errc::ok);
    CHECK(allows(numbers, access::read, numbers.address_of(section::rodata), 0, 8));
    CHECK_FALSE(allows(numbers, access::write, numbers.address_of(section::rodata), 0, 1));
    CHECK(numbers.grant(writable(bytes)).error() == errc::regions_full);
}

TEST_CASE("a right to write is taken back with its region", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    memory::segmented<7> numbers;
    const auto granted = numbers.grant(writable(bytes));
    CHECK(allows(numbers, access::write, *granted, 0, 1));
    numbers.revoke();
    CHECK_FALSE(allows(numbers, access::read, *granted, 0, 1));
    CHECK(*numbers.grant(read_only(bytes)) == *granted);
    CHECK(allows(numbers, access::read, *granted, 0, 1));
    CHECK_FALSE(allows(numbers, access::write, *granted, 0, 1));
}

TEST_CASE("an empty region takes no place, and no later one has its address", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    const auto check = [&](auto& policy) {
        for (int i = 0; i < 9; ++i) {
            CHECK(*policy.grant(writable(std::span{bytes}.first(0))) == 0);
            CHECK(*policy.grant(read_only(std::span<const std::uint8_t>{})) == 0);
        }
        const auto granted = policy.grant(writable(bytes));
        REQUIRE(granted);
        CHECK(*granted != 0);
        CHECK_FALSE(allows(policy, access::read, 0, 0, 1));
    };
    memory::segmented<7> numbers;
    check(numbers);
    memory::allow_list<7> list;
    check(list);
}

struct pair {
    std::uint16_t a;
    std::uint16_t b;
};

TEST_CASE("objects, arrays and spans of any plain type can be granted as their bytes", "[memory]") {
    const pair constant{0x0201, 0x0403};
    pair object = constant;
    const std::array<std::uint16_t, 3> array{1, 2, 3};
    const std::span<const std::uint16_t> words{array};
    const std::vector<pair> pairs(5);
    std::uint32_t numbers[2] = {1, 2};
    CHECK(bytes_of(constant).data() == reinterpret_cast<const std::uint8_t*>(&constant));
    CHECK(bytes_of(constant).size() == 4);
    static_assert(std::is_same_v<decltype(bytes_of(constant)), std::span<const std::uint8_t>>);
    static_assert(std::is_same_v<decltype(bytes_of(object)), std::span<std::uint8_t>>);
    CHECK(bytes_of(array).size() == 6);
    CHECK(bytes_of(words).size() == 6); // of what it refers to, not of the span
    CHECK(bytes_of(words.first(1)).size() == 2);
    CHECK(bytes_of(pairs).size() == 20);
    CHECK(bytes_of(numbers).size() == 8);
    const region constants = read_only(words);
    CHECK(constants.length == 6);
    CHECK_FALSE(constants.writable);
    CHECK(constants.base == bytes_of(array).data());
    CHECK_FALSE(read_only(std::span{numbers}).writable);
    CHECK(writable(std::span{numbers}).writable);
    CHECK(writable(std::span{numbers}).length == 8);
    CHECK_FALSE(read_only(bytes_of(object)).writable);
    static_assert(read_only(std::span<const std::uint8_t>{}).length == 0);
}

TEST_CASE("the list's memory of the last hit lets no store into a read-only region", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    std::array<std::uint8_t, 8> constants{};
    memory::allow_list<6> list;
    REQUIRE(list.assign({.context = writable(bytes), .rodata = constants}) == errc::ok);
    const std::uint64_t fixed = list.address_of(section::rodata);
    for (int i = 0; i < 3; ++i) {
        CHECK(allows(list, access::read, fixed, 0, 8));
        CHECK_FALSE(allows(list, access::write, fixed, 0, 1));
        CHECK(allows(list, access::write, list.address_of(section::context), 0, 8));
        CHECK_FALSE(allows(list, access::write, fixed, 0, 1));
    }
    REQUIRE(list.assign({}) == errc::ok);
    CHECK_FALSE(allows(list, access::read, fixed, 0, 8));
}

TEST_CASE("the list refuses addresses that wrap", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    memory::allow_list<4> list;
    REQUIRE(list.assign({.stack = bytes}) == errc::ok);
    const std::uint64_t at = list.address_of(section::stack);
    CHECK(allows(list, access::read, at - 100, 100, 8)); // a sum that stays good is good
    CHECK_FALSE(allows(list, access::read, at - 1, 0, 8));
    CHECK_FALSE(allows(list, access::read, at, 1, 8));
    CHECK_FALSE(allows(list, access::read, at, -1, 2));
    CHECK_FALSE(allows(list, access::read, 0, 0, 1));
    CHECK_FALSE(allows(list, access::read, ~std::uint64_t{0}, 0, 8));
}

TEST_CASE("a string is looked for in the rest of its region only", "[memory]") {
    std::array<std::uint8_t, 8> bytes{};
    memory::segmented<4> numbers;
    REQUIRE(numbers.assign({.context = read_only(bytes)}) == errc::ok);
    CHECK(numbers.readable_from(0x02000000).size() == 8);
    CHECK(numbers.readable_from(0x02000007).size() == 1);
    CHECK(numbers.readable_from(0x02000008).empty());
    CHECK(numbers.readable_from(0).empty());
    memory::allow_list<4> list;
    REQUIRE(list.assign({.context = read_only(bytes)}) == errc::ok);
    const std::uint64_t at = list.address_of(section::context);
    CHECK(list.readable_from(at + 3).size() == 5);
    CHECK(list.readable_from(at + 8).empty());
}

} // namespace
} // namespace fc::test
