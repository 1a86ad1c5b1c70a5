// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

namespace fc::test {
namespace {

struct shallow : defaults {
    static constexpr std::size_t call_depth = 2;
};
struct no_calls : defaults {
    static constexpr std::size_t call_depth = 0;
};

template <class Config>
result<std::uint64_t> run(std::span<const std::uint8_t> text) {
    const auto program = verify<Config>(text);
    REQUIRE(program);
    fc::vm<Config> vm;
    return vm.run(*program);
}

TEST_CASE("a function returns to behind its call and keeps r6 to r9", "[frames]") {
    const auto& text = assembled<R"(
        r6 = 1
        r7 = 2
        r8 = 3
        r9 = 4
        call f
        r0 += r6
        r0 += r7
        r0 += r8
        r0 += r9
        exit
    f:  r6 = 100
        r7 = 100
        r8 = 100
        r9 = 100
        r0 = 1000
        exit
    )">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        CHECK(*run<Config>(text) == 1010);
    });
}

// Holds the frames that cannot be seen, each taken for 512 bytes.
struct roomy : defaults {
    static constexpr std::size_t stack_bytes = 2048;
};

TEST_CASE("a function's frame does not overlap its caller's", "[frames]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
    };
    const row rows[] = {
        {"locals through r10", assembled<R"(
            *(u64 *)(r10 - 8) = 1
            *(u64 *)(r10 - 40) = 2
            call f
            r0 = *(u64 *)(r10 - 8)
            r1 = *(u64 *)(r10 - 40)
            r0 += r1
            exit
        f:  *(u64 *)(r10 - 8) = 50
            *(u64 *)(r10 - 40) = 50
            exit
        )">},
        {"locals through a moved address", assembled<R"(
            r6 = r10
            r6 += -48
            *(u64 *)(r6 + 0) = 3
            call f
            r0 = *(u64 *)(r6 + 0)
            exit
        f:  r1 = r10
            r1 += -48
            *(u64 *)(r1 + 0) = 50
            exit
        )">},
        {"locals through an added address", assembled<R"(
            r6 = -40
            r6 += r10
            *(u64 *)(r6 + 0) = 3
            call f
            r0 = *(u64 *)(r6 + 0)
            exit
        f:  r1 = -8
            r1 += r10
            *(u64 *)(r1 + 0) = 50
            exit
        )">},
        {"locals through a stored address", assembled<R"(
            *(u64 *)(r10 - 8) = r10
            r6 = *(u64 *)(r10 - 8)
            *(u64 *)(r6 - 40) = 3
            call f
            r0 = *(u64 *)(r6 - 40)
            exit
        f:  *(u64 *)(r10 - 8) = 50
            exit
        )">},
        // clang names the end of an array and counts down from there.
        {"locals below an address of r10 itself", assembled<R"(
            r7 = r10
            r7 += 0
            r7 += -200
            *(u64 *)(r7 + 0) = 3
            call f
            r0 = *(u64 *)(r7 + 0)
            exit
        f:  *(u64 *)(r10 - 8) = 50
            *(u64 *)(r10 - 64) = 50
            exit
        )">},
        // clang -Oz shares the move between two additions.
        {"locals below a move that its addition does not follow", assembled<R"(
            r7 = r10
            goto +0
            r7 += -200
            *(u64 *)(r7 + 0) = 3
            call f
            r0 = *(u64 *)(r7 + 0)
            exit
        f:  *(u64 *)(r10 - 8) = 50
            *(u64 *)(r10 - 104) = 50
            exit
        )">},
    };
    for (const row& each : rows) {
        each_machine<roomy>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            const auto r0 = run<Config>(each.text);
            REQUIRE(r0);
            CHECK(*r0 == 3);
        });
    }
}

TEST_CASE("a call that may not have room is refused", "[frames]") {
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto r0 = run<Config>(assembled<"r6 = r10\nr6 += 0\ncall f\nexit\nf: exit">);
        CHECK(r0.error() == errc::stack_exhausted);
        CHECK(r0.at() == 2);
    });
}

TEST_CASE("seven nested calls of small functions fit 512 bytes", "[frames]") {
    // Each level keeps 32 bytes of its own.
    const auto& text = assembled<R"(
        r1 = 7
        call f
        exit
    f:  *(u64 *)(r10 - 32) = r1
        if r1 == 1 goto leaf
        r1 += -1
        call f
        r1 = *(u64 *)(r10 - 32)
        r0 += r1
        exit
    leaf:
        r0 = 1
        exit
    )">;
    static_assert(defaults::stack_bytes == 512 && defaults::call_depth == 7);
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto r0 = run<Config>(text);
        REQUIRE(r0);
        CHECK(*r0 == 28);
    });
}

TEST_CASE("calls nested too deeply end the run", "[frames]") {
    const auto& endless = assembled<"f: call f\nexit">;
    const auto& wide = assembled<"f: call f\n*(u64 *)(r10 - 256) = 1\nexit">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        CHECK(run<Config>(endless).error() == errc::call_depth_exceeded);
        CHECK(run<Config>(endless).at() == 0);
        CHECK(run<Config>(wide).error() == errc::stack_exhausted);
        CHECK(run<Config>(wide).at() == 0);
    });
    each_machine<shallow>([&]<class Config>() {
        CHECK(run<Config>(assembled<"call f\nexit\nf: call g\nexit\ng: r0 = 5\nexit">));
        CHECK(run<Config>(endless).error() == errc::call_depth_exceeded);
    });
    each_machine<no_calls>([&]<class Config>() {
        CHECK(run<Config>(assembled<"call f\nexit\nf: exit">).error() == errc::call_depth_exceeded);
        CHECK(run<Config>(assembled<"r0 = 1\nexit">));
    });
}

TEST_CASE("a frame deeper than the stack is refused when it is called, not wrapped", "[frames]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        CHECK(run<Config>(assembled<"r6 = r10\nr6 += -65535\ncall f\nexit\nf: exit">).error() ==
              errc::stack_exhausted);
        CHECK(run<Config>(assembled<"*(u8 *)(r10 - 32768) = 1\nexit">).error() ==
              errc::illegal_memory);
    });
}

TEST_CASE("callx calls functions and helpers, in both encodings", "[frames]") {
    const auto by_dst = text_of({{0x18, 3, 4, 0, 3},
                                 {},
                                 {0x8d, 3, 0, 0, 0},
                                 {0x95, 0, 0, 0, 0},
                                 {0xb7, 0, 0, 0, 9},
                                 {0x95, 0, 0, 0, 0}});
    const auto by_imm = text_of({{0x18, 3, 4, 0, 3},
                                 {},
                                 {0x8d, 0, 0, 0, 3},
                                 {0x95, 0, 0, 0, 0},
                                 {0xb7, 0, 0, 0, 9},
                                 {0x95, 0, 0, 0, 0}});
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        CHECK(*run<Config>(by_dst) == 9);
        CHECK(*run<Config>(by_imm) == 9);
    });
}

TEST_CASE("callx to anything but the entry of a function ends the run", "[frames]") {
    struct row {
        const char* what;
        std::uint64_t value;
    };
    // 0: lddw; 2: callx; 3: exit; 4: r0 = 9; 5: exit
    const row rows[] = {
        {"an unknown helper", 0},
        {"the second slot of a 16-byte instruction", 0x7F000008},
        {"an instruction that execution falls into", 0x7F000010},
        {"the middle of an instruction", 0x7F000024},
        {"behind the text", 0x7F000030},
        {"far behind the text", 0x7F000000 + 8 * 0x10000ULL},
        {"the upper half", 0x7F000020 + (std::uint64_t{1} << 32)},
        {"all ones", ~std::uint64_t{0}},
        {"r10", 0x01000200},
    };
    for (const row& each : rows) {
        const auto text = text_of(
            {{0x18, 3, 0, 0, static_cast<std::int32_t>(static_cast<std::uint32_t>(each.value))},
             {0, 0, 0, 0, static_cast<std::int32_t>(each.value >> 32)},
             {0x8d, 3, 0, 0, 0},
             {0x95, 0, 0, 0, 0},
             {0xb7, 0, 0, 0, 9},
             {0x95, 0, 0, 0, 0}});
        each_machine<defaults>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            const auto r0 = run<Config>(text);
            CHECK(r0.error() == errc::illegal_call);
            CHECK(r0.at() == 2);
        });
    }
    each_machine<defaults>([]<class Config>() {
        CHECK(*run<Config>(assembled<"r3 = 0x7f000020 ll\ncallx r3\nexit\nr0 = 9\nexit">) == 9);
    });
}

TEST_CASE("return slots are no part of what a program can address", "[frames]") {
    // The callee overwrites everything from the bottom of the stack to above its caller's frame.
    const auto& text = assembled<R"(
        call f
        r0 = 5
        exit
    f:  r1 = r10
        r1 += -64
        r2 = r10
        r2 += 32
    more:
        *(u8 *)(r1 + 0) = 0x5a
        r1 += 1
        if r1 != r2 goto more
        exit
    )">;
    each_machine<roomy>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto r0 = run<Config>(text);
        REQUIRE(r0);
        CHECK(*r0 == 5);
    });
}

} // namespace
} // namespace fc::test
