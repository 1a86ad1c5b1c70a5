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

/// What is to be checked of an instruction beyond the values of its fields.
enum class check : std::uint8_t {
    nothing,
    illegal,
    missing_group,
    packet,
    load,
    store,
    atomic,
    move,
    width,
    wide,
    jump,
    jump_long,
    branch,
    call,
    callx,
    exit,
};

/// Which bits of the offset may be set. Where values are listed (8, 16 and 32 for the widths of a
/// move), they are single bits, so a mask and "at most one bit" say the same as the list.
enum class offset_values : std::uint8_t { none, sign, widths32, widths64, any };
inline constexpr std::array<std::int8_t, 5> offset_masks{0, 1, 8 | 16, 8 | 16 | 32, -1};

/// The verifier's view of a row: highest register numbers, values of offset and immediate, and one
/// special check. The 256 opcodes have some twenty different rules, so a byte per opcode and these
/// 16 bits hold them all.
struct rule {
    std::uint16_t packed = 0;

    constexpr rule() = default;
    constexpr rule(unsigned max_dst, unsigned max_src, offset_values offset, bool imm,
                   check special)
        : packed{static_cast<std::uint16_t>(max_dst | max_src << 4 | unsigned{imm} << 8 |
                                            static_cast<unsigned>(offset) << 9 |
                                            static_cast<unsigned>(special) << 12)} {}

    constexpr unsigned max_dst() const { return packed & 15U; }
    constexpr unsigned max_src() const { return packed >> 4 & 15U; }
    constexpr bool uses_imm() const { return (packed >> 8 & 1U) != 0; }
    constexpr bool takes_offset(std::int32_t offset) const {
        const std::int32_t mask = offset_masks[packed >> 9 & 7U];
        return mask < 0 || ((offset & ~mask) == 0 && (offset & (offset - 1)) == 0);
    }
    constexpr check special() const { return static_cast<check>(packed >> 12); }

    friend constexpr bool operator==(rule, rule) = default;
};

constexpr check special_check(const isa::row& row, group_set groups) {
    using isa::form;
    if (row.operands == form::illegal || row.operands == form::packet) {
        return row.operands == form::packet ? check::packet : check::illegal;
    }
    if (!groups.has(row.needs)) {
        return check::missing_group;
    }
    switch (row.operands) {
    case form::load:
    case form::load_signed: return check::load;
    case form::store_imm:
    case form::store_reg: return check::store;
    case form::byte_order:
    case form::byte_swap: return check::width;
    case form::atomic: return check::atomic;
    case form::wide: return check::wide;
    case form::jump: return check::jump;
    case form::jump_long: return check::jump_long;
    case form::branch_imm:
    case form::branch_reg: return check::branch;
    case form::call: return check::call;
    case form::call_reg: return check::callx;
    case form::exit: return check::exit;
    default: return row.off == isa::off_use::extension64 ? check::move : check::nothing;
    }
}

constexpr rule rule_of(const isa::row& row, group_set groups) {
    const check special = special_check(row, groups);
    if (special == check::illegal || special == check::packet || special == check::missing_group) {
        return {15, 15, offset_values::any, true, special};
    }
    constexpr unsigned highest = isa::frame_pointer;
    const unsigned max_dst = row.dst == isa::dst_use::none   ? 0
                             : row.dst == isa::dst_use::read ? highest
                                                             : highest - 1;
    const bool names_register = row.src == isa::src_use::read || row.src == isa::src_use::atomic;
    const unsigned max_src = row.src == isa::src_use::none ? 0 : names_register ? highest : 15;
    offset_values offset = offset_values::none;
    switch (row.off) {
    case isa::off_use::none: break;
    case isa::off_use::signedness: offset = offset_values::sign; break;
    case isa::off_use::extension32: offset = offset_values::widths32; break;
    case isa::off_use::extension64: offset = offset_values::widths64; break;
    case isa::off_use::memory:
    case isa::off_use::jump: offset = offset_values::any; break;
    }
    return {max_dst, max_src, offset, row.imm != isa::imm_use::none, special};
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
