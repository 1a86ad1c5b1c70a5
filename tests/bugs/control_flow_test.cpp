// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "bugs/everywhere.hpp"
#include "support/catch.hpp"

#include <femto/vm.hpp>

#include <array>
#include <vector>

// Patterns 1 to 17: control flow and decoding.
namespace fc::test {
namespace {

constexpr isa::instruction exit_{0x95, 0, 0, 0, 0};

TEST_CASE("a jump to one past the end is refused", "[pattern-01]") {
    CHECK(everywhere(text_of({{0x05, 0, 0, 1, 0}, exit_})) == refused(errc::illegal_jump, 0));
    CHECK(everywhere(text_of({{0x15, 0, 0, 1, 0}, exit_})) == refused(errc::illegal_jump, 0));
    CHECK(everywhere(text_of({{0x05, 0, 0, 0, 0}, exit_})) == returns(0));
}

TEST_CASE("a backward jump to the first instruction is legal", "[pattern-02]") {
    CHECK(everywhere(assembled<"r0 += 1\nif r0 != 5 goto -2\nexit">) == returns(5));
}

TEST_CASE("no jump, call or code address lands in the second slot of lddw", "[pattern-03]") {
    // What stands there would be "r0 = 0x95..." bytes of the attacker's choice.
    CHECK(
        everywhere(text_of({{0x05, 0, 0, 1, 0}, {0x18, 0, 0, 0, 0}, {0, 0, 0, 0, 0x95}, exit_})) ==
        refused(errc::illegal_jump, 0));
    CHECK(
        everywhere(text_of({{0x85, 0, 1, 0, 1}, {0x18, 0, 0, 0, 0}, {0, 0, 0, 0, 0x95}, exit_})) ==
        refused(errc::illegal_call, 0));
    CHECK(everywhere(text_of({{0x18, 1, 4, 0, 0}, {}, {0x8d, 1, 0, 0, 0}, exit_})) ==
          refused(errc::illegal_jump, 0));
    // A computed address of that slot is refused when it is called.
    CHECK(everywhere(assembled<"r1 = 0x7f000008 ll\ncallx r1\nexit">) ==
          faults(errc::illegal_call, 2));
}

TEST_CASE("an exit opcode in the second slot of lddw does not end a program", "[pattern-04]") {
    CHECK(everywhere(text_of({{0x18, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}})) ==
          refused(errc::incomplete_lddw, 0));
    CHECK(everywhere(text_of({exit_, {0x18, 0, 0, 0, 0}})) == refused(errc::incomplete_lddw, 1));
    CHECK(everywhere(text_of({{0x18, 0, 0, 0, 0}, {0, 0, 0, 0, 0x95}})) ==
          refused(errc::no_exit, 0));
}

TEST_CASE("the second slot of lddw holds an immediate and nothing else", "[pattern-05]") {
    for (const isa::instruction& half :
         {isa::instruction{1, 0, 0, 0, 0}, isa::instruction{0, 1, 0, 0, 0},
          isa::instruction{0, 0, 1, 0, 0}, isa::instruction{0, 0, 0, 1, 0},
          isa::instruction{0, 0, 0, -0x8000, 0}}) {
        CHECK(everywhere(text_of({{0x18, 0, 0, 0, 0}, half, exit_})) ==
              refused(errc::incomplete_lddw, 0));
    }
    for (const std::uint8_t src : std::array<std::uint8_t, 5>{1, 2, 3, 5, 6}) {
        CHECK(everywhere(text_of({{0x18, 0, src, 0, 0}, {}, exit_})) ==
              refused(errc::unsupported_reference, 0));
    }
}

TEST_CASE("execution cannot run off the end", "[pattern-06]") {
    CHECK(everywhere(text_of({{0xb7, 0, 0, 0, 0}})) == refused(errc::no_exit, 0));
    CHECK(everywhere(text_of({exit_, {0x15, 0, 0, -2, 0}})) == refused(errc::no_exit, 1));
    CHECK(everywhere(text_of({exit_, {0x85, 0, 0, 0, 1}})) == refused(errc::no_exit, 1));
    // A tail that is never reached is legal as long as it ends.
    CHECK(everywhere(assembled<"r0 = 1\nexit\nr0 = 2\ngoto -4">) == returns(1));
}

TEST_CASE("jumps of the 32-bit class are checked, and its ja goes by the immediate",
          "[pattern-07]") {
    CHECK(everywhere(text_of({{0x16, 0, 0, 1, 0}, exit_})) == refused(errc::illegal_jump, 0));
    CHECK(everywhere(text_of({{0x06, 0, 0, 0, 1}, exit_})) == refused(errc::illegal_jump, 0));
    CHECK(everywhere(text_of({{0x06, 0, 0, 1, 0}, exit_})) == refused(errc::reserved_field, 0));
    CHECK(everywhere(text_of(
              {{0xb7, 0, 0, 0, 1}, {0x06, 0, 0, 0, 1}, {0xb7, 0, 0, 0, 2}, exit_})) == returns(1));
}

TEST_CASE("slot arithmetic does not wrap in 16 or 32 bits", "[pattern-08]") {
    std::vector<std::uint8_t> text(8 * 65'536);
    for (std::size_t at = 0; at < text.size(); at += 8) {
        text[at] = 0x95;
    }
    CHECK(everywhere(text) == refused(errc::illegal_length, 0));
    const std::span<const std::uint8_t> longest = std::span{text}.first(8 * 65'535);
    CHECK(everywhere(longest) == returns(0));
    for (const std::int32_t distance : {0x7FFFFFFF, -0x7FFFFFFF - 1, 65'535, -2}) {
        CHECK(everywhere(text_of({{0x85, 0, 1, 0, distance}, exit_})) ==
              refused(errc::illegal_call, 0));
        CHECK(everywhere(text_of({{0x06, 0, 0, 0, distance}, exit_})) ==
              refused(errc::illegal_jump, 0));
    }
}

TEST_CASE("unknown opcodes and values in unused fields are refused", "[pattern-09]") {
    CHECK(everywhere(text_of({{0xff, 0, 0, 0, 0}, exit_})) ==
          refused(errc::illegal_instruction, 0));
    CHECK(everywhere(text_of({{0x87, 1, 2, 0, 0}, exit_})) == refused(errc::reserved_field, 0));
    CHECK(everywhere(text_of({{0x95, 0, 0, 0, 1}})) == refused(errc::reserved_field, 0));
    CHECK(everywhere(text_of({{0x0f, 1, 2, 1, 0}, exit_})) == refused(errc::reserved_field, 0));
    CHECK(everywhere(text_of({{0xbf, 1, 2, 9, 0}, exit_})) == refused(errc::reserved_field, 0));
    CHECK(everywhere(text_of({{0xbc, 1, 2, 32, 0}, exit_})) == refused(errc::reserved_field, 0));
}

TEST_CASE("register numbers 11 to 15 are refused in every kind of instruction", "[pattern-10]") {
    for (std::uint8_t number = 11; number < 16; ++number) {
        const auto bad = refused(errc::illegal_register, 0);
        CHECK(everywhere(text_of({{0xbf, number, 0, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0xbf, 0, number, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x79, 0, number, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x7b, number, 0, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x7b, 0, number, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x7a, number, 0, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0xdb, number, 0, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0xdb, 0, number, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x1d, 0, number, 0, 0}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x18, number, 0, 0, 0}, {}, exit_})) == bad);
        CHECK(everywhere(text_of({{0x8d, number, 0, 0, 0}, exit_})) == bad);
    }
}

TEST_CASE("an empty text, or one that is cut within a slot, is refused", "[pattern-11]") {
    const auto text = text_of({exit_, exit_});
    const std::span<const std::uint8_t> whole = text;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK(everywhere(whole.first(length)) ==
              (length == 8 ? returns(0) : refused(errc::illegal_length, 0)));
    }
}

TEST_CASE("data and rodata begin where the sections say, byte for byte", "[pattern-12]") {
    const auto& first_bytes = assembled<"r1 = data + 0 ll\nr0 = *(u8 *)(r1 + 0)\n"
                                        "r2 = rodata + 0 ll\nr2 = *(u8 *)(r2 + 0)\n"
                                        "r0 <<= 8\nr0 |= r2\nexit">;
    const std::array<std::uint8_t, 2> data{0xDA, 1};
    const std::array<std::uint8_t, 2> rodata{0x20, 2};
    const auto program =
        verify<defaults>(sections{.text = first_bytes, .rodata = rodata, .data = data});
    std::array<std::uint8_t, 2> storage{};
    const auto own = instantiate(*program, std::span<std::uint8_t>{storage});
    REQUIRE(own);
    fc::vm<defaults> vm;
    CHECK(*vm.run(*own) == 0xDA20);
}

TEST_CASE("endless loops are legal and end with the budget", "[pattern-13]") {
    CHECK(everywhere(assembled<"goto -1">) == faults(errc::budget_exhausted, 0));
    CHECK(everywhere(assembled<"gotol -1">) == faults(errc::budget_exhausted, 0));
    CHECK(everywhere(assembled<"again: r0 += 1\nif r0 != 0 goto again\nexit">) ==
          faults(errc::budget_exhausted, 1));
    CHECK(everywhere(assembled<"f: call f\nexit">) == faults(errc::call_depth_exceeded, 0));
}

TEST_CASE("nothing writes r10", "[pattern-14]") {
    const auto bad = refused(errc::frame_pointer_write, 0);
    for (const std::uint8_t opcode :
         std::array<std::uint8_t, 10>{0x07, 0x0f, 0xb7, 0xbf, 0xb4, 0xbc, 0x87, 0x79, 0x71, 0x91}) {
        CHECK(everywhere(text_of({{opcode, 10, 0, 0, 0}, exit_})) == bad);
    }
    CHECK(everywhere(text_of({{0x18, 10, 0, 0, 0}, {}, exit_})) == bad);
    CHECK(everywhere(text_of({{0xdc, 10, 0, 0, 16}, exit_})) == bad);
    CHECK(everywhere(text_of({{0xdb, 1, 10, 0, 0x01}, exit_})) == bad);
    CHECK(everywhere(text_of({{0xdb, 1, 10, 0, 0xE1}, exit_})) == bad);
    // A helper that is handed r10 sees a copy.
    CHECK(everywhere(assembled<"r6 = r10\nr1 = r10\nr1 += -8\nr2 = 0\ncall 4\nr0 = r10\nr0 -= r6\n"
                               "exit">) == returns(0));
}

TEST_CASE("a local call keeps r6 to r9 and r10, and is bounded in depth and stack",
          "[pattern-15]") {
    CHECK(everywhere(assembled<R"(
        r6 = 1
        r9 = 2
        *(u64 *)(r10 - 8) = 4
        call f
        r0 = *(u64 *)(r10 - 8)
        r0 += r6
        r0 += r9
        exit
    f:  r6 = 50
        r9 = 50
        *(u64 *)(r10 - 8) = 50
        exit
    )">) == returns(7));
    CHECK(everywhere(assembled<"call f\nexit\nf: call f\n*(u64 *)(r10 - 256) = 1\nexit">) ==
          faults(errc::stack_exhausted, 2));
}

TEST_CASE("r1 to r5 are no trusted pointers after a call", "[pattern-16]") {
    // Nothing is proved about registers: an access is checked when it happens.
    CHECK(everywhere(assembled<"r1 = 0\ncall f\nr0 = *(u64 *)(r1 + 0)\nexit\nf: r1 = 8\nexit">) ==
          faults(errc::illegal_memory, 2));
}

TEST_CASE("a program made from a text is not the program of the next text", "[pattern-17]") {
    // There is no flag to go stale: what was verified is a value, and each text makes its own.
    auto text = text_of({{0xb7, 0, 0, 0, 1}, exit_});
    const auto good = verify<defaults>(text);
    REQUIRE(good);
    const auto other = text_of({{0xb7, 11, 0, 0, 1}, exit_});
    CHECK_FALSE(verify<defaults>(other));
    static_assert(!std::is_default_constructible_v<program_of<defaults>>);
    static_assert(!std::is_constructible_v<program_of<defaults>, std::span<const std::uint8_t>>);
}

} // namespace
} // namespace fc::test
