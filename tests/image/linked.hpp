// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "loading.hpp"
#include "object_builder.hpp"
#include "support/catch.hpp"

#include <femto/isa/instruction.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// What programs are made of that are linked here, and what is read of them afterwards.
namespace linked {

using building::elf::binding;
using building::elf::relocation_type;
using building::elf::section_type;
using building::elf::symbol_type;
using fc::isa::instruction;

inline constexpr std::uint64_t readable = building::elf::flag_alloc;
inline constexpr std::uint64_t writable = building::elf::flag_alloc | building::elf::flag_write;

inline constexpr instruction exit_{.opcode = 0x95};
inline constexpr instruction nop{.opcode = 0xB7};
constexpr instruction call(std::int32_t imm) { return {.opcode = 0x85, .src = 1, .imm = imm}; }
constexpr instruction lddw(std::int32_t low) { return {.opcode = 0x18, .dst = 3, .imm = low}; }
constexpr instruction half(std::int32_t high) { return {.opcode = 0, .imm = high}; }

inline instruction slot(const loading::image& image, std::size_t index) {
    REQUIRE(index * 8 < image.program.sections.text.size());
    return fc::isa::decode(image.program.sections.text.data() + index * 8);
}

inline std::uint64_t word(std::span<const std::uint8_t> part, std::size_t offset) {
    REQUIRE(offset + 8 <= part.size());
    return fc::load_le<std::uint64_t>(part.data() + offset);
}

inline loading::bytes zeroes(std::size_t length) { return loading::bytes(length); }

} // namespace linked
