// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Instructions that the executor over cells runs two at a time. Nobody may see that: each program gives
// what it gives one by one, whatever the slices, and whoever jumps to the second finds it.
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace fc::test {
namespace {

struct config : defaults {};

struct row {
    const char* what;
    std::span<const std::uint8_t> text;
    std::uint64_t r0;
};
// r1 is the context at 0x02000000, r2 its length of 16.
const row rows[] = {
    {"a sum of registers", assembled<"r0 = r1\nr0 += r2\nexit">, 0x02000010},
    {"a sum that carries", assembled<"r3 = -1 ll\nr4 = 2 ll\nr0 = r3\nr0 += r4\nexit">, 1},
    {"a sum into the upper half", assembled<"r3 = 0xFFFFFFFF ll\nr0 = r3\nr0 += r2\nexit">,
     0x10000000F},
    {"a sum with a constant below 0", assembled<"r0 = r2\nr0 += -17\nexit">, ~std::uint64_t{0}},
    {"a sum of what was moved with itself", assembled<"r0 = r2\nr0 += r0\nexit">, 32},
    {"a sum with the register that was moved", assembled<"r0 = r2\nr0 += r2\nexit">, 32},
    {"a register moved to itself", assembled<"r0 = 5\nr0 = r0\nr0 += r2\nexit">, 21},
    {"words", assembled<"r3 = 0x1FFFFFFFF ll\nw0 = w3\nw0 += w2\nexit">, 15},
    {"words of what was moved with itself",
     assembled<"r3 = 0x180000001 ll\nw0 = w3\nw0 += w0\nexit">, 2},
    {"bits of a word", assembled<"r3 = 0x1234567FF ll\nw0 = w3\nw0 &= 255\nexit">, 0xFF},
    {"bits of a word by a mask below 0",
     assembled<"r3 = 0x1234567FF ll\nw0 = w3\nw0 &= -256\nexit">, 0x23456700},
    {"a move of 64 bits and a sum of 32", assembled<"r3 = 0x1FFFFFFFF ll\nr0 = r3\nw0 += w2\nexit">,
     15},
    {"a move of 32 bits and a sum of 64", assembled<"r3 = 0x1FFFFFFFF ll\nw0 = w3\nr0 += r2\nexit">,
     0x10000000F},
    {"a move that extends a sign", assembled<"r3 = 0x80\nr0 = (s8)r3\nr0 += r2\nexit">,
     ~std::uint64_t{0} - 111},
    {"a sum in another register", assembled<"r0 = r2\nr3 += r2\nexit">, 16},
    {"an upper half cleared", assembled<"r0 = 0x1234567890 ll\nr0 <<= 32\nr0 >>= 32\nexit">,
     0x34567890},
    {"shifts by other numbers", assembled<"r0 = 0x1234567890 ll\nr0 <<= 31\nr0 >>= 31\nexit">,
     0x034567890},
    {"shifts by two numbers, the first 32",
     assembled<"r0 = 0x1234567890 ll\nr0 <<= 32\nr0 >>= 33\nexit">, 0x34567890 >> 1},
    {"shifts by two numbers, the second 32",
     assembled<"r0 = 0x1234567890 ll\nr0 <<= 33\nr0 >>= 32\nexit">, 0x68ACF120},
    {"shifts of two registers", assembled<"r0 = 3\nr3 = 7 ll\nr3 <<= 32\nr0 >>= 32\nexit">, 0},
    {"a sign shifted back", assembled<"r0 = 0x80000000 ll\nr0 <<= 32\nr0 s>>= 32\nexit">,
     0xFFFFFFFF80000000},
    {"a jump to the sum", assembled<"r0 = 1\ngoto in\nr0 = r1\nin: r0 += r2\nexit">, 17},
    {"a jump to the sum of words", assembled<"r0 = -1\ngoto in\nw0 = w1\nin: w0 += w2\nexit">, 15},
    {"a jump to the bits", assembled<"r0 = -1\ngoto in\nw0 = w1\nin: w0 &= 15\nexit">, 15},
    {"a jump to the shift back", assembled<"r0 = -1\ngoto in\nr0 <<= 32\nin: r0 >>= 32\nexit">,
     0xFFFFFFFF},
    {"a pair that is run and jumped into by turns",
     assembled<"r3 = 3\nagain: r0 = r2\nin: r0 += r3\nr3 += -1\nif r3 == 1 goto in\n"
               "if r3 != 0 goto again\nexit">,
     // 16 + 3, 16 + 2, that + 1
     19},
    {"a function that begins with the sum",
     assembled<"r0 = 1\ncall in\nexit\nr0 = r1\nexit\nin: r0 += r2\nexit">, 17},
    {"the second slot of a constant in front", assembled<"r0 = 5 ll\nr0 += r2\nexit">, 21},
    {"three in a row", assembled<"r3 = r2\nr0 = r3\nr0 += r3\nr0 += 1\nexit">, 33},
};

struct seen {
    std::uint32_t slot = 0;
    std::uint32_t executed = 0;
    std::vector<std::uint64_t> registers{};

    friend bool operator==(const seen&, const seen&) = default;
};

/// What is seen after each of as many slices as it takes, all of one size.
template <class Config>
std::vector<seen> stops(std::span<const std::uint8_t> text, std::uint32_t slice) {
    const auto program = verify<Config>(text);
    REQUIRE(program);
    fc::vm<Config> vm;
    std::array<std::uint8_t, 16> context{};
    REQUIRE(vm.start(*program, context));
    std::vector<seen> out;
    for (bool done = false; !done && out.size() < 1000;) {
        const auto state = vm.resume(slice);
        REQUIRE(state);
        done = state->done();
        out.push_back(
            {vm.slot(), vm.instructions(), {vm.registers().begin(), vm.registers().end()}});
    }
    return out;
}

TEST_CASE("two instructions run as one give what they give one by one", "[pair]") {
    each_executor<config>([]<class Config>() {
        for (const row& each : rows) {
            CAPTURE(Config::name, each.what);
            const auto program = verify<Config>(each.text);
            REQUIRE(program);
            fc::vm<Config> vm;
            std::array<std::uint8_t, 16> context{};
            const auto r0 = vm.run(*program, context);
            REQUIRE(r0);
            CHECK(*r0 == each.r0);
        }
    });
}

TEST_CASE("slices stop at the same slots and counts around two instructions run as one", "[pair]") {
    for (const row& each : rows) {
        for (const std::uint32_t slice : {1U, 2U, 3U, 4U, 5U, 7U}) {
            CAPTURE(each.what, slice);
            CHECK(stops<decoded<config>>(each.text, slice) ==
                  stops<compact<config>>(each.text, slice));
        }
    }
}

} // namespace
} // namespace fc::test
