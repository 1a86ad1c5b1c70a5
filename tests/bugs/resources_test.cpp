// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "bugs/everywhere.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <femto/vm.hpp>

#include <string>
#include <vector>

// Patterns 41, 42 and 44: budget, and executors that differ. The rest has its floor later; see
// README.md.
namespace fc::test {
namespace {

TEST_CASE("straight-line code and helpers are charged, and no flag switches the budget off",
          "[pattern-41]") {
    // Two calls of a helper that costs 9000 are more than 10000.
    CHECK(everywhere(assembled<"call 3\ncall 3\nr0 = 1\nexit">) ==
          faults(errc::budget_exhausted, 1));
    CHECK(everywhere(assembled<"call 3\nr0 = 1\nexit">) == returns(1));

    std::vector<std::uint8_t> straight(8 * 20'000);
    for (std::size_t at = 0; at < straight.size(); at += 8) {
        straight[at] = 0xb7;
    }
    straight[straight.size() - 8] = 0x95;
    CHECK(everywhere(straight) == faults(errc::budget_exhausted, 19'999));
    static_assert(defaults::budget != 0);
}

TEST_CASE("the last round of a loop and the exit are counted exactly", "[pattern-42]") {
    // 3 slots a round, 1 before, 1 behind: 3331 rounds take 9995 slots and fit, 3333 do not.
    const auto rounds = [](std::int32_t count) {
        return everywhere(text_of({{0xb7, 1, 0, 0, count},
                                   {0x07, 0, 0, 0, 1},
                                   {0x07, 1, 0, 0, -1},
                                   {0x55, 1, 0, -3, 0},
                                   {0x95, 0, 0, 0, 0}}));
    };
    CHECK(rounds(3331) == returns(3331));
    CHECK(rounds(3332) == returns(3332));                     // 9998
    CHECK(rounds(3333) == faults(errc::budget_exhausted, 4)); // the exit would be the 10001st
    CHECK(rounds(3335) == faults(errc::budget_exhausted, 3));
    // A run that faults has not executed the instruction that faults.
    const auto program = verify<defaults>(assembled<"r0 = 1\nr0 = *(u8 *)(r3 + 0)\nexit">);
    fc::vm<defaults> vm;
    CHECK_FALSE(vm.run(*program));
    CHECK(vm.instructions() == 1);
}

TEST_CASE("a helper that is not in the table or the contract is never reached", "[pattern-43]") {
    CHECK(everywhere(assembled<"call 5\nexit">) == refused(errc::illegal_call, 0));
    CHECK(everywhere(assembled<"call 300\nexit">) == returns(300));
    // 300 and 44 are equal in eight bits.
    CHECK(everywhere(assembled<"call 44\nexit">) == refused(errc::illegal_call, 0));
    CHECK(everywhere(assembled<"r1 = 44\ncallx r1\nexit">) == faults(errc::illegal_call, 1));
    CHECK(everywhere(assembled<"r1 = 0x10000012c ll\ncallx r1\nexit">) ==
          faults(errc::illegal_call, 2));
}

TEST_CASE("every executor answers alike on what divided others", "[pattern-44]") {
    // `everywhere` itself demands agreement; the random programs of tests/differential do the rest.
    std::array<std::uint8_t, 16> context{};
    CHECK(everywhere(assembled<"r1 = -1\nr0 = *(u8 *)(r1 + 1)\nexit">, context).error ==
          errc::illegal_memory);
    CHECK(everywhere(assembled<"w0 = -1\nif w0 s< 0 goto +1\nr0 = 7\nexit">, context) ==
          returns(0xFFFFFFFF));
    CHECK(everywhere(assembled<"r0 = 1 ll\nif r0 == 1 goto +2\nr0 = 2 ll\nexit">, context) ==
          returns(1));
    CHECK(everywhere(assembled<"lock *(u64 *)(r1 + 0) += r1\nr0 = *(u64 *)(r1 + 0)\nexit">, context)
              .error == errc::ok);
}

} // namespace
} // namespace fc::test
