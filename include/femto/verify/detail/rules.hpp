// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/groups.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::detail {

/// What is to be checked of an instruction beyond the ranges of its fields.
enum class check : std::uint8_t {
    nothing,
    illegal,
    missing_group,
    packet,
    load,
    store,
    move,
    division,
    extension32,
    width,
    width64_missing,
    atomic,
    wide,
    section,
    jump,
    jump_long,
    branch,
    call,
    callx,
    exit,
};

/// The verifier's view of a row: ranges for the plain fields, and one special check. The 256
/// opcodes have some twenty different rules, so a byte per opcode and these 16 bits hold them all.
struct rule {
    std::uint16_t packed = 0;

    constexpr rule() = default;
    constexpr rule(unsigned max_dst, unsigned max_src, bool offset, bool imm, check special)
        : packed{static_cast<std::uint16_t>(max_dst | max_src << 4 | unsigned{offset} << 8 |
                                            unsigned{imm} << 9 |
                                            static_cast<unsigned>(special) << 10)} {}

    constexpr unsigned max_dst() const { return packed & 15U; }
    constexpr unsigned max_src() const { return packed >> 4 & 15U; }
    constexpr bool uses_offset() const { return (packed >> 8 & 1U) != 0; }
    constexpr bool uses_imm() const { return (packed >> 9 & 1U) != 0; }
    constexpr check special() const { return static_cast<check>(packed >> 10); }

    friend constexpr bool operator==(rule, rule) = default;
};

constexpr check special_check(const isa::row& row, group_set groups) {
    switch (row.operands) {
    case isa::form::illegal: return check::illegal;
    case isa::form::packet: return check::packet;
    default: break;
    }
    if (!groups.has(row.needs)) {
        return check::missing_group;
    }
    switch (row.operands) {
    case isa::form::load:
    case isa::form::load_signed: return check::load;
    case isa::form::store_imm:
    case isa::form::store_reg: return check::store;
    case isa::form::byte_order:
        return groups.has(group::base64) ? check::width : check::width64_missing;
    case isa::form::byte_swap: return check::width;
    case isa::form::atomic: return check::atomic;
    case isa::form::wide: return row.needs == group::section ? check::section : check::wide;
    case isa::form::jump: return check::jump;
    case isa::form::jump_long: return check::jump_long;
    case isa::form::branch_imm:
    case isa::form::branch_reg: return check::branch;
    case isa::form::call: return check::call;
    case isa::form::call_reg: return check::callx;
    case isa::form::exit: return check::exit;
    default: break;
    }
    switch (row.off) {
    case isa::off_use::signedness: return check::division;
    case isa::off_use::extension32: return check::extension32;
    case isa::off_use::extension64: return check::move;
    default: return check::nothing;
    }
}

constexpr rule rule_of(const isa::row& row, group_set groups) {
    const check special = special_check(row, groups);
    if (special == check::illegal || special == check::packet || special == check::missing_group) {
        return {15, 15, true, true, special};
    }
    constexpr unsigned highest = isa::frame_pointer;
    const unsigned max_dst = row.dst == isa::dst_use::none   ? 0
                             : row.dst == isa::dst_use::read ? highest
                                                             : highest - 1;
    const unsigned max_src = row.src == isa::src_use::none ? 0
                             : row.src == isa::src_use::read || row.src == isa::src_use::atomic
                                 ? highest
                                 : 15;
    return {max_dst, max_src, row.off != isa::off_use::none, row.imm != isa::imm_use::none,
            special};
}

/// The rules of all opcodes under a set of groups, each different one stored once.
template <group_set Groups>
class rule_book {
    static constexpr std::size_t distinct() {
        std::array<rule, 256> seen{};
        std::size_t count = 0;
        for (const isa::row& row : isa::table) {
            const rule wanted = rule_of(row, Groups);
            std::size_t i = 0;
            while (i < count && seen[i] != wanted) {
                ++i;
            }
            if (i == count) {
                seen[count++] = wanted;
            }
        }
        return count;
    }

    struct tables {
        std::array<rule, distinct()> rules{};
        std::array<std::uint8_t, 256> index{};
    };

    static constexpr tables make() {
        tables out{};
        std::size_t count = 0;
        for (std::size_t opcode = 0; opcode < 256; ++opcode) {
            const rule wanted = rule_of(isa::table[opcode], Groups);
            std::size_t i = 0;
            while (i < count && out.rules[i] != wanted) {
                ++i;
            }
            if (i == count) {
                out.rules[count++] = wanted;
            }
            out.index[opcode] = static_cast<std::uint8_t>(i);
        }
        return out;
    }

    static constexpr tables book = make();

public:
    static constexpr rule of(unsigned opcode) { return book.rules[book.index[opcode]]; }
};

} // namespace fc::detail
