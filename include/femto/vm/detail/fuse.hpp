// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/operations.hpp>
#include <femto/isa/table.hpp>
#include <femto/vm/detail/operands.hpp>
#include <femto/vm/detail/step.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace fc::detail {

// Two instructions that compilers write one behind the other, run as one over cells. No first one of
// them can fault, jump or stop, so that nobody sees what is between them; the second keeps a cell and
// a handler of its own, for jumps to it and for slices that begin there.

/// A plain move and an operation on the register it wrote: bytecode has no third operand, so every
/// `a = b + c` is a pair of these. By opcodes; the handlers of `run_decoded` follow this order.
struct fusion {
    std::uint8_t first;
    std::uint8_t second;
};
inline constexpr std::array<fusion, 4> fused_moves{{
    {0xBF, 0x0F}, // a = b + c: addresses
    {0xBF, 0x07}, // a = b + 1: addresses of locals
    {0xBC, 0x0C}, // the same on 32 bits
    {0xBC, 0x54}, // a = b & 1: parts of words
}};

/// Which of them a plain move and the instruction behind it are, each by its first word; none of them
/// if it is their number.
FEMTO_INLINE constexpr unsigned fused_move(std::uint32_t first, std::uint32_t second) {
    if (((first ^ second) & 0xF00U) != 0) {
        return fused_moves.size();
    }
    const std::uint32_t plain = first & 0xFFFF00FFU; // its offset is 0
    const unsigned opcode = second & 0xFFU;
    // With its own register an operation would read what the move has yet to write.
    const bool others = ((second >> 4 ^ second) & 0xF00U) != 0;
    unsigned found = fused_moves.size();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((plain == fused_moves[I].first && opcode == fused_moves[I].second &&
                  (others || isa::table[fused_moves[I].second].operands == isa::form::alu_imm)
              ? found = I
              : 0U),
         ...);
    }
    (std::make_index_sequence<fused_moves.size()>{});
    return found;
}

/// Executes such a pair.
/// @param in     of the second instruction
/// @param moved  offset of the register that is moved
template <unsigned Second>
FEMTO_INLINE void move_and_operate(const cell_operands& in, std::size_t moved) {
    constexpr auto code = static_cast<isa::alu_code>(Second >> 4);
    constexpr bool from_register = isa::table[Second].operands == isa::form::alu_reg;
    static_assert(isa::table[Second].off == isa::off_use::none);
    if constexpr ((Second & 7U) == 7) {
        const std::uint64_t value = in.pair(in.registers().at_bytes(moved));
        in.dst() = isa::alu(code, value, operand<from_register, std::uint64_t>(in), 0U);
    } else {
        const std::uint32_t value = in.registers().word_at_bytes(moved);
        in.dst() = in.registers().extended(
            isa::alu(code, value, operand<from_register, std::uint32_t>(in), 0U));
    }
}

/// The shifts to the left and back by 32 bits with which bytecode without 32-bit operations clears the
/// upper half of a register, as the first words of both instructions.
constexpr bool clears_upper_half(std::uint32_t first, std::uint32_t second) {
    return (first & 0xFFU) == 0x67 && (second & 0xFFU) == 0x77 && (first ^ second) == (0x67 ^ 0x77);
}
inline constexpr std::int32_t half = 32;

/// Executes both.
FEMTO_INLINE void clear_upper_half(const cell_operands& in) {
    const auto shifted = isa::alu(isa::alu_code::lsh, in.dst(), std::uint64_t{half}, 0U);
    in.dst() = isa::alu(isa::alu_code::rsh, shifted, std::uint64_t{half}, 0U);
}

} // namespace fc::detail
