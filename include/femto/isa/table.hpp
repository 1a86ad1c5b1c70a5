// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::isa {

/// The rows of opcodes.def, in its order.
// clang-format off
inline constexpr auto rows = std::to_array<row>({
#define FEMTO_OPCODE(...) row{__VA_ARGS__},
#include <femto/isa/opcodes.def>
});
// clang-format on

namespace detail {
constexpr std::array<row, 256> by_opcode() {
    std::array<row, 256> table{};
    for (const row& entry : rows) {
        table[entry.opcode] = entry;
    }
    return table;
}
} // namespace detail

/// All 256 opcodes; `form::illegal` where there is no instruction.
inline constexpr std::array<row, 256> table = detail::by_opcode();

/// Where the row of an opcode stands in `rows`; 0 where there is none.
inline constexpr std::array<std::uint8_t, 256> row_number = [] {
    std::array<std::uint8_t, 256> numbers{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        numbers[rows[i].opcode] = static_cast<std::uint8_t>(i);
    }
    return numbers;
}();

/// True when some instruction has this opcode.
constexpr bool exists(std::uint8_t opcode) { return table[opcode].operands != form::illegal; }

} // namespace fc::isa
