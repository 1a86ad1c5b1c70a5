// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "verify/rule_rows.hpp"

#include <femto/vm.hpp>

#include <array>
#include <vector>

namespace fc::test {
namespace {

void nothing() {}
struct config : defaults {
    using helpers = helper_table<helper<1, "nothing", nothing>>;
};

constexpr isa::instruction exit_{0x95, 0, 0, 0, 0};

template <class Config = config>
constexpr refusal verdict(std::span<const std::uint8_t> text) {
    const auto program = verify<Config>(text);
    return {program.error(), program.at()};
}

/// The instruction behind a harmless one, with what a 16-byte form needs, before exit.
std::vector<std::uint8_t> around(const isa::instruction& code) {
    std::vector<std::uint8_t> text;
    const auto add = [&](const isa::instruction& one) {
        const auto bytes = isa::encode(one);
        text.insert(text.end(), bytes.begin(), bytes.end());
    };
    add({0xb4, 0, 0, 0, 0});
    add(code);
    if (isa::table[code.opcode].operands == isa::form::wide) {
        add({});
    }
    add(exit_);
    return text;
}

TEST_CASE("a table of programs is accepted, or refused with its cause and slot", "[verify]") {
    for (const rule_row& each : rule_rows) {
        CAPTURE(each.what);
        const refusal got = verdict(each.text);
        CHECK(static_cast<int>(got.error) == static_cast<int>(each.expected.error));
        CHECK(got.at == each.expected.at);
    }
}

// The original engine looks at the length, then at each instruction, its registers first, and last at
// how the text ends.
TEST_CASE("of several mistakes the one is named that the original engine names", "[verify]") {
    const isa::instruction far_jump{0x05, 0, 0, 100, 0};
    const isa::instruction far_jump_of_r12{0x1d, 12, 0, 100, 0};
    const isa::instruction unknown_call{0x85, 0, 0, 0, 99};
    const isa::instruction to_r12{0xb7, 12, 0, 0, 0};
    const isa::instruction harmless{0xb7, 0, 0, 0, 0};
    const rule_row rows[] = {
        {"a far jump before a register", {far_jump, to_r12, exit_}, {errc::illegal_jump, 0}},
        {"a register before a far jump", {to_r12, far_jump, exit_}, {errc::illegal_register, 0}},
        {"both in one", {far_jump_of_r12, exit_}, {errc::illegal_register, 0}},
        {"a call before a register", {unknown_call, to_r12, exit_}, {errc::illegal_call, 0}},
        {"a call, and no exit", {unknown_call, harmless}, {errc::illegal_call, 0}},
        {"a far jump, and no exit", {harmless, far_jump, harmless}, {errc::illegal_jump, 1}},
    };
    for (const rule_row& each : rows) {
        CAPTURE(each.what);
        const refusal got = verdict(each.text);
        CHECK(static_cast<int>(got.error) == static_cast<int>(each.expected.error));
        CHECK(got.at == each.expected.at);
    }
    const few_slots cut{to_r12, exit_};
    const refusal got = verdict(std::span<const std::uint8_t>{cut}.first(12));
    CHECK(got.error == errc::illegal_length);
}

TEST_CASE("every opcode that is no instruction is refused as such", "[verify]") {
    std::size_t illegal = 0;
    for (unsigned opcode = 0; opcode < 256; ++opcode) {
        CAPTURE(opcode);
        const isa::row& row = isa::table[opcode];
        const auto text = around({static_cast<std::uint8_t>(opcode), 0, 0, 0, 0});
        const refusal got = verdict(text);
        if (row.operands == isa::form::illegal) {
            ++illegal;
            CHECK(got == refusal{errc::illegal_instruction, 1});
        } else {
            CHECK(got.error != errc::illegal_instruction);
        }
    }
    CHECK(illegal == 256 - isa::rows.size());
}

/// One instruction of a row that verify accepts.
isa::instruction plain(const isa::row& row) {
    isa::instruction code{row.opcode, 0, 0, 0, 0};
    if (row.imm == isa::imm_use::width) {
        code.imm = 32;
    }
    if (row.operands == isa::form::call) {
        code.imm = 1;
    }
    return code;
}

TEST_CASE("every bit of a field that an instruction does not use must be zero", "[verify]") {
    std::size_t tried = 0;
    for (const isa::row& row : isa::rows) {
        if (row.operands == isa::form::packet) {
            continue;
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        REQUIRE(verdict(around(plain(row))) == refusal{});
        const auto refused = [&](const isa::instruction& code) {
            ++tried;
            CHECK(verdict(around(code)) == refusal{errc::reserved_field, 1});
        };
        if (row.dst == isa::dst_use::none) {
            for (unsigned bit = 0; bit < 4; ++bit) {
                isa::instruction code = plain(row);
                code.dst = static_cast<std::uint8_t>(1U << bit);
                refused(code);
            }
        }
        if (row.src == isa::src_use::none) {
            for (unsigned bit = 0; bit < 4; ++bit) {
                isa::instruction code = plain(row);
                code.src = static_cast<std::uint8_t>(1U << bit);
                refused(code);
            }
        }
        if (row.off == isa::off_use::none) {
            for (unsigned bit = 0; bit < 16; ++bit) {
                isa::instruction code = plain(row);
                code.offset = static_cast<std::int16_t>(1U << bit);
                refused(code);
            }
        }
        if (row.imm == isa::imm_use::none) {
            for (unsigned bit = 0; bit < 32; ++bit) {
                isa::instruction code = plain(row);
                code.imm = static_cast<std::int32_t>(1U << bit);
                refused(code);
            }
        }
    }
    CHECK(tried > 1500);
}

TEST_CASE("every offset of a move and a division but the defined ones is refused", "[verify]") {
    for (const isa::row& row : isa::rows) {
        const bool division = row.off == isa::off_use::signedness;
        const bool move32 = row.off == isa::off_use::extension32;
        const bool move64 = row.off == isa::off_use::extension64;
        if (!division && !move32 && !move64) {
            continue;
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        for (int offset = -0x8000; offset <= 0x7FFF; ++offset) {
            isa::instruction code = plain(row);
            code.offset = static_cast<std::int16_t>(offset);
            const bool good = offset == 0 || (division && offset == 1) ||
                              (!division && (offset == 8 || offset == 16)) ||
                              (move64 && offset == 32);
            const refusal expected = good ? refusal{} : refusal{errc::reserved_field, 1};
            if (verdict(around(code)) != expected) {
                CAPTURE(offset);
                CHECK(false);
            }
        }
    }
}

TEST_CASE("every width and atomic operation but the defined ones is refused", "[verify]") {
    for (const isa::row& row : isa::rows) {
        if (row.imm != isa::imm_use::width && row.imm != isa::imm_use::atomic) {
            continue;
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        const auto good = [&](std::int32_t imm) {
            if (row.imm == isa::imm_use::width) {
                return imm == 16 || imm == 32 || imm == 64;
            }
            switch (imm) {
            case 0x00:
            case 0x01:
            case 0x40:
            case 0x41:
            case 0x50:
            case 0x51:
            case 0xA0:
            case 0xA1:
            case 0xE1:
            case 0xF1: return true;
            default: return false;
            }
        };
        const auto check = [&](std::int32_t imm) {
            isa::instruction code{row.opcode, 1, 0, 0, imm};
            const refusal expected = good(imm) ? refusal{} : refusal{errc::reserved_field, 1};
            if (verdict(around(code)) != expected) {
                CAPTURE(imm);
                CHECK(false);
            }
        };
        for (std::int32_t imm = -1000; imm < 5000; ++imm) {
            check(imm);
        }
        for (unsigned bit = 0; bit < 32; ++bit) {
            for (const std::int32_t base : {0, 16, 32, 64, 0x01, 0xE1, 0xF1}) {
                check(static_cast<std::int32_t>(static_cast<std::uint32_t>(base) ^ 1U << bit));
            }
        }
    }
}

TEST_CASE("there are registers r0 to r10, and r10 is not written", "[verify]") {
    for (const isa::row& row : isa::rows) {
        if (row.operands == isa::form::packet) {
            continue;
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        const bool writes = row.dst == isa::dst_use::write || row.dst == isa::dst_use::update;
        for (unsigned number = 0; number < 16; ++number) {
            CAPTURE(number);
            if (row.dst != isa::dst_use::none) {
                isa::instruction code = plain(row);
                code.dst = static_cast<std::uint8_t>(number);
                refusal expected;
                if (number > 10) {
                    expected = {errc::illegal_register, 1};
                } else if (number == 10 && writes) {
                    expected = {errc::frame_pointer_write, 1};
                }
                CHECK(verdict(around(code)) == expected);
            }
            if (row.src == isa::src_use::read || row.src == isa::src_use::atomic) {
                isa::instruction code = plain(row);
                code.src = static_cast<std::uint8_t>(number);
                const refusal expected =
                    number > 10 ? refusal{errc::illegal_register, 1} : refusal{};
                CHECK(verdict(around(code)) == expected);
            }
        }
    }
}

struct only_base32 : defaults {
    static constexpr group_set groups = group_set{group::base32};
};
struct no_atomic64 : defaults {
    static constexpr group_set groups = group::base64 | group::atomic32;
};

TEST_CASE("an instruction of a group the Config leaves out is refused by name", "[verify]") {
    for (const isa::row& row : isa::rows) {
        if (row.operands == isa::form::packet || row.operands == isa::form::call) {
            continue;
        }
        CAPTURE(static_cast<unsigned>(row.opcode));
        const refusal missing{errc::missing_group, 1};
        CHECK(verdict<only_base32>(around(plain(row))) ==
              (row.needs == group::base32 ? refusal{} : missing));
        const bool has = row.needs == group::base32 || row.needs == group::base64 ||
                         row.needs == group::atomic32;
        CHECK(verdict<no_atomic64>(around(plain(row))) == (has ? refusal{} : missing));
    }
    // RFC 9669 section 4.2 puts the 64-bit width into base64.
    CHECK(verdict<only_base32>(around({0xdc, 0, 0, 0, 64})) == refusal{errc::missing_group, 1});
    CHECK(verdict<only_base32>(around({0xdc, 0, 0, 0, 32})) == refusal{});
    CHECK(verdict<no_atomic64>(text_of({{0x18, 0, 4, 0, 1}, {}, exit_})) ==
          refusal{errc::missing_group, 0});
}

static_assert(verdict(text_of({{0x95, 0, 0, 0, 0}})) == refusal{});
static_assert(verdict(text_of({{0xb7, 10, 0, 0, 0}, {0x95, 0, 0, 0, 0}})) ==
              refusal{errc::frame_pointer_write, 0});
static_assert(verdict(text_of({{0xb7, 0, 0, 0, 0}, {0x05, 0, 0, 1, 0}})) ==
              refusal{errc::illegal_jump, 1});

} // namespace
} // namespace fc::test
