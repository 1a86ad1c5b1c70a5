// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include "support/catch.hpp"

#include <femto/isa/table.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace {

namespace isa = fc::isa;
using isa::dst_use;
using isa::form;
using isa::group;
using isa::imm_use;
using isa::off_use;
using isa::row;
using isa::src_use;

// Instruction classes and the bits beside them (RFC 9669 sections 3 to 5).
enum : unsigned { ld, ldx, st, stx, alu, jmp, jmp32, alu64 };
unsigned class_of(const row& r) { return r.opcode & 7U; }
bool register_source(const row& r) { return (r.opcode & 8U) != 0; }
unsigned operation(const row& r) { return r.opcode >> 4; }
unsigned size_bits(const row& r) { // W, H, B, DW
    constexpr unsigned bits[] = {32, 16, 8, 64};
    return bits[r.opcode >> 3 & 3U];
}
unsigned mode(const row& r) { return r.opcode >> 5; }

bool is_alu(const row& r) { return r.operands == form::alu_imm || r.operands == form::alu_reg; }
bool is_branch(const row& r) {
    return r.operands == form::branch_imm || r.operands == form::branch_reg;
}
bool is_access(const row& r) {
    return r.operands == form::load || r.operands == form::load_signed ||
           r.operands == form::store_imm || r.operands == form::store_reg ||
           r.operands == form::atomic || r.operands == form::packet;
}

TEST_CASE("the table has 128 rows and no opcode twice", "[isa]") {
    std::set<int> opcodes;
    for (const row& r : isa::rows) {
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        CHECK(opcodes.insert(r.opcode).second);
        CHECK(r.operands != form::illegal);
        CHECK_FALSE(std::string{r.mnemonic}.empty());
    }
    CHECK(isa::rows.size() == 128);
}

TEST_CASE("each of the 256 slots is its row or illegal", "[isa]") {
    std::size_t legal = 0;
    for (unsigned opcode = 0; opcode < 256; ++opcode) {
        CAPTURE(opcode);
        const row& slot = isa::table[opcode];
        const auto* const found = std::find_if(isa::rows.begin(), isa::rows.end(),
                                               [&](const row& r) { return r.opcode == opcode; });
        if (found != isa::rows.end()) {
            ++legal;
            CHECK(slot == *found);
        } else {
            CHECK(slot.operands == form::illegal);
        }
        CHECK(isa::exists(static_cast<std::uint8_t>(opcode)) == (found != isa::rows.end()));
    }
    CHECK(legal == isa::rows.size());
}

TEST_CASE("forms agree with the class of the opcode", "[isa]") {
    for (const row& r : isa::rows) {
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        switch (r.operands) {
        case form::alu_imm:
        case form::alu_reg:
        case form::negate:
        case form::byte_swap: CHECK((class_of(r) == alu || class_of(r) == alu64)); break;
        case form::byte_order: CHECK(class_of(r) == alu); break;
        case form::load:
        case form::load_signed: CHECK(class_of(r) == ldx); break;
        case form::store_imm: CHECK(class_of(r) == st); break;
        case form::store_reg:
        case form::atomic: CHECK(class_of(r) == stx); break;
        case form::packet: CHECK(class_of(r) == ld); break;
        case form::wide: CHECK((class_of(r) == ld || r.needs == group::section)); break;
        case form::jump:
        case form::call:
        case form::call_reg:
        case form::exit: CHECK(class_of(r) == jmp); break;
        case form::jump_long: CHECK(class_of(r) == jmp32); break;
        case form::branch_imm:
        case form::branch_reg: CHECK((class_of(r) == jmp || class_of(r) == jmp32)); break;
        case form::illegal: FAIL("a row is illegal"); break;
        }
    }
}

TEST_CASE("the source bit decides between a register and an immediate", "[isa]") {
    for (const row& r : isa::rows) {
        if (!is_alu(r) && !is_branch(r)) {
            continue;
        }
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        const bool reg = r.operands == form::alu_reg || r.operands == form::branch_reg;
        CHECK(register_source(r) == reg);
        CHECK(r.src == (reg ? src_use::read : src_use::none));
        CHECK(r.imm == (reg ? imm_use::none : imm_use::value));

        const row& twin = isa::table[r.opcode ^ 8U];
        CHECK(std::string{twin.symbol} == r.symbol);
        CHECK(std::string{twin.mnemonic} == r.mnemonic);
        CHECK(twin.needs == r.needs);
        CHECK(twin.dst == r.dst);
    }
}

TEST_CASE("conformance groups agree with the width of the opcode", "[isa]") {
    // RFC 9669 section 2.4 and its appendix A: multiplication, division and modulo have groups of
    // their own, operations on 64 bits are base64, on 32 bits base32.
    for (const row& r : isa::rows) {
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        if (is_alu(r) || r.operands == form::negate) {
            const bool wide = class_of(r) == alu64;
            const unsigned op = operation(r);
            const bool divmul = op == 2 || op == 3 || op == 9;
            CHECK(r.needs == (divmul ? (wide ? group::divmul64 : group::divmul32)
                                     : (wide ? group::base64 : group::base32)));
            const std::string name = r.mnemonic;
            CHECK(name.ends_with("32") == !wide);
        } else if (is_branch(r)) {
            CHECK(r.needs == (class_of(r) == jmp ? group::base64 : group::base32));
        } else if (r.operands == form::atomic) {
            CHECK(r.needs == (size_bits(r) == 64 ? group::atomic64 : group::atomic32));
        } else if (r.operands == form::packet) {
            CHECK(r.needs == group::packet);
        } else if (r.operands == form::load_signed) {
            CHECK(r.needs == group::base64);
        } else if (is_access(r)) {
            CHECK(r.needs == (size_bits(r) == 64 ? group::base64 : group::base32));
        }
    }
}

TEST_CASE("the type of an access agrees with the size and mode of the opcode", "[isa]") {
    for (const row& r : isa::rows) {
        if (!is_access(r)) {
            continue;
        }
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        const char sign = r.operands == form::load_signed ? 's' : 'u';
        CHECK(std::string{r.symbol} == sign + std::to_string(size_bits(r)));
        switch (r.operands) {
        case form::packet: CHECK((mode(r) == 1 || mode(r) == 2)); break;
        case form::load_signed: CHECK(mode(r) == 4); break;
        case form::atomic: CHECK(mode(r) == 6); break;
        default: CHECK(mode(r) == 3); break;
        }
    }
}

TEST_CASE("the fields that vary are those the RFC lets vary", "[isa]") {
    for (const row& r : isa::rows) {
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        CHECK((r.off == off_use::memory) == (is_access(r) && r.operands != form::packet));
        CHECK((r.off == off_use::jump) == (is_branch(r) || r.operands == form::jump));
        CHECK((r.off == off_use::signedness) ==
              (is_alu(r) && (operation(r) == 3 || operation(r) == 9)));
        const bool move = r.operands == form::alu_reg && operation(r) == 11;
        CHECK((r.off == off_use::extension32) == (move && class_of(r) == alu));
        CHECK((r.off == off_use::extension64) == (move && class_of(r) == alu64));
        CHECK((r.imm == imm_use::width) ==
              (r.operands == form::byte_order || r.operands == form::byte_swap));
        CHECK((r.imm == imm_use::wide) == (r.operands == form::wide));
        CHECK((r.imm == imm_use::atomic) == (r.operands == form::atomic));
        CHECK((r.src == src_use::atomic) == (r.operands == form::atomic));
        CHECK((r.imm == imm_use::jump) == (r.operands == form::jump_long));
    }
}

TEST_CASE("what is written is never what is only read", "[isa]") {
    for (const row& r : isa::rows) {
        CAPTURE(static_cast<int>(r.opcode), r.mnemonic);
        const bool stores_or_jumps = r.operands == form::store_imm ||
                                     r.operands == form::store_reg || r.operands == form::atomic ||
                                     is_branch(r);
        const bool moves = is_alu(r) && operation(r) == 11;
        if (stores_or_jumps || r.operands == form::call_reg) {
            CHECK(r.dst == dst_use::read);
        } else if (r.operands == form::load || r.operands == form::load_signed ||
                   r.operands == form::wide || moves) {
            CHECK(r.dst == dst_use::write);
        } else if (class_of(r) == alu || class_of(r) == alu64) {
            CHECK((r.dst == dst_use::update || r.needs == group::section));
        } else {
            CHECK(r.dst == dst_use::none);
        }
    }
}

TEST_CASE("legacy packet access is known in six opcodes", "[isa]") {
    std::set<int> opcodes;
    for (const row& r : isa::rows) {
        if (r.operands == form::packet) {
            opcodes.insert(r.opcode);
            CHECK((r.src == src_use::read) == (mode(r) == 2));
        }
    }
    CHECK(opcodes == std::set<int>{0x20, 0x28, 0x30, 0x40, 0x48, 0x50});
}

TEST_CASE("the section-relative loads are those of the original images", "[isa]") {
    CHECK(std::string{isa::table[0xb8].symbol} == "data");
    CHECK(std::string{isa::table[0xd8].symbol} == "rodata");
    CHECK(isa::table[0xb8].needs == group::section);
    CHECK(isa::table[0xd8].needs == group::section);
}

} // namespace
