// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "bugs/everywhere.hpp"
#include "support/allows.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <femto/vm.hpp>

#include <array>

// Patterns 28 to 40: memory.
namespace fc::test {
namespace {

TEST_CASE("an address plus a size that wraps is outside", "[pattern-28]") {
    std::array<std::uint8_t, 16> context{};
    CHECK(everywhere(assembled<"r1 = 0x7ffffffffffffffe ll\nr0 = *(u64 *)(r1 + 0)\nexit">,
                     context) == faults(errc::illegal_memory, 2));
    CHECK(everywhere(assembled<"r1 = -2\nr0 = *(u64 *)(r1 + 0)\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    CHECK(everywhere(assembled<"r1 = -8\nr0 = *(u64 *)(r1 + 8)\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    CHECK(everywhere(assembled<"r1 = -1\n*(u8 *)(r1 + 0) = 1\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    static_assert(!fits<std::uint32_t>(0xFFFFFFFE, 16, 8));
    static_assert(!fits<std::uint32_t>(8, 16, 0xFFFFFFFF));
}

TEST_CASE("addresses are compared as unsigned numbers", "[pattern-29]") {
    // A signed comparison would take an offset above 2^31 for a negative number below the length.
    static_assert(!fits<std::uint32_t>(0x80000000, 16, 1));
    static_assert(fits<std::uint32_t>(0x80000000, 0x80000001, 1));
    static_assert(!fits<std::uint64_t>(0x8000000000000000, 16, 1));
    CHECK(everywhere(assembled<"r1 = 1\nr1 <<= 63\nr0 = *(u8 *)(r1 + 0)\nexit">) ==
          faults(errc::illegal_memory, 2));
}

TEST_CASE("the upper half of an address counts", "[pattern-30]") {
    // On a 32-bit host the low half alone would be a good address.
    std::array<std::uint8_t, 16> context{};
    CHECK(everywhere(assembled<"r2 = 1\nr2 <<= 32\nr1 += r2\nr0 = *(u8 *)(r1 + 0)\nexit">,
                     context) == faults(errc::illegal_memory, 3));
    CHECK(everywhere(assembled<"r2 = 1\nr2 <<= 63\nr1 += r2\nr0 = *(u8 *)(r1 + 0)\nexit">,
                     context) == faults(errc::illegal_memory, 3));
    CHECK(everywhere(assembled<"r2 = 1\nr2 <<= 32\nr1 += r2\n*(u64 *)(r1 + 0) = 1\nexit">,
                     context) == faults(errc::illegal_memory, 3));
}

TEST_CASE("a size of 256 is not a size of 0", "[pattern-31]") {
    std::array<std::uint8_t, 16> context{};
    CHECK(everywhere(assembled<"r2 = 16\ncall 1\nr0 = 1\nexit">, context) == returns(1));
    CHECK(everywhere(assembled<"r2 = 17\ncall 1\nr0 = 1\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    CHECK(everywhere(assembled<"r2 = 256\ncall 1\nr0 = 1\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    CHECK(everywhere(assembled<"r2 = 0x10000\ncall 1\nr0 = 1\nexit">, context) ==
          faults(errc::illegal_memory, 1));
    CHECK(everywhere(assembled<"r2 = 0x100000000 ll\ncall 1\nr0 = 1\nexit">, context) ==
          faults(errc::illegal_memory, 2));
}

TEST_CASE("a copying helper copies within what the program may touch", "[pattern-32]") {
    std::array<std::uint8_t, 8> context{1, 2, 3, 4, 5, 6, 7, 8};
    CHECK(everywhere(assembled<"r3 = r1\nr4 = 4\nr1 += 4\nr2 = 4\ncall 2\nr0 = 1\nexit">,
                     context) == returns(1));
    CHECK(context == std::array<std::uint8_t, 8>{1, 2, 3, 4, 1, 2, 3, 4});
    CHECK(everywhere(assembled<"r3 = r1\nr4 = 9\nr2 = 8\ncall 2\nexit">, context) ==
          faults(errc::illegal_memory, 3));
    CHECK(everywhere(assembled<"r3 = 4096\nr4 = 4\nr2 = 4\ncall 2\nexit">, context) ==
          faults(errc::illegal_memory, 3));
    CHECK(everywhere(assembled<"r3 = r1\nr4 = 4\nr1 = 4096\nr2 = 4\ncall 2\nexit">, context) ==
          faults(errc::illegal_memory, 4));
    CHECK(everywhere(assembled<"r1 = 0\nr2 = 9\ncall 4\nexit">, context) ==
          faults(errc::illegal_memory, 2));
}

TEST_CASE("all bytes of an access are checked, not the first alone", "[pattern-33]") {
    std::array<std::uint8_t, 7> context{};
    CHECK(everywhere(assembled<"r0 = *(u64 *)(r1 + 0)\nexit">, context) ==
          faults(errc::illegal_memory, 0));
    CHECK(everywhere(assembled<"r0 = *(u16 *)(r1 + 6)\nexit">, context) ==
          faults(errc::illegal_memory, 0));
    CHECK(everywhere(assembled<"*(u32 *)(r1 + 4) = 0\nexit">, context) ==
          faults(errc::illegal_memory, 0));
}

TEST_CASE("empty, adjacent and overlapping regions keep their own bounds and rights",
          "[pattern-34]") {
    using memory::access;
    fc::memory::allow_list<7> list;
    std::array<std::uint8_t, 32> bytes{};
    const auto at = reinterpret_cast<std::uintptr_t>(bytes.data());
    REQUIRE(list.grant(read_only(std::span{bytes}.first(8))));
    REQUIRE(list.grant(writable(std::span{bytes}.subspan(8, 8))));
    REQUIRE(list.grant(read_only(std::span{bytes}.subspan(12, 12))));
    CHECK(allows(list, access::read, at, 0, 8));
    CHECK_FALSE(allows(list, access::write, at, 0, 1));
    CHECK_FALSE(allows(list, access::read, at, 4, 8)); // straddles two regions
    CHECK(allows(list, access::write, at, 8, 8));
    CHECK(allows(list, access::write, at, 12, 4));
    CHECK_FALSE(allows(list, access::write, at, 12, 5));
    CHECK(allows(list, access::read, at, 12, 12));
    CHECK_FALSE(allows(list, access::write, at, 16, 1));
    CHECK_FALSE(allows(list, access::read, at, 24, 1));

    fc::memory::segmented<7> numbers;

    REQUIRE(numbers.assign({.context = writable(std::span{bytes}.first(8))}) == errc::ok);
    CHECK_FALSE(allows(numbers, access::read, 0x01000000, 0, 1));
    CHECK(allows(numbers, access::read, 0x02000000, 0, 8));
    CHECK_FALSE(allows(numbers, access::read, 0x01FFFFFF, 0, 2)); // runs into region 2 from below
    CHECK_FALSE(allows(numbers, access::read, 0x00FFFFFF, 0, 1));
}

TEST_CASE("accesses of any width at any address are good", "[pattern-35]") {
    for (std::int16_t offset = 0; offset < 8; ++offset) {
        CAPTURE(offset);
        std::array<std::uint8_t, 16> context{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        std::uint64_t expected = 0;
        for (std::size_t i = 8; i-- > 0;) {
            expected = expected << 8 | context[static_cast<std::size_t>(offset) + i];
        }
        CHECK(everywhere(text_of({{0x79, 0, 1, offset, 0}, {0x95, 0, 0, 0, 0}}), context) ==
              returns(expected));
        CHECK(everywhere(text_of({{0x7b, 1, 1, offset, 0}, {0x95, 0, 0, 0, 0}}), context).error ==
              errc::ok);
        CHECK(everywhere(text_of({{0xb7, 2, 0, 0, 1}, {0xdb, 1, 2, offset, 1}, {0x95, 0, 0, 0, 0}}),
                         context)
                  .error == errc::ok);
    }
}

TEST_CASE("memory is little-endian", "[pattern-36]") {
    std::array<std::uint8_t, 8> context{};
    CHECK(everywhere(assembled<"r2 = 0x1122334455667788 ll\n*(u64 *)(r1 + 0) = r2\n"
                               "r0 = *(u16 *)(r1 + 2)\nexit">,
                     context) == returns(0x5566));
    CHECK(context == std::array<std::uint8_t, 8>{0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11});
}

TEST_CASE("no program reads what another left on the stack", "[pattern-37]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        REQUIRE(vm.run(*verify<Config>(assembled<"r1 = r10\n*(u64 *)(r1 - 64) = 0x5a\n"
                                                 "r0 = 0\nexit">)));
        CHECK(*vm.run(*verify<Config>(assembled<"r0 = *(u64 *)(r10 - 64)\nexit">)) == 0);
        // Not through r10 either: the stack lies at 0x01000000.
        const auto by_number =
            vm.run(*verify<Config>(assembled<"r1 = 0x10001c0 ll\nr0 = *(u64 *)(r1 + 0)\nexit">));
        CHECK((!by_number || *by_number == 0));
    });
}

TEST_CASE("no host address is visible through registers", "[pattern-38]") {
    std::array<std::uint8_t, 16> context{};
    const auto small = [](const outcome& o) { return o.r0 < 0x100000000; };
    CHECK(small(everywhere(assembled<"r0 = r1\nexit">, context)));
    CHECK(small(everywhere(assembled<"r0 = r10\nexit">, context)));
    CHECK(everywhere(assembled<"r0 = r1\nexit">, context) == returns(0x02000000));
    CHECK(everywhere(assembled<"r0 = r3\nr0 |= r4\nr0 |= r5\nr0 |= r6\nr0 |= r7\nr0 |= r8\n"
                               "r0 |= r9\nexit">,
                     context) == returns(0));
}

TEST_CASE("atomics are words and double words, and exchange always fetches", "[pattern-39]") {
    std::array<std::uint8_t, 8> context{1};
    const auto bad = [](std::uint8_t opcode, std::int32_t imm) {
        return everywhere(text_of({{opcode, 1, 2, 0, imm}, {0x95, 0, 0, 0, 0}}));
    };
    CHECK(bad(0xcb, 0) == refused(errc::illegal_instruction, 0));
    CHECK(bad(0xd3, 0) == refused(errc::illegal_instruction, 0));
    CHECK(bad(0xdb, 0xE0) == refused(errc::reserved_field, 0));
    CHECK(bad(0xdb, 0xF0) == refused(errc::reserved_field, 0));
    CHECK(bad(0xc3, 0x10) == refused(errc::reserved_field, 0));
    CHECK(everywhere(assembled<"r0 = -1\nr2 = 5\nw0 = cmpxchg32_32(r1 + 0, w0, w2)\nexit">,
                     context) == returns(1));
}

TEST_CASE("a helper's copy of guest memory is read once", "[pattern-40]") {
    // guest<T>::get() is a copy: what is decided on is what was read, whoever writes meanwhile.
    std::array<std::uint8_t, 4> bytes{1, 0, 0, 0};
    const guest<const std::uint32_t> shared{bytes.data()};
    const std::uint32_t seen = shared.get();
    bytes[0] = 9;
    CHECK(seen == 1);
    CHECK(shared.get() == 9);
    static_assert(std::is_same_v<decltype(shared.get()), std::uint32_t>);
}

} // namespace
} // namespace fc::test
