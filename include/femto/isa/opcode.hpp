// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/table.hpp>

#include <cstdint>

/// The opcodes that others than executors look for in a text, by name. Constants, since a look into
/// the table at run time would put all of it into ROM.
namespace fc::isa::opcode {

inline constexpr std::uint8_t lddw = 0x18;
inline constexpr std::uint8_t lddw_data = 0xB8;
inline constexpr std::uint8_t lddw_rodata = 0xD8;
inline constexpr std::uint8_t call = 0x85;
inline constexpr std::uint8_t callx = 0x8D;
inline constexpr std::uint8_t exit = 0x95;

/// True when the instruction takes two slots, of which the second one is no instruction.
constexpr bool takes_two_slots(std::uint8_t of) {
    return of == lddw || of == lddw_data || of == lddw_rodata;
}

static_assert(table[call].operands == form::call && table[callx].operands == form::call_reg &&
              table[exit].operands == form::exit);
static_assert([] {
    for (const row& each : rows) {
        if ((each.operands == form::wide) != takes_two_slots(each.opcode)) {
            return false;
        }
    }
    return true;
}());

} // namespace fc::isa::opcode
