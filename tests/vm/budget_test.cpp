// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <algorithm>
#include <array>

namespace fc::test {
namespace {

void nothing() {}
void clear(guest_span<std::uint8_t> bytes) {
    for (const auto byte : bytes) {
        byte.set(0);
    }
}
std::uint64_t length(guest_string text) { return text.size(); }
struct config : defaults {
    using helpers =
        helper_table<helper<1, "free_of_charge", nothing>, helper<2, "costly", nothing, 10>>;
};
struct metered : config {
    using helpers =
        helper_table<helper<1, "free_of_charge", nothing>, helper<2, "costly", nothing, 10>,
                     helper<3, "clear", clear, 2, callable::from_threads, 8>,
                     helper<4, "length", length, 0, callable::from_threads, 4>>;
};

// Three slots a round, then two: r0 counts down from 10.
constexpr const auto& countdown =
    assembled<"r0 = 10\nagain: r1 = 1\nr0 -= r1\nif r0 != 0 goto again\nr0 = 7\nexit">;
constexpr std::uint32_t countdown_slots = 1 + 3 * 10 + 2;

struct limited : config {
    static constexpr std::uint32_t budget = 5;
};

struct stop {
    bool done = false;
    errc error = errc::ok;
    std::uint32_t slot = 0;
    std::uint32_t executed = 0;

    friend bool operator==(const stop&, const stop&) = default;
};

template <class Config>
stop run_for(std::span<const std::uint8_t> text, std::initializer_list<std::uint32_t> slices) {
    const auto program = verify<Config>(text);
    REQUIRE(program);
    fc::vm<Config> vm;
    REQUIRE(vm.start(*program));
    stop at;
    for (const std::uint32_t slice : slices) {
        const auto state = vm.resume(slice);
        at.error = state.error();
        at.done = state && state->done();
        if (!state || at.done) {
            break;
        }
    }
    at.slot = vm.slot();
    at.executed = vm.instructions();
    return at;
}

TEST_CASE("a run that has what it needs counts its slots", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        CHECK(run_for<Config>(countdown, {1000}) == stop{true, errc::ok, 6, countdown_slots});
        CHECK(run_for<Config>(countdown, {countdown_slots}).done);
        // LDDW is two slots.
        CHECK(run_for<Config>(assembled<"r0 = 1 ll\nexit">, {3}) == stop{true, errc::ok, 3, 3});
    });
}

TEST_CASE("a jump, call or exit is refused when the slots before it have used the budget up",
          "[budget]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
        std::uint32_t budget;
        stop expected;
    };
    const row rows[] = {
        {"no budget: the first exit", assembled<"r0 = 1\nexit">, 0, {false, errc::ok, 1, 1}},
        {"one slot too few for exit", assembled<"r0 = 1\nexit">, 1, {false, errc::ok, 1, 1}},
        {"just enough for exit", assembled<"r0 = 1\nexit">, 2, {true, errc::ok, 2, 2}},
        {"one slot too few for the last exit",
         countdown,
         countdown_slots - 1,
         {false, errc::ok, 5, countdown_slots - 1}},
        {"in the first round", countdown, 3, {false, errc::ok, 3, 3}},
        {"in the first round, overdrawn", countdown, 1, {false, errc::ok, 3, 3}},
        {"in the second round", countdown, 4, {false, errc::ok, 3, 6}},
        {"a branch that is not taken needs none",
         assembled<"if r1 != 0 goto +0\nr0 = 1\nexit">,
         1,
         {false, errc::ok, 2, 2}},
        {"goto itself", assembled<"goto -1">, 5, {false, errc::ok, 0, 5}},
        {"long goto itself", assembled<"gotol -1">, 5, {false, errc::ok, 0, 5}},
        {"a function's call",
         assembled<"r0 = 1\ncall f\nexit\nf: exit">,
         1,
         {false, errc::ok, 1, 1}},
        {"a function's exit",
         assembled<"r0 = 1\ncall f\nexit\nf: exit">,
         2,
         {false, errc::ok, 3, 2}},
        {"a helper call", assembled<"r0 = 1\ncall 1\nexit">, 1, {false, errc::ok, 1, 1}},
        {"a helper call with enough",
         assembled<"r0 = 1\ncall 1\nexit">,
         2,
         {false, errc::ok, 2, 2}},
        {"what a helper costs", assembled<"r0 = 1\ncall 2\nexit">, 11, {false, errc::ok, 1, 1}},
        {"what a helper costs, paid",
         assembled<"r0 = 1\ncall 2\nexit">,
         12,
         {false, errc::ok, 2, 12}},
        {"callx", assembled<"r3 = 2\ncallx r3\nexit">, 11, {false, errc::ok, 1, 1}},
    };
    for (const row& each : rows) {
        each_machine<config>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            const stop got = run_for<Config>(each.text, {each.budget});
            CHECK(got.slot == each.expected.slot);
            CHECK(got.executed == each.expected.executed);
            CHECK(got == each.expected);
        });
    }
}

// r1 and r2 are the context; `exit` is the second of two slots beside what the helper costs.
constexpr const auto& clears = assembled<"call 3\nexit">;

TEST_CASE("clearing a kilobyte costs more than clearing a byte", "[budget]") {
    struct row {
        std::size_t bytes;
        std::uint32_t expected;
    };
    each_machine<metered>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(clears);
        REQUIRE(program);
        std::array<std::uint8_t, 1024> memory{};
        for (const row& each : {row{0, 4}, row{1, 4}, row{7, 4}, row{8, 5}, row{1024, 4 + 128}}) {
            CAPTURE(each.bytes);
            fc::vm<Config> vm;
            REQUIRE(vm.run(*program, std::span{memory}.first(each.bytes)));
            CHECK(vm.instructions() == each.expected);
        }
    });
}

TEST_CASE("a call that is too long for the budget is refused before it does anything", "[budget]") {
    each_machine<metered>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(clears);
        std::array<std::uint8_t, 1024> memory{};
        for (const std::uint32_t budget : {0U, 2U, 3U, 130U, 131U, 132U}) {
            CAPTURE(budget);
            memory.fill(1);
            fc::vm<Config> vm;
            const auto r0 = vm.run(*program, memory, budget);
            const bool is_enough = budget >= 131; // what stops at exit has run the helper
            CHECK(r0.error() == (budget >= 132 ? errc::ok : errc::budget_exhausted));
            CHECK(vm.slot() == (budget >= 132 ? 2U : is_enough ? 1U : 0U));
            CHECK(vm.instructions() == (budget >= 132 ? 132U : is_enough ? 131U : 0U));
            CHECK(memory[0] == (is_enough ? 0 : 1));
            CHECK(memory[1023] == (is_enough ? 0 : 1));
        }
    });
}

TEST_CASE("what a helper is charged by length does not depend on slices", "[budget]") {
    each_machine<metered>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(clears);
        for (std::uint32_t size = 1; size <= 132; ++size) {
            CAPTURE(size);
            std::array<std::uint8_t, 1024> memory{};
            fc::vm<Config> vm;
            REQUIRE(vm.start(*program, memory));
            bool done = false;
            std::uint32_t granted = 0;
            while (!done && granted < 300) {
                const auto state = vm.resume(size);
                REQUIRE(state);
                granted += size;
                done = state->done();
            }
            CHECK(vm.instructions() == 132);
            CHECK(granted < 132 + size);
        }
    });
}

TEST_CASE("looking for the end of a text is charged too", "[budget]") {
    each_machine<metered>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"call 4\nexit">);
        std::array<std::uint8_t, 1001> memory{};
        std::fill_n(memory.begin(), 1000, std::uint8_t{'a'});
        fc::vm<Config> vm;
        CHECK(*vm.run(*program, memory) == 1000);
        CHECK(vm.instructions() == 2 + 250);
        CHECK(vm.run(*program, memory, 250).error() == errc::budget_exhausted);
    });
}

TEST_CASE("a wrong pointer is a fault, whatever it would have cost", "[budget]") {
    each_machine<metered>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"r2 = 4096\ncall 3\nexit">);
        std::array<std::uint8_t, 64> memory{};
        fc::vm<Config> vm;
        const auto r0 = vm.run(*program, memory, 20);
        CHECK(r0.error() == errc::illegal_memory);
        CHECK(r0.at() == 1);
        CHECK(vm.instructions() == 3); // its constant cost, as that of any helper that fails
    });
}

TEST_CASE("no run goes farther than its budget and one straight run", "[budget]") {
    const auto program = verify<defaults>(countdown);
    REQUIRE(program);
    CHECK(program->longest_straight_run() == 6);
    for (std::uint32_t budget = 0; budget < countdown_slots + 3; ++budget) {
        each_machine<config>([&]<class Config>() {
            CAPTURE(Config::name, budget);
            const stop got = run_for<Config>(countdown, {budget});
            CHECK(got.executed <= budget + program->longest_straight_run());
            CHECK(got.done == (budget >= countdown_slots));
        });
    }
}

TEST_CASE("slices of any size add up to the same run", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        for (std::uint32_t size = 1; size <= countdown_slots; ++size) {
            CAPTURE(size);
            const auto program = verify<Config>(countdown);
            fc::vm<Config> vm;
            REQUIRE(vm.start(*program));
            std::uint32_t granted = 0;
            bool done = false;
            while (!done && granted < 100) {
                const auto state = vm.resume(size);
                REQUIRE(state);
                granted += size;
                done = state->done();
                CHECK(state->r0() == (done ? 7 : 0));
                CHECK(run_for<Config>(countdown, {granted}).executed == vm.instructions());
                CHECK(run_for<Config>(countdown, {granted}).slot == vm.slot());
            }
            CHECK(done);
            CHECK(granted < countdown_slots + size);
        }
    });
}

// Keeps values in registers, in its frame and in that of a function it is inside of.
constexpr const auto& far_in = assembled<R"(
    r6 = 1
    r7 = 5
    *(u64 *)(r10 - 8) = r7
again:
    r1 = r6
    call add
    r6 = r0
    r7 -= 1
    if r7 != 0 goto again
    r0 = *(u64 *)(r10 - 8)
    r0 += r6
    exit
add:
    r8 = 3
    *(u64 *)(r10 - 16) = r1
more:
    r8 -= 1
    if r8 != 0 goto more
    r0 = *(u64 *)(r10 - 16)
    r0 += 2
    exit
)">;

TEST_CASE("a run that is suspended after any slice goes on on another vm", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(far_in);
        const auto other = verify<Config>(countdown);
        REQUIRE(program);
        std::array<fc::vm<Config>, 2> vms;
        typename Config::environment none{};
        const auto whole = vms[0].run(*program, {}, none);
        REQUIRE(*whole == 16);
        const std::uint32_t slots = vms[0].instructions();
        for (std::uint32_t size = 1; size <= slots; ++size) {
            CAPTURE(size);
            alignas(8) std::array<std::uint8_t, Config::stack_bytes> stack;
            stack.fill(0xAA); // is cleared by the first start
            suspended_run<Config::call_depth> run;
            std::uint32_t executed = 0;
            bool done = false;
            for (unsigned slice = 0; !done && slice <= slots; ++slice) {
                fc::vm<Config>& vm = vms[slice % 2];
                REQUIRE(vm.start(*program, {}, none, stack, slice == 0 ? nullptr : &run));
                const auto at = vm.resume(size);
                REQUIRE(at);
                executed += vm.instructions();
                done = at->done();
                if (done) {
                    CHECK(at->r0() == 16);
                } else {
                    vm.suspend(run);
                    CHECK(vm.resume(1).error() == errc::not_running);
                    CHECK(vm.run(*other, {}, none)); // it is free for others
                }
            }
            CHECK(done);
            CHECK(executed == slots);
        }
    });
}

TEST_CASE("start and finish are run in two steps", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(countdown);
        fc::vm<Config> vm;
        CHECK(vm.finish(1000) == errc::not_running);
        REQUIRE(vm.start(*program));
        CHECK(vm.finish(1000) == errc::ok);
        CHECK(vm.registers()[0] == 7);
        CHECK(vm.instructions() == countdown_slots);
        CHECK(vm.finish(1000) == errc::not_running);
        REQUIRE(vm.start(*program));
        CHECK(vm.finish(5) == errc::budget_exhausted);
        CHECK(vm.slot() == 3);
        CHECK(vm.finish(1000) == errc::not_running);
    });
}

TEST_CASE("a budget larger than the account is cut, not wrapped", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        CHECK(run_for<Config>(countdown, {0xFFFFFFFF}) == stop{true, errc::ok, 6, countdown_slots});
        CHECK(run_for<Config>(countdown, {3, 0xFFFFFFFF, 0xFFFFFFFF}).done);
    });
}

TEST_CASE("run stops at the Config's budget with an error", "[budget]") {
    each_machine<limited>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(countdown);
        fc::vm<Config> vm;
        const auto r0 = vm.run(*program);
        CHECK(r0.error() == errc::budget_exhausted);
        CHECK(r0.at() == 3);
        CHECK(vm.instructions() == 6);
        CHECK(vm.resume(1000).error() == errc::not_running);
    });
}

TEST_CASE("a finished, faulted or never started run cannot be resumed", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        CHECK(vm.resume(10).error() == errc::not_running);

        const auto good = verify<Config>(countdown);
        REQUIRE(vm.start(*good));
        CHECK(vm.resume(1000)->done());
        CHECK(vm.resume(1000).error() == errc::not_running);

        const auto bad = verify<Config>(assembled<"r0 = *(u8 *)(r3 + 0)\nexit">);
        REQUIRE(vm.start(*bad));
        const auto fault = vm.resume(1000);
        CHECK(fault.error() == errc::illegal_memory);
        CHECK(fault.at() == 0);
        CHECK(vm.resume(1000).error() == errc::not_running);

        CHECK(vm.run(*good));
        CHECK(vm.resume(1000).error() == errc::not_running);
    });
}

TEST_CASE("a start abandons what was running", "[budget]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        const auto spin = verify<Config>(assembled<"r6 = 1\ncall f\nexit\nf: r6 = 2\ngoto -1">);
        const auto other = verify<Config>(assembled<"r0 = r6\nexit">);
        fc::vm<Config> vm;
        REQUIRE(vm.start(*spin));
        CHECK_FALSE(vm.resume(100)->done());
        REQUIRE(vm.start(*other));
        CHECK(vm.instructions() == 0);
        const auto end = vm.resume(100);
        CHECK((end->done() && end->r0() == 0));
    });
}

TEST_CASE("where the program fell is told by slot, cause and count", "[budget]") {
    const auto& text = assembled<"r1 = 1 ll\nr2 = 2\nr0 = *(u64 *)(r2 + 0)\nexit">;
    each_machine<config>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(text);
        fc::vm<Config> vm;
        const auto r0 = vm.run(*program);
        CHECK(r0.error() == errc::illegal_memory);
        CHECK(r0.at() == 3);
        CHECK(vm.instructions() == 3); // the faulting one did not execute
        CHECK(vm.registers()[2] == 2);
    });
}

} // namespace
} // namespace fc::test
