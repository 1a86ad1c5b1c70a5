// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "bugs/everywhere.hpp"
#include "support/catch.hpp"

// Patterns 18 to 26: arithmetic. 27 is a JIT's; see README.md.
namespace fc::test {
namespace {

constexpr std::uint64_t least64 = 0x8000000000000000;

TEST_CASE("division by zero gives 0 and modulo by zero leaves dst", "[pattern-18]") {
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0\nr0 /= r1\nexit">) == returns(0));
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0\nr0 %= r1\nexit">) == returns(7));
    CHECK(everywhere(assembled<"r0 = 7\nr0 /= 0\nexit">) == returns(0));
    CHECK(everywhere(assembled<"r0 = -1\nr1 = 0\nw0 %= w1\nexit">) == returns(0xFFFFFFFF));
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0\nr0 s/= r1\nexit">) == returns(0));
}

TEST_CASE("a 32-bit division by 2^32 is a division by zero", "[pattern-19]") {
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0x100000000 ll\nw0 /= w1\nexit">) == returns(0));
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0x100000000 ll\nw0 %= w1\nexit">) == returns(7));
    CHECK(everywhere(assembled<"r0 = 7\nr1 = 0x100000000 ll\nw0 s/= w1\nexit">) == returns(0));
}

TEST_CASE("the least number divided by -1 is itself, without a trap", "[pattern-20]") {
    CHECK(everywhere(assembled<"r0 = 1\nr0 <<= 63\nr1 = -1\nr0 s/= r1\nexit">) == returns(least64));
    CHECK(everywhere(assembled<"r0 = 1\nr0 <<= 63\nr1 = -1\nr0 s%= r1\nexit">) == returns(0));
    CHECK(everywhere(assembled<"w0 = 0x80000000\nw1 = -1\nw0 s/= w1\nexit">) ==
          returns(0x80000000));
    CHECK(everywhere(assembled<"w0 = 0x80000000\nw1 = -1\nw0 s%= w1\nexit">) == returns(0));
    CHECK(everywhere(assembled<"w0 = 0x80000000\nw1 = 3\nw0 s/= w1\nexit">) == returns(0xD5555556));
}

TEST_CASE("shift counts are masked, in registers and immediates", "[pattern-21]") {
    CHECK(everywhere(assembled<"r0 = 1\nr1 = 64\nr0 <<= r1\nexit">) == returns(1));
    CHECK(everywhere(assembled<"r0 = 1\nr1 = 255\nr0 <<= r1\nexit">) == returns(least64));
    CHECK(everywhere(assembled<"w0 = 1\nw1 = 33\nw0 <<= w1\nexit">) == returns(2));
    CHECK(everywhere(text_of({{0xb7, 0, 0, 0, 4}, {0x77, 0, 0, 0, 65}, {0x95, 0, 0, 0, 0}})) ==
          returns(2));
    CHECK(everywhere(text_of({{0xb4, 0, 0, 0, -4}, {0xc4, 0, 0, 0, 33}, {0x95, 0, 0, 0, 0}})) ==
          returns(0xFFFFFFFE));
}

TEST_CASE("32-bit results leave nothing in the upper half", "[pattern-22]") {
    CHECK(everywhere(assembled<"r0 = 1\nw0 = -w0\nexit">) == returns(0xFFFFFFFF));
    CHECK(everywhere(assembled<"w0 = 0x80000000\nw0 s>>= 4\nexit">) == returns(0xF8000000));
    CHECK(everywhere(assembled<"r0 = 0\nw0 = -1\nexit">) == returns(0xFFFFFFFF));
    CHECK(everywhere(assembled<"r0 = -1\nw0 += 0\nexit">) == returns(0xFFFFFFFF));
}

TEST_CASE("the low word of lddw is not sign-extended", "[pattern-23]") {
    CHECK(everywhere(assembled<"r0 = 0x80000000 ll\nexit">) == returns(0x80000000));
    CHECK(everywhere(assembled<"r0 = 0x1ffffffff ll\nexit">) == returns(0x1FFFFFFFF));
}

TEST_CASE("immediates are sign-extended before 64-bit operations and unsigned compares",
          "[pattern-24]") {
    CHECK(everywhere(assembled<"r0 = 0\nr0 |= -2\nexit">) == returns(~std::uint64_t{1}));
    CHECK(everywhere(assembled<"r0 = 0xffffffff ll\nif r0 > -2 goto +1\nr0 = 1\nexit">) ==
          returns(1));
    CHECK(everywhere(assembled<"w0 = 0xffffffff\nif w0 > -2 goto +1\nr0 = 1\nexit">) ==
          returns(0xFFFFFFFF));
    CHECK(everywhere(assembled<"*(u64 *)(r10 - 8) = -1\nr0 = *(u64 *)(r10 - 8)\nexit">) ==
          returns(~std::uint64_t{0}));
}

TEST_CASE("moves, loads and swaps of every width extend or cut as they should", "[pattern-25]") {
    CHECK(everywhere(assembled<"r1 = 0x1280\nr0 = (s8)r1\nexit">) == returns(0xFFFFFFFFFFFFFF80));
    CHECK(everywhere(assembled<"r1 = 0x1280\nw0 = (s8)w1\nexit">) == returns(0xFFFFFF80));
    CHECK(everywhere(assembled<"*(u64 *)(r10 - 8) = 0x8000\nr0 = *(s16 *)(r10 - 8)\nexit">) ==
          returns(0xFFFFFFFFFFFF8000));
    CHECK(everywhere(assembled<"r0 = 0x1122334455667788 ll\nr0 = be16 r0\nexit">) ==
          returns(0x8877));
    CHECK(everywhere(assembled<"r0 = 0x1122334455667788 ll\nr0 = le32 r0\nexit">) ==
          returns(0x55667788));
    CHECK(everywhere(assembled<"r0 = 0x1122334455667788 ll\nr0 = bswap32 r0\nexit">) ==
          returns(0x88776655));
    for (const std::int32_t width : {0, 8, 15, 24, 48, 63, 65, 128, -1}) {
        CHECK(everywhere(text_of({{0xdc, 0, 0, 0, width}, {0x95, 0, 0, 0, 0}})) ==
              refused(errc::reserved_field, 0));
    }
}

TEST_CASE("32-bit and 64-bit jumps look at their own width", "[pattern-26]") {
    CHECK(everywhere(assembled<"r1 = 0x100000000 ll\nr0 = 1\nif r1 & 1 goto +1\nr0 = 0\nexit">) ==
          returns(0));
    CHECK(everywhere(assembled<"r1 = 0x100000000 ll\nr0 = 1\nif r1 & -1 goto +1\nr0 = 0\nexit">) ==
          returns(1));
    CHECK(everywhere(assembled<"r1 = 0x100000000 ll\nr0 = 1\nif w1 & -1 goto +1\nr0 = 0\nexit">) ==
          returns(0));
    CHECK(everywhere(assembled<"w1 = -1\nr0 = 1\nif r1 s> 0 goto +1\nr0 = 0\nexit">) == returns(1));
    CHECK(everywhere(assembled<"w1 = -1\nr0 = 1\nif w1 s> 0 goto +1\nr0 = 0\nexit">) == returns(0));
    CHECK(everywhere(assembled<"r1 = -1\nr0 = 1\nif r1 > -1 goto +1\nr0 = 0\nexit">) == returns(0));
}

} // namespace
} // namespace fc::test
