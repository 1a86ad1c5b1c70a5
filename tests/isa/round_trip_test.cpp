// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include "isa/variants.hpp"
#include "support/catch.hpp"

#include <femto/isa/assemble.hpp>
#include <femto/isa/disassemble.hpp>
#include <femto/isa/table.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace isa = fc::isa;

/// True when the instruction prints as something other than `.byte` and reads back to its bytes.
constexpr bool returns(const isa::instruction& in, std::int32_t high) {
    const bool wide = isa::table[in.opcode].operands == isa::form::wide;
    const fc::test::encoded code = fc::test::encode(in, high, wide);
    const std::span text{code.bytes.data(), code.size};
    const isa::instruction_text line = isa::disassemble_one(text, 0);
    std::array<std::uint8_t, 2 * isa::slot_bytes> back{};
    const auto size = isa::assemble<1>(line, back);
    if (!size || *size != code.size || line.bytes() != code.size || line.data()[0] == '.') {
        return false;
    }
    for (std::size_t i = 0; i < code.size; ++i) {
        if (back[i] != code.bytes[i]) {
            return false;
        }
    }
    return true;
}

// One constant evaluation per row: clang allows each a million steps.
template <std::size_t Row>
constexpr bool row_returns = [] {
    bool all = true;
    fc::test::each_field(isa::rows[Row], [&](const isa::instruction& in) {
        all = all && returns(in, isa::rows[Row].operands == isa::form::wide ? -7 : 0);
    });
    return all;
}();

constexpr bool table_returns = []<std::size_t... Rows>(std::index_sequence<Rows...>) {
    return (row_returns<Rows> && ...);
}
(std::make_index_sequence<isa::rows.size()>{});
static_assert(table_returns, "every row reads back what it prints, in constant evaluation too");

std::string print(const std::vector<std::uint8_t>& text) {
    std::string out(text.size() / 8 * 64 + 64, '\0');
    const auto size = isa::disassemble(text, std::span{out});
    REQUIRE(size);
    out.resize(*size);
    return out;
}

std::vector<std::uint8_t> read(const std::string& source) {
    std::vector<std::uint8_t> out(source.size());
    const auto size = isa::assemble(source, out);
    CAPTURE(source, static_cast<int>(size.error()), size.at());
    REQUIRE(size);
    out.resize(*size);
    return out;
}

TEST_CASE("every variant of every row reads back what it prints", "[isa]") {
    std::size_t variants = 0;
    for (const isa::row& row : isa::rows) {
        fc::test::each_variant(row, [&](const isa::instruction& in) {
            for (const std::int32_t high : {0, 7, -1}) {
                const bool wide = row.operands == isa::form::wide;
                const fc::test::encoded code = fc::test::encode(in, high, wide);
                const auto line = isa::disassemble_one({code.bytes.data(), code.size}, 0);
                CAPTURE(row.mnemonic, std::string(line.data(), line.size()));
                REQUIRE(returns(in, high));
                ++variants;
                if (!wide) {
                    break;
                }
            }
        });
    }
    CHECK(variants > 3000);
}

TEST_CASE("the variants print as different lines", "[isa]") {
    std::vector<std::pair<std::string, isa::row>> seen;
    for (const isa::row& row : isa::rows) {
        fc::test::each_field(row, [&](const isa::instruction& in) {
            const fc::test::encoded code = fc::test::encode(in, 0, true);
            const auto line = isa::disassemble_one(code.bytes, 0);
            seen.emplace_back(std::string(line.data(), line.size()), row);
        });
    }
    for (const auto& [line, row] : seen) {
        for (const auto& [other, other_row] : seen) {
            if (line == other && row.opcode != other_row.opcode) {
                FAIL("two opcodes print as " << line);
            }
        }
    }
}

TEST_CASE("random bytes of any length read back", "[isa]") {
    std::mt19937 random{20261121};
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::uint8_t> text(random() % 97);
        for (std::uint8_t& byte : text) {
            byte = static_cast<std::uint8_t>(random());
        }
        CAPTURE(round);
        REQUIRE(read(print(text)) == text);
    }
}

TEST_CASE("random fields under real opcodes read back", "[isa]") {
    // Small numbers hit the instructions' own values far more often than random bytes do.
    std::mt19937 random{9669};
    constexpr std::int32_t imms[] = {0, 1, 5, -1, 16, 32, 64, 0x40, 0xe1, 0xf1};
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::uint8_t> text;
        for (int i = 0; i < 12; ++i) {
            const isa::row& row = isa::rows[random() % isa::rows.size()];
            const auto slot = isa::encode({.opcode = row.opcode,
                                           .dst = static_cast<std::uint8_t>(random() % 12),
                                           .src = static_cast<std::uint8_t>(random() % 12),
                                           .offset = static_cast<std::int16_t>(random() % 3 * 8),
                                           .imm = imms[random() % std::size(imms)]});
            text.insert(text.end(), slot.begin(), slot.end());
            if (random() % 3 == 0) {
                const auto second = isa::encode({.imm = static_cast<std::int32_t>(random())});
                text.insert(text.end(), second.begin(), second.end());
            }
        }
        CAPTURE(round, print(text));
        REQUIRE(read(print(text)) == text);
    }
}

} // namespace
