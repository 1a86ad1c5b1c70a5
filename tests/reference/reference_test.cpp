// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reference/arithmetic.hpp"
#include "reference/interpreter.hpp"
#include "support/catch.hpp"

#include <limits>

namespace reference {
namespace {

TEST_CASE("the reference computes what RFC 9669 section 4.1 says", "[reference]") {
    struct row {
        const char* sentence;
        unsigned code;
        unsigned bits;
        std::uint64_t dst;
        std::uint64_t src;
        int offset;
        std::uint64_t expected;
    };
    constexpr std::uint64_t least64 = 0x8000000000000000;
    const row rows[] = {
        {"underflow and overflow are allowed", 0x0, 64, ~0ULL, 2, 0, 1},
        {"the upper 32 bits of an ALU result are zeroed", 0x1, 32, 0, 1, 0, 0xFFFFFFFF},
        {"products are cut to 64 bits", 0x2, 64, ~0ULL, ~0ULL, 0, 1},
        {"dst = (src != 0) ? (dst / src) : 0", 0x3, 64, 7, 0, 0, 0},
        {"division is unsigned with offset 0", 0x3, 64, ~0ULL, 2, 0, 0x7FFFFFFFFFFFFFFF},
        {"signed division truncates toward zero", 0x3, 64, ~0ULL - 6, 2, 1, ~0ULL - 2},
        {"LLONG_MIN / -1 is LLONG_MIN", 0x3, 64, least64, ~0ULL, 1, least64},
        {"INT_MIN / -1 is INT_MIN", 0x3, 32, 0x80000000, 0xFFFFFFFF, 1, 0x80000000},
        {"32-bit divisors are 32 bits", 0x3, 32, 9, 0x100000000, 0, 0},
        {"dst = (src != 0) ? (dst % src) : dst", 0x9, 64, 7, 0, 0, 7},
        {"modulo by zero zeroes the upper half of 32-bit results", 0x9, 32, ~0ULL, 0, 0,
         0xFFFFFFFF},
        {"-13 % 3 is -1", 0x9, 64, ~0ULL - 12, 3, 1, ~0ULL},
        {"LLONG_MIN % -1 is 0", 0x9, 64, least64, ~0ULL, 1, 0},
        {"shift amounts are masked with 0x3F", 0x6, 64, 1, 65, 0, 2},
        {"shift amounts are masked with 0x1F", 0x7, 32, 4, 33, 0, 2},
        {"arithmetic shifts keep the sign", 0xc, 64, least64, 63, 0, ~0ULL},
        {"arithmetic shifts round down", 0xc, 64, ~0ULL - 2, 1, 0, ~0ULL - 1},
        {"32-bit arithmetic shifts leave the upper half 0", 0xc, 32, 0x80000000, 4, 0, 0xF8000000},
        {"MOVSX sign-extends 8 bits", 0xb, 64, 0, 0x80, 8, 0xFFFFFFFFFFFFFF80},
        {"MOVSX sign-extends to 32 bits and zeroes the rest", 0xb, 32, 0, 0x8000, 16, 0xFFFF8000},
        {"negation", 0x8, 64, 1, 0, 0, ~0ULL},
    };
    for (const row& each : rows) {
        CAPTURE(each.sentence);
        CHECK(alu(each.code, each.bits, each.dst, each.src, each.offset) == each.expected);
    }
}

TEST_CASE("the reference swaps and cuts bytes", "[reference]") {
    CHECK(reverse_bytes(0x0102030405060708, 64) == 0x0807060504030201);
    CHECK(reverse_bytes(0x0102030405060708, 32) == 0x08070605);
    CHECK(reverse_bytes(0x0102030405060708, 16) == 0x0807);
    CHECK(low_bits(0x0102030405060708, 16) == 0x0708);
    CHECK(low_bits(~0ULL, 64) == ~0ULL);
    CHECK(sign_extend(0xFF, 8) == ~0ULL);
    CHECK(sign_extend(0x7F, 8) == 0x7F);
}

TEST_CASE("the reference compares signed and unsigned", "[reference]") {
    CHECK(condition(0x2, 64, ~0ULL, 1));
    CHECK_FALSE(condition(0x6, 64, ~0ULL, 1));
    CHECK(condition(0xc, 32, 0xFFFFFFFF, 0x100000000));
    CHECK_FALSE(condition(0x4, 64, 0xF0, 0x0F));
    CHECK(condition(0x1, 32, 0x100000001, 1));
    CHECK_FALSE(condition(0x1, 64, 0x100000001, 1));
}

machine run(std::vector<slot> program, std::uint64_t budget, ending expected) {
    static const std::map<std::uint32_t, helper> none;
    input in;
    in.program = std::move(program);
    in.context = {0x02000000, false, {1, 2, 3, 4}};
    in.helpers = &none;
    machine made{std::move(in)};
    CHECK(made.resume(budget) == expected);
    return made;
}

TEST_CASE("the reference stops at the jump that finds the budget used up", "[reference]") {
    const std::vector<slot> spin{{0x07, 0, 0, 0, 1}, {0x05, 0, 0, -2, 0}};
    const machine stopped = run(spin, 4, ending::budget);
    CHECK(stopped.pc == 1);
    CHECK(stopped.executed == 5);
    CHECK(stopped.registers[0] == 3);
}

TEST_CASE("the reference keeps r6 to r9 between frames and clears them on return", "[reference]") {
    // r6 = 5; call +1; exit; r6 = 9; r1 = *(u64 *)(r10 + 0); exit
    const std::vector<slot> program{{0xb7, 6, 0, 0, 5}, {0x85, 0, 1, 0, 1},  {0x95, 0, 0, 0, 0},
                                    {0xb7, 6, 0, 0, 9}, {0x79, 1, 10, 0, 0}, {0x95, 0, 0, 0, 0}};
    const machine done = run(program, 100, ending::exit);
    CHECK(done.registers[6] == 5);
    CHECK(done.registers[1] == 5); // the callee saw where its caller's r6 is kept
    CHECK(done.executed == 6);
    for (const std::uint8_t each : done.stack.bytes) {
        CHECK(each == 0);
    }
}

TEST_CASE("the reference refuses reads and writes that leave their area", "[reference]") {
    CHECK(run({{0x61, 0, 1, 0, 0}, {0x95, 0, 0, 0, 0}}, 9, ending::exit).registers[0] ==
          0x04030201);
    run({{0x61, 0, 1, 1, 0}, {0x95, 0, 0, 0, 0}}, 9, ending::memory);
    run({{0x72, 1, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, 9, ending::memory);
    run({{0x71, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, 9, ending::memory);
}

TEST_CASE("the reference knows which programs are valid", "[reference]") {
    const auto valid = [](const std::vector<slot>& program) {
        return is_valid(program, 0, [](std::uint32_t id) { return id == 1; });
    };
    const slot exit{0x95, 0, 0, 0, 0};
    CHECK(valid({exit}));
    CHECK(valid({{0x85, 0, 0, 0, 1}, exit}));
    CHECK_FALSE(valid({}));
    CHECK_FALSE(valid({{0x85, 0, 0, 0, 2}, exit}));
    CHECK_FALSE(valid({{0xb7, 0, 0, 0, 0}}));
    CHECK_FALSE(valid({{0xb7, 10, 0, 0, 0}, exit}));
    CHECK_FALSE(valid({{0x18, 0, 0, 0, 0}, exit}));
    CHECK(valid({{0x18, 0, 0, 0, 0}, {}, exit}));
    CHECK_FALSE(valid({{0x05, 0, 0, 1, 0}, exit}));
    CHECK(valid({{0x05, 0, 0, -1, 0}, exit}));
}

} // namespace
} // namespace reference
