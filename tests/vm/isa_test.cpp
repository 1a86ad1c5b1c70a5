// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reference/arithmetic.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"
#include "vm/isa_check.hpp"

#include <femto/isa/table.hpp>

#include <span>
#include <string>

namespace fc::test {
namespace {

// The whole table inside the compiler: exact results, and no undefined behaviour on the way.
static_assert([] {
    bool good = true;
    check_rows<defaults>([&](const char*) { good = false; });
    return good;
}());

TEST_CASE("every instruction does what RFC 9669 says, on every executor and policy", "[isa]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name, Config::memory::in_constant_evaluation);
        check_rows<Config>([](const char* sentence) {
            CAPTURE(sentence);
            CHECK(false);
        });
    });
}

TEST_CASE("the rows cover every opcode of the table", "[isa]") {
    for (const isa::row& row : isa::rows) {
        using isa::form;
        if (row.operands == form::packet || row.operands == form::wide ||
            row.operands == form::call || row.operands == form::call_reg ||
            row.operands == form::exit || row.operands == form::jump_long) {
            continue; // have tests of their own
        }
        // A row for one source of the operand speaks for the other: the sweep below takes both.
        const auto same = [&](const isa::instruction& code) {
            const bool has_source_bit =
                row.operands == form::alu_imm || row.operands == form::alu_reg ||
                row.operands == form::branch_imm || row.operands == form::branch_reg;
            const unsigned mask = has_source_bit ? 0xF7U : 0xFFU;
            return (code.opcode & mask) == (row.opcode & mask);
        };
        bool found = false;
        for (const alu_row& each : alu_rows) {
            found = found || same(each.code);
        }
        for (const jump_row& each : jump_rows) {
            found = found || same(each.code);
        }
        for (const memory_row& each : memory_rows) {
            found = found || same(each.code);
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        CHECK(found);
    }
}

constexpr std::array<std::uint64_t, 16> values{0,
                                               1,
                                               2,
                                               0x7F,
                                               0x80,
                                               0xFFFF,
                                               0x7FFFFFFF,
                                               0x80000000,
                                               0xFFFFFFFF,
                                               0x100000000,
                                               most64,
                                               least64,
                                               minus1,
                                               minus1 - 1,
                                               0xFFFFFFFF80000000,
                                               0x123456789ABCDEF};
constexpr std::array<std::int32_t, 10> immediates{0,  1,  -1, 31,         32,
                                                  33, 63, 64, 0x7FFFFFFF, -0x7FFFFFFF - 1};

/// Calls `visit(code, src)` for each value the second operand of a row can have.
template <class Visit>
void each_operand(const isa::row& row, Visit&& visit) {
    constexpr std::array<std::int16_t, 5> offsets{0, 1, 8, 16, 32};
    for (const std::int16_t offset : offsets) {
        const bool fits = offset == 0 || (row.off == isa::off_use::signedness && offset == 1) ||
                          (row.off == isa::off_use::extension32 && (offset == 8 || offset == 16)) ||
                          (row.off == isa::off_use::extension64 && offset >= 8);
        if (!fits) {
            continue;
        }
        isa::instruction code{row.opcode, 1, 0, offset, 0};
        if (row.src == isa::src_use::read) {
            code.src = 2;
            for (const std::uint64_t src : values) {
                visit(code, src);
            }
        } else if (row.imm == isa::imm_use::value) {
            for (const std::int32_t imm : immediates) {
                code.imm = imm;
                visit(code, static_cast<std::uint64_t>(std::int64_t{imm}));
            }
        } else {
            visit(code, 0);
        }
    }
}

TEST_CASE("every arithmetic opcode agrees with the reference on all pairs of values", "[isa]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        std::size_t cases = 0;
        for (const isa::row& row : isa::rows) {
            using isa::form;
            if (row.operands != form::alu_imm && row.operands != form::alu_reg &&
                row.operands != form::negate) {
                continue;
            }
            const unsigned bits = (row.opcode & 7) == 7 ? 64 : 32;
            each_operand(row, [&](const isa::instruction& code, std::uint64_t src) {
                for (const std::uint64_t dst : values) {
                    const auto expected =
                        reference::alu(row.opcode >> 4, bits, dst, src, code.offset);
                    ++cases;
                    if (!is<Config>(alu_text(code, dst, src), expected)) {
                        CAPTURE(static_cast<unsigned>(row.opcode), dst, src, code.offset);
                        CHECK(false);
                    }
                }
            });
        }
        CHECK(cases > 10'000);
    });
}

TEST_CASE("every conditional jump agrees with the reference on all pairs of values", "[isa]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        std::size_t cases = 0;
        for (const isa::row& row : isa::rows) {
            if (row.operands != isa::form::branch_imm && row.operands != isa::form::branch_reg) {
                continue;
            }
            const unsigned bits = (row.opcode & 7) == 5 ? 64 : 32;
            each_operand(row, [&](const isa::instruction& code, std::uint64_t src) {
                for (const std::uint64_t dst : values) {
                    const bool taken = reference::condition(row.opcode >> 4, bits, dst, src);
                    ++cases;
                    if (!is<Config>(jump_text(code, dst, src), taken ? 1 : 0)) {
                        CAPTURE(static_cast<unsigned>(row.opcode), dst, src);
                        CHECK(false);
                    }
                }
            });
        }
        CHECK(cases > 5'000);
    });
}

TEST_CASE("an instruction may name one register twice", "[isa]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        CHECK(is<Config>(assembled<"r1 = 3\nr1 *= r1\nr0 = r1\nexit">, 9));
        CHECK(is<Config>(assembled<"r1 = 3\nr1 -= r1\nr0 = r1\nexit">, 0));
        CHECK(is<Config>(assembled<"r0 = 1\nif r0 == r0 goto +1\nr0 = 2\nexit">, 1));
        CHECK(is<Config>(assembled<"*(u64 *)(r10 - 8) = r10\nr2 = r10\nr2 += -8\n"
                                   "r2 = *(u64 *)(r2 + 0)\nr2 -= r10\nr0 = r2\nexit">,
                         0));
    });
}

TEST_CASE("sixteen-byte loads take both halves as they are", "[isa]") {
    struct row {
        std::uint64_t value;
    };
    for (const row& each : {row{0x80000000}, row{0xFFFFFFFF00000000}, row{0x7FFFFFFF80000000},
                            row{minus1}, row{0}, row{0x0123456789ABCDEF}}) {
        each_machine<defaults>([&]<class Config>() {
            CAPTURE(Config::name, each.value);
            CHECK(is<Config>(text_of({wide_low(0, each.value), wide_high(each.value), exit_}),
                             each.value));
        });
    }
}

TEST_CASE("long jumps go by the immediate", "[isa]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        CHECK(is<Config>(assembled<"r0 = 1\ngotol +1\nr0 = 2\nexit">, 1));
        CHECK(is<Config>(assembled<"goto start\nback: r0 = 3\nexit\nstart: gotol back">, 3));
    });
}

TEST_CASE("a long jump reaches farther than sixteen bits", "[isa]") {
    std::vector<std::uint8_t> text(8 * 40'000, 0);
    for (std::size_t i = 0; i < text.size(); i += 8) {
        const auto filler = isa::encode({0xb7, 0, 0, 0, 2});
        std::copy(filler.begin(), filler.end(), &text[i]);
    }
    const auto put = [&](std::size_t slot, const isa::instruction& code) {
        const auto bytes = isa::encode(code);
        std::copy(bytes.begin(), bytes.end(), &text[slot * 8]);
    };
    put(0, {0x06, 0, 0, 0, 39'997});
    put(39'998, {0xb7, 0, 0, 0, 7});
    put(39'999, exit_);
    each_executor<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        CHECK(is<Config>(text, 7));
    });
}

} // namespace
} // namespace fc::test
