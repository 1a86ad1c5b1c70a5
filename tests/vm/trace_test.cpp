// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <vector>

namespace fc::test {
namespace {

struct journal {
    std::vector<std::uint32_t> slots{};
    std::vector<std::uint64_t> r0{};
    std::uint64_t calls = 0;
};

struct recorder {
    static void step(journal& into, std::uint32_t slot,
                     std::span<const std::uint64_t, isa::register_count> registers) {
        into.slots.push_back(slot);
        into.r0.push_back(registers[0]);
    }
};

std::uint64_t count(journal& into, std::uint64_t by) { return into.calls += by; }

struct traced : defaults {
    using environment = journal;
    using trace = recorder;
    using helpers = helper_table<helper<1, "count", count>>;
};
struct with_environment : defaults {
    using environment = journal;
    using helpers = helper_table<helper<1, "count", count>>;
};

TEST_CASE("the tracer sees each instruction once, before it executes, in order", "[trace]") {
    const auto& text = assembled<R"(
        r0 = 1 ll
        r0 += 1
        if r0 != 3 goto -2
        call f
        exit
    f:  r0 = 9
        exit
    )">;
    each_machine<traced>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(text);
        fc::vm<Config> vm;
        journal seen;
        CHECK(*vm.run(*program, {}, seen) == 9);
        CHECK(seen.slots == std::vector<std::uint32_t>{0, 2, 3, 2, 3, 4, 6, 7, 5});
        CHECK(seen.r0 == std::vector<std::uint64_t>{0, 1, 2, 2, 3, 3, 3, 9, 9});
        // LDDW is one instruction in two slots.
        CHECK(vm.instructions() == seen.slots.size() + 1);
    });
}

TEST_CASE("an instruction that is refused was traced all the same", "[trace]") {
    each_machine<traced>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"r1 = 0\nr0 = *(u8 *)(r1 + 0)\nexit">);
        fc::vm<Config> vm;
        journal seen;
        CHECK(vm.run(*program, {}, seen).error() == errc::illegal_memory);
        CHECK(seen.slots == std::vector<std::uint32_t>{0, 1});
    });
}

// The budget is looked at by the jump, call or exit itself, which is behind the look of the tracer.
TEST_CASE("the jump, call or exit at which a slice ended is traced again by the next", "[trace]") {
    const auto& text = assembled<R"(
        r0 += 1
        if r0 != 3 goto -2
        exit
    )">;
    each_machine<traced>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(text);
        fc::vm<Config> vm;
        journal whole;
        CHECK(*vm.run(*program, {}, whole) == 3);
        CHECK(whole.slots == std::vector<std::uint32_t>{0, 1, 0, 1, 0, 1, 2});
        CHECK(vm.instructions() == 7);

        journal sliced;
        REQUIRE(vm.start(*program, {}, sliced));
        CHECK_FALSE(vm.resume(1)->done());
        CHECK(sliced.slots == std::vector<std::uint32_t>{0, 1});
        CHECK_FALSE(vm.resume(1)->done());
        CHECK(vm.resume(100)->r0() == 3);
        CHECK(vm.instructions() == 7);
        CHECK(sliced.slots == std::vector<std::uint32_t>{0, 1, 1, 0, 1, 1, 0, 1, 2});
    });
}

TEST_CASE("a helper gets the environment of the run it is called in", "[environment]") {
    each_machine<with_environment>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"r1 = 5\ncall 1\nexit">);
        fc::vm<Config> vm;
        journal first;
        journal second;
        CHECK(*vm.run(*program, {}, first) == 5);
        CHECK(*vm.run(*program, {}, first) == 10);
        CHECK(*vm.run(*program, {}, second) == 5);
        REQUIRE(vm.start(*program, {}, second));
        CHECK(vm.resume(100)->r0() == 10);
        CHECK(first.calls == 10);
    });
}

struct mask_counter {
    mask_counter() { ++held; }
    ~mask_counter() { ++released; }
    mask_counter(const mask_counter&) = delete;
    mask_counter& operator=(const mask_counter&) = delete;
    static inline int held = 0;
    static inline int released = 0;
};
struct guarded_config : defaults {
    using guard = mask_counter;
};

TEST_CASE("the guard of a Config is held around each atomic instruction", "[environment]") {
    each_machine<guarded_config>([]<class Config>() {
        CAPTURE(Config::name);
        mask_counter::held = mask_counter::released = 0;
        const auto program = verify<Config>(assembled<"r1 = 1\nlock *(u32 *)(r10 - 8) += r1\n"
                                                      "lock *(u64 *)(r10 - 8) |= r1\n"
                                                      "*(u64 *)(r10 - 8) = r1\nr0 = 0\nexit">);
        REQUIRE(program);
        fc::vm<Config> vm;
        CHECK(vm.run(*program));
        CHECK(mask_counter::held == 2);
        CHECK(mask_counter::released == 2);
    });
}

} // namespace
} // namespace fc::test
