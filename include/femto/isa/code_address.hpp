// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::isa {

/// A pointer to a function of the program is this plus 8 bytes per slot. Nothing is mapped there,
/// and helper ids lie below, so a register given to callx says by itself what it names.
inline constexpr std::uint64_t code_address_base = 0x7F000000;

/// The address of the function `distance` slots from slot `next`, as LDDW names it.
constexpr std::uint64_t code_address(std::uint32_t next, std::int32_t distance) {
    return code_address_base + std::uint64_t{next + static_cast<std::uint32_t>(distance)} * 8;
}

/// LDDW with this src loads the address of a function, relative to the next slot.
inline constexpr unsigned lddw_code_address = 4;

/// CALL with these src values calls a helper by id, a function of the program, a BTF id.
inline constexpr unsigned call_helper = 0;
inline constexpr unsigned call_local = 1;
inline constexpr unsigned call_btf = 2;

} // namespace fc::isa
