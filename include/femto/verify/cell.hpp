// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace fc::detail {

// Where a handler can load the pc, it is entered with the pc on the cell before its own, and moves it
// while it loads its first operand, which costs nothing; so a cell ends in what comes next. Else the
// pc is moved on the way, and a cell begins with its own handler.
#if defined(__thumb2__) && !defined(__clang__)
inline constexpr bool cells_lead_on = true;
#else
inline constexpr bool cells_lead_on = false;
#endif

/// One slot as `dispatch::threaded` runs it after decoding: its operands in the form its code wants,
/// and the address of code. 12 bytes on 32-bit cores, 16 on 64-bit ones.
struct cell {
#if !defined(__thumb2__) || defined(__clang__)
    const void* handler = nullptr; // of this slot
#endif
    std::uint8_t dst = 0; // register number times 8: the offset in the register file
    std::uint8_t src = 0;
    std::int16_t offset = 0; // of a jump: in grains
    std::int32_t imm = 0;
#if defined(__thumb2__) && !defined(__clang__)
    const void* handler = nullptr; // of the slot behind it
#endif
};

/// Where the handler of slot `number` stands. Before the first cell there is another one if cells
/// lead on.
constexpr const void*& handler_of(cell* cells, std::ptrdiff_t number) {
    return cells[cells_lead_on ? number - 1 : number].handler;
}

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
