// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include "isa/variants.hpp"
#include "support/catch.hpp"

#include <femto/isa/disassemble.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace {

namespace isa = fc::isa;

using bytes = std::vector<std::uint8_t>;

std::string first_line(const bytes& text) {
    const isa::instruction_text line = isa::disassemble_one(text, 0);
    return {line.data(), line.size()};
}

struct printed {
    isa::instruction in;
    const char* text;
};

TEST_CASE("instructions print in the syntax of llvm-objdump 19", "[isa]") {
    // Lines as that tool printed them. (Those of compiled objects are compared by isa.llvm_objdump.)
    const printed cases[] = {
        {{0x07, 1, 0, 0, 5}, "r1 += 0x5"},
        {{0x04, 10, 0, 0, -5}, "w10 += -0x5"},
        {{0x0f, 1, 2, 0, 0}, "r1 += r2"},
        {{0x0c, 1, 2, 0, 0}, "w1 += w2"},
        {{0x37, 1, 0, 0, 7}, "r1 /= 0x7"},
        {{0x37, 1, 0, 1, 7}, "r1 s/= 0x7"},
        {{0x9c, 1, 2, 1, 0}, "w1 s%= w2"},
        {{0x87, 1, 0, 0, 0}, "r1 = -r1"},
        {{0x84, 1, 0, 0, 0}, "w1 = -w1"},
        {{0xb7, 1, 0, 0, INT32_MIN}, "r1 = -0x80000000"},
        {{0xbf, 1, 2, 8, 0}, "r1 = (s8)r2"},
        {{0xbf, 1, 2, 32, 0}, "r1 = (s32)r2"},
        {{0xbc, 1, 2, 16, 0}, "w1 = (s16)w2"},
        {{0xc7, 1, 0, 0, 63}, "r1 s>>= 0x3f"},
        {{0xd4, 1, 0, 0, 16}, "r1 = le16 r1"},
        {{0xdc, 1, 0, 0, 32}, "r1 = be32 r1"},
        {{0xd7, 1, 0, 0, 64}, "r1 = bswap64 r1"},
        {{0x71, 1, 2, 3, 0}, "r1 = *(u8 *)(r2 + 0x3)"},
        {{0x79, 1, 10, -32768, 0}, "r1 = *(u64 *)(r10 - 0x8000)"},
        {{0x81, 1, 2, 0, 0}, "r1 = *(s32 *)(r2 + 0x0)"},
        {{0x7a, 1, 0, 8, -7}, "*(u64 *)(r1 + 0x8) = -0x7"},
        {{0x6b, 1, 2, -2, 0}, "*(u16 *)(r1 - 0x2) = r2"},
        {{0xdb, 1, 2, 8, 0x00}, "lock *(u64 *)(r1 + 0x8) += r2"},
        {{0xc3, 1, 2, 8, 0x00}, "lock *(u32 *)(r1 + 0x8) += r2"},
        {{0xc3, 1, 2, 8, 0x40}, "lock *(u32 *)(r1 + 0x8) |= w2"},
        {{0xdb, 1, 2, -8, 0x51}, "r2 = atomic_fetch_and((u64 *)(r1 - 0x8), r2)"},
        {{0xc3, 1, 2, 8, 0x01}, "w2 = atomic_fetch_add((u32 *)(r1 + 0x8), w2)"},
        {{0xdb, 1, 2, 8, 0xe1}, "r2 = xchg_64(r1 + 0x8, r2)"},
        {{0xc3, 1, 2, 8, 0xe1}, "w2 = xchg32_32(r1 + 0x8, w2)"},
        {{0xdb, 1, 2, 8, 0xf1}, "r0 = cmpxchg_64(r1 + 0x8, r0, r2)"},
        {{0xc3, 1, 2, 8, 0xf1}, "w0 = cmpxchg32_32(r1 + 0x8, w0, w2)"},
        {{0x05, 0, 0, -3, 0}, "goto -0x3"},
        {{0x06, 0, 0, 0, 70000}, "gotol +0x11170"},
        {{0x15, 1, 0, 3, -1}, "if r1 == -0x1 goto +0x3"},
        {{0xde, 1, 2, 0, 0}, "if w1 s<= w2 goto +0x0"},
        {{0x85, 0, 0, 0, 32}, "call 0x20"},
        {{0x8d, 3, 0, 0, 0}, "callx r3"},
        {{0x95, 0, 0, 0, 0}, "exit"},
        {{0x30, 0, 0, 0, 5}, "r0 = *(u8 *)skb[0x5]"},
        {{0x48, 0, 2, 0, 0}, "r0 = *(u16 *)skb[r2]"},
    };
    for (const printed& row : cases) {
        const auto code = isa::encode(row.in);
        CHECK(first_line({code.begin(), code.end()}) == row.text);
    }
}

TEST_CASE("what LLVM's syntax leaves out is added", "[isa]") {
    const printed cases[] = {
        {{0x85, 0, 1, 0, 2}, "call 0x2 <local>"},
        {{0x85, 0, 1, 0, -4}, "call -0x4 <local>"},
        {{0x85, 0, 0, 0, -1}, "call 0xffffffff"},
        {{0x8d, 0, 0, 0, 3}, "callx r3 <imm>"},
        {{0x48, 0, 2, 0, -5}, "r0 = *(u16 *)skb[r2 - 0x5]"},
    };
    for (const printed& row : cases) {
        const auto code = isa::encode(row.in);
        CHECK(first_line({code.begin(), code.end()}) == row.text);
    }
}

TEST_CASE("16-byte loads print as one line", "[isa]") {
    struct wide {
        isa::instruction in;
        std::int32_t high;
        const char* text;
    };
    const wide cases[] = {
        {{0x18, 1, 0, 0, 5}, 0, "r1 = 0x5 ll"},
        {{0x18, 1, 0, 0, -1}, 0, "r1 = 0xffffffff ll"},
        {{0x18, 1, 0, 0, -1}, -1, "r1 = -0x1 ll"},
        {{0x18, 1, 0, 0, 0}, INT32_MIN, "r1 = -0x8000000000000000 ll"},
        {{0x18, 1, 4, 0, 5}, 0, "ld_pseudo\tr1, 0x4, 0x5"},
        {{0xb8, 1, 0, 0, 16}, 0, "r1 = data + 0x10 ll"},
        {{0xd8, 10, 0, 0, -16}, -1, "r10 = rodata - 0x10 ll"},
    };
    for (const wide& row : cases) {
        const fc::test::encoded code = fc::test::encode(row.in, row.high, true);
        const isa::instruction_text line = isa::disassemble_one(code.bytes, 0);
        CHECK(std::string(line.data(), line.size()) == row.text);
        CHECK(line.bytes() == 16);
    }
}

TEST_CASE("what is no instruction prints as its bytes", "[isa]") {
    const isa::instruction cases[] = {
        {0x00, 0, 0, 0, 0},    // no such opcode
        {0xb7, 11, 0, 0, 0},   // no such register
        {0x0f, 1, 15, 0, 0},   // neither in src
        {0x07, 1, 2, 0, 5},    // a register an immediate addition does not use
        {0x07, 1, 0, 1, 5},    // an offset nor
        {0x0f, 1, 2, 0, 5},    // an immediate where a register is the operand
        {0x37, 1, 0, 2, 5},    // a division that is neither signed nor unsigned
        {0xbc, 1, 2, 32, 0},   // a sign extension wider than its operation
        {0xdc, 1, 0, 0, 8},    // a width that cannot be swapped
        {0xdb, 1, 2, 0, 2},    // no such atomic operation
        {0xdb, 1, 2, 0, 0xe0}, // an exchange without fetch
        {0x85, 0, 2, 0, 1},    // a call to a BTF id
        {0x8d, 1, 0, 0, 2},    // two registers to call
        {0x8d, 0, 0, 0, 11},   // a register that is none
        {0x95, 0, 0, 0, 1},    // exit with a value
        {0x18, 1, 0, 0, 1},    // a first half alone
    };
    for (const isa::instruction& in : cases) {
        const auto code = isa::encode(in);
        const std::string line = first_line({code.begin(), code.end()});
        CAPTURE(line);
        CHECK(line.starts_with(".byte 0x"));
        CHECK(line.size() == 52);
    }
    // A second half that is an instruction of its own is not swallowed.
    const bytes broken{0x18, 1, 0, 0, 1, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0};
    CHECK(first_line(broken) == ".byte 0x18, 0x01, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00");
    CHECK(isa::disassemble_one(broken, 1).size() == 4);
}

TEST_CASE("a whole text is handed out instruction by instruction", "[isa]") {
    const bytes text{0x18, 1, 0, 0, 42, 0, 0,    0, 0, 0, 0, 0, 0, 0, 0,    0, 0xbf, 16,
                     0,    0, 0, 0, 0,  0, 0x95, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 2};
    std::vector<std::size_t> slots;
    std::size_t covered = 0;
    isa::disassemble(text, [&](std::size_t slot, const isa::instruction_text& line) {
        slots.push_back(slot);
        covered += line.bytes();
    });
    CHECK(slots == std::vector<std::size_t>{0, 2, 3, 4});
    CHECK(covered == text.size());

    const std::string all = "r1 = 0x2a ll\nr0 = r1\nexit\n.byte 0xff, 0x01, 0x02\n";
    std::array<char, 128> out{};
    const auto written = isa::disassemble(text, out);
    REQUIRE(written);
    CHECK(std::string(out.data(), *written) == all);

    for (std::size_t room = 0; room < all.size(); ++room) {
        const auto refused = isa::disassemble(text, std::span{out}.first(room));
        CHECK(refused.error() == fc::errc::buffer_too_small);
        CHECK(refused.at() == (room < 13 ? 0U : room < 21 ? 2U : room < 26 ? 3U : 4U));
    }
}

TEST_CASE("past the end there is nothing to print", "[isa]") {
    const bytes text{0x95, 0, 0, 0, 0, 0, 0, 0};
    for (const std::size_t slot : {std::size_t{1}, std::size_t{2}, SIZE_MAX / 8, SIZE_MAX}) {
        CHECK(isa::disassemble_one(text, slot).size() == 0);
        CHECK(isa::disassemble_one(text, slot).bytes() == 0);
    }
    CHECK(isa::disassemble_one({}, 0).bytes() == 0);
}

TEST_CASE("no line reaches the capacity", "[isa]") {
    std::size_t longest = 0;
    for (const isa::row& row : isa::rows) {
        fc::test::each_variant(row, [&](isa::instruction in) {
            for (const std::int32_t high : {0, INT32_MIN, INT32_MAX}) {
                if (row.src == isa::src_use::wide) {
                    in.src = 15;
                }
                const auto code = fc::test::encode(in, high, true);
                longest = std::max(longest, isa::disassemble_one(code.bytes, 0).size());
            }
        });
    }
    CHECK(longest < isa::instruction_text::capacity);
    CHECK(longest > 40);
}

constexpr std::array<std::uint8_t, 8> exit_bytes{0x95};
constexpr isa::instruction_text exit_text = isa::disassemble_one(exit_bytes, 0);
static_assert(isa::characters{exit_text} == isa::characters{"exit"});

} // namespace
