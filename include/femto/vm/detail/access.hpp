// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/isa/operations.hpp>

#include <cstdint>

namespace fc::detail {

/// Bits 3 and 4 of a memory opcode.
enum class width : std::uint8_t { word, half, byte, double_word };

FEMTO_INLINE constexpr std::uint32_t bytes_of(width of) {
    // One shift of a constant instead of a table in ROM: sizes 4, 2, 1, 8 in 4-bit digits.
    return 0x8124U >> (4U * static_cast<unsigned>(of)) & 15U;
}

FEMTO_INLINE constexpr std::uint64_t load(const std::uint8_t* from, width of) {
    switch (of) {
    case width::word: return load_le<std::uint32_t>(from);
    case width::half: return load_le<std::uint16_t>(from);
    case width::byte: return *from;
    case width::double_word: break;
    }
    return load_le<std::uint64_t>(from);
}

FEMTO_INLINE constexpr void store(std::uint8_t* to, width of, std::uint64_t value) {
    switch (of) {
    case width::word: store_le(to, static_cast<std::uint32_t>(value)); return;
    case width::half: store_le(to, static_cast<std::uint16_t>(value)); return;
    case width::byte: *to = static_cast<std::uint8_t>(value); return;
    case width::double_word: store_le(to, value); return;
    }
}

/// One atomic instruction at `at` (RFC 9669 section 5.3). Both widths share it: on 64 bits every
/// operation gives the low 32 bits that it gives on 32, once what is compared is cut to size.
/// @param of         word or double_word
/// @param imm        the operation and its fetch bit
/// @param registers  r0 to r10
/// @param src        number of the register in the src field
template <class Guard>
FEMTO_SHARED constexpr void atomic(std::uint8_t* at, width of, std::int32_t imm,
                                   std::uint64_t* registers, unsigned src) {
    [[maybe_unused]] const Guard held{};
    const auto code = static_cast<isa::atomic_code>(imm >> 4 & 15);
    const std::uint64_t old = load(at, of);
    const std::uint64_t expected = of == width::double_word
                                       ? registers[0]
                                       : std::uint64_t{static_cast<std::uint32_t>(registers[0])};
    store(at, of, isa::atomic_update(code, old, registers[src], expected));
    if ((imm & 1) != 0) {
        registers[code == isa::atomic_code::compare_exchange ? 0 : src] = old;
    }
}

} // namespace fc::detail
