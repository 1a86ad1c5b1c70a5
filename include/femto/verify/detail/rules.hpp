// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/isa/groups.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// What is to be checked of an instruction beyond the values of its fields.
enum class check : unsigned {
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
    constexpr explicit rule(std::uint16_t bits) : packed{bits} {}
    constexpr rule(unsigned max_dst, unsigned max_src, offset_values offset, bool imm,
                   check special)
        : packed{static_cast<std::uint16_t>(max_dst | max_src << 4 | unsigned{imm} << 8 |
                                            static_cast<unsigned>(offset) << 9 |
                                            static_cast<unsigned>(special) << 12)} {}

    constexpr unsigned max_dst() const { return packed & 15U; }
    constexpr unsigned max_src() const { return packed >> 4 & 15U; }
    constexpr bool uses_imm() const { return (packed >> 8 & 1U) != 0; }
    constexpr unsigned offset_number() const { return packed >> 9 & 7U; }
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

/// The rules of all opcodes under a set of groups, each different one stored once, and so is each
/// different row of four opcodes (there are some twenty of either): 195 bytes for `tiny` with the
/// masks, where a byte per opcode makes it 303.
///
/// All of it is one array and each step reads a position in that, so that one address on hand
/// serves them all: 64 positions of rows, the rows of four positions of rules, the rules, and the
/// masks of offset values.
template <group_set Groups>
class rule_book {
    static constexpr std::size_t in_row = 4;
    static constexpr std::size_t row_count = 256 / in_row;

    struct draft {
        std::array<std::uint8_t, row_count> row_numbers{};
        std::array<std::array<std::uint8_t, in_row>, row_count> rows{}; // of numbers of rules
        std::size_t rows_used = 0;
        std::array<rule, 256> rules{};
        std::size_t rules_used = 0;
    };

    /// The number of `wanted` among the first `used`, to which it is added if it is new.
    template <class Array, class Value>
    static constexpr std::uint8_t number_of(Array& all, std::size_t& used, const Value& wanted) {
        std::size_t i = 0;
        while (i < used && all[i] != wanted) {
            ++i;
        }
        if (i == used) {
            all[used++] = wanted;
        }
        return static_cast<std::uint8_t>(i);
    }

    static constexpr draft made = [] {
        draft out{};
        for (std::size_t opcode = 0; opcode < 256; opcode += in_row) {
            std::array<std::uint8_t, in_row> row{};
            for (std::size_t i = 0; i < in_row; ++i) {
                row[i] =
                    number_of(out.rules, out.rules_used, rule_of(isa::table[opcode + i], Groups));
            }
            out.row_numbers[opcode / in_row] = number_of(out.rows, out.rows_used, row);
        }
        return out;
    }();

    static constexpr std::size_t rows_at = row_count;
    static constexpr std::size_t rules_at = rows_at + in_row * made.rows_used;
    static constexpr std::size_t masks_at = rules_at + sizeof(rule) * made.rules_used;
    using bytes = std::array<std::uint8_t, masks_at + offset_masks.size()>;
    static_assert(masks_at <= 256, "positions are bytes");

    alignas(rule) static constexpr bytes book = [] {
        bytes out{};
        for (std::size_t i = 0; i < row_count; ++i) {
            out[i] = static_cast<std::uint8_t>(rows_at + in_row * made.row_numbers[i]);
        }
        for (std::size_t i = 0; i < in_row * made.rows_used; ++i) {
            const unsigned number = made.rows[i / in_row][i % in_row];
            out[rows_at + i] = static_cast<std::uint8_t>(rules_at + sizeof(rule) * number);
        }
        for (std::size_t i = 0; i < made.rules_used; ++i) {
            store_le(out.data() + rules_at + sizeof(rule) * i, made.rules[i].packed);
        }
        for (std::size_t i = 0; i < offset_masks.size(); ++i) {
            out[masks_at + i] = static_cast<std::uint8_t>(offset_masks[i]);
        }
        return out;
    }();

public:
    static constexpr rule of(unsigned opcode) {
        const std::uint8_t* at = book.data() + book[book[opcode / in_row] + opcode % in_row];
        if (!std::is_constant_evaluated()) {
            at = static_cast<const std::uint8_t*>(__builtin_assume_aligned(at, alignof(rule)));
        }
        return rule{load_le<std::uint16_t>(at)};
    }

    /// True when an instruction under this rule may have this offset.
    static constexpr bool takes_offset(rule by, std::int32_t offset) {
        const auto mask = static_cast<std::int8_t>(book[masks_at + by.offset_number()]);
        return mask < 0 || ((offset & ~mask) == 0 && (offset & (offset - 1)) == 0);
    }
};

template <group_set Groups>
constexpr bool says_the_same_as_the_table() {
    for (unsigned opcode = 0; opcode < 256; ++opcode) {
        if (rule_book<Groups>::of(opcode) != rule_of(isa::table[opcode], Groups)) {
            return false;
        }
    }
    return true;
}
static_assert(says_the_same_as_the_table<all_groups>());
static_assert(says_the_same_as_the_table<group_set{}>());

} // namespace fc::detail
