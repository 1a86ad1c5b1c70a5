// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

namespace fc::test {
namespace {

// Writes 0x5a over 128 bytes below r10.
constexpr const auto& scribble = assembled<R"(
    r1 = r10
    r2 = 128
again:
    r1 += -1
    *(u8 *)(r1 + 0) = 0x5a
    r2 += -1
    if r2 != 0 goto again
    r0 = 0
    exit
)">;

TEST_CASE("no byte of the stack outlives its run", "[isolation]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
    };
    const row rows[] = {
        {"through r10", assembled<"r0 = *(u64 *)(r10 - 8)\nexit">},
        {"through r10, deep", assembled<"r0 = *(u8 *)(r10 - 100)\nexit">},
        {"through a copy of r10", assembled<"r1 = r10\nr1 += -64\nr0 = *(u64 *)(r1 + 0)\nexit">},
        {"through a sum with r10", assembled<"r1 = -64\nr1 += r10\nr0 = *(u64 *)(r1 + 0)\nexit">},
        {"in a function", assembled<"call f\nexit\nf: r0 = *(u64 *)(r10 - 64)\nexit">},
    };
    for (const row& each : rows) {
        each_machine<defaults>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            fc::vm<Config> vm;
            REQUIRE(vm.run(*verify<Config>(scribble)));
            const auto r0 = vm.run(*verify<Config>(each.text));
            REQUIRE(r0);
            CHECK(*r0 == 0);
        });
    }
}

TEST_CASE("a stack address that is no copy of r10 reads nothing that others left", "[isolation]") {
    // Every address of the whole stack in turn: 0 where the program may read, else a fault.
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        const auto spoil = verify<Config>(scribble);
        for (std::int32_t offset = 0; offset < 512; ++offset) {
            CAPTURE(offset);
            REQUIRE(vm.run(*spoil));
            const auto text = text_of(
                {{0x18, 1, 0, 0, 0x01000000 + offset}, {}, {0x71, 0, 1, 0, 0}, {0x95, 0, 0, 0, 0}});
            const auto r0 = vm.run(*verify<Config>(text));
            const bool clean = r0 ? *r0 == 0 : r0.error() == errc::illegal_memory;
            CHECK(clean);
        }
    });
}

TEST_CASE("registers start at 0 after any other program", "[isolation]") {
    const auto& fill = assembled<"r0 = -1\nr3 = -1\nr4 = -1\nr5 = -1\nr6 = -1\nr7 = -1\nr8 = -1\n"
                                 "r9 = -1\nexit">;
    const auto& sum = assembled<"r0 |= r3\nr0 |= r4\nr0 |= r5\nr0 |= r6\nr0 |= r7\nr0 |= r8\n"
                                "r0 |= r9\nr0 |= r1\nr0 |= r2\nexit">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        REQUIRE(vm.run(*verify<Config>(fill)));
        CHECK(*vm.run(*verify<Config>(sum)) == 0);
    });
}

TEST_CASE("what one function saved is no longer there when it has returned", "[isolation]") {
    // r6 of main is kept below its frame during the call; afterwards that place reads 0.
    const auto& text = assembled<R"(
        r6 = 0x1234
        call f
        r1 = r10
        r1 += -32
        r0 = *(u64 *)(r1 + 0)
        exit
    f:  exit
    )">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        CHECK(*vm.run(*verify<Config>(text)) == 0);
    });
}

TEST_CASE("the context of the last run is out of reach in the next", "[isolation]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto& load = assembled<"r1 = 0x2000000 ll\nr0 = *(u8 *)(r1 + 0)\nexit">;
        fc::vm<Config> vm;
        std::array<std::uint8_t, 4> bytes{7};
        CHECK(*vm.run(*verify<Config>(load), bytes) == 7);
        CHECK(vm.run(*verify<Config>(load)).error() == errc::illegal_memory);
    });
}

} // namespace
} // namespace fc::test
