// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace fc::detail {

// Where a handler can load the pc, it is entered with the pc on the cell before its own, and moves it
// while it loads its first operand, which costs nothing; so a cell ends in what comes next. Else the
// pc is moved on the way, and a cell begins with its own handler. Only for GCC 12, see
// vm/detail/decoded.hpp.
#if defined(__thumb2__) && !defined(__clang__) && __GNUC__ == 12
inline constexpr bool cells_lead_on = true;
#else
inline constexpr bool cells_lead_on = false;
#endif

/// The two registers of an instruction, by their offset in the register file: number times 8; and its
/// offset, which in a jump is counted in grains.
struct alignas(std::uint32_t) cell_fields {
    std::uint8_t dst;
    std::uint8_t src;
    std::int16_t offset;
};

template <bool LeadsOn>
struct cell_in_order { // one that leads on
    cell_fields fields;
    std::int32_t imm;
    const void* handler; // of the slot behind it
};
template <>
struct cell_in_order<false> {
    const void* handler; // of this slot
    cell_fields fields;
    std::int32_t imm;
};

/// One slot as `dispatch::threaded` runs it after decoding: its operands in the form its code wants,
/// and the address of code. 12 bytes on 32-bit cores, 16 on 64-bit ones. Without initial values: the
/// cells of a program that is not decoded are never looked at, and clearing them takes as long as
/// decoding.
using cell = cell_in_order<cells_lead_on>;

/// Cells in front of that of slot 0.
inline constexpr std::size_t cells_before = cells_lead_on ? 1 : 0;

/// Where the handler of a slot stands.
constexpr const void*& handler_of(cell* slot) { return (slot - cells_before)->handler; }

/// A jump adds the offset of its cell to the pc as it stands, in grains: on 32-bit cores in words,
/// of which a cell has three, so that no multiplication is left.
inline constexpr std::int32_t grain_bytes = sizeof(void*) < 8 ? 4 : sizeof(cell);
inline constexpr std::int32_t cell_grains = sizeof(cell) / grain_bytes;
/// More cells than a jump reaches over are not made.
inline constexpr std::size_t cells_max = 10922;
static_assert(cells_max * cell_grains <= 0x7FFF || cell_grains == 1);

/// Fills cells from a verified text; defined by the executor that runs them.
template <class Semantics>
struct decoder;

} // namespace fc::detail
