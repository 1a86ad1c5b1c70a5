// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/instruction.hpp>
#include <femto/isa/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

// What the disassembler writes and the assembler reads, and neither can see in a row: the spelling
// of registers, of the atomic operations and of the annotations.
namespace fc::isa::detail {

/// True when the operands are the low halves, written w0 to w10: ALU32 and JMP32 by their class
/// bits (RFC 9669 section 3.1). LLVM writes byte order conversions with r in both classes.
constexpr bool narrow(const row& entry) {
    const int instruction_class = entry.opcode & 7;
    return (instruction_class == 4 || instruction_class == 6) &&
           entry.operands != form::byte_order && entry.operands != form::jump_long;
}

/// Width of an access: the digits of u8, s16, u32, ...
constexpr unsigned access_bits(const row& entry) {
    unsigned bits = 0;
    for (const char* digit = entry.symbol + 1; *digit != '\0'; ++digit) {
        bits = bits * 10 + static_cast<unsigned>(*digit - '0');
    }
    return bits;
}

/// True when the instruction can have this in its offset field (a plain number for `jump` and
/// `memory`).
constexpr bool allows(off_use use, std::int16_t offset) {
    switch (use) {
    case off_use::none: return offset == 0;
    case off_use::memory:
    case off_use::jump: return true;
    case off_use::signedness: return offset == 0 || offset == 1;
    case off_use::extension32: return offset == 0 || offset == 8 || offset == 16;
    case off_use::extension64: return offset == 0 || offset == 8 || offset == 16 || offset == 32;
    }
    return false;
}

/// Atomic operations (RFC 9669 section 5.3): the immediate without its fetch bit, the operator
/// without fetch, the name with it. The exchanges always fetch.
struct atomic_row {
    std::uint8_t operation;
    const char* symbol;
    const char* name;
};
inline constexpr std::array atomic_rows{
    atomic_row{0x00, "+=", "add"}, atomic_row{0x40, "|=", "or"}, atomic_row{0x50, "&=", "and"},
    atomic_row{0xa0, "^=", "xor"}, atomic_row{0xe0, "", "xchg"}, atomic_row{0xf0, "", "cmpxchg"},
};
inline constexpr std::int32_t fetch_bit = 1;
inline constexpr const char* fetch_prefix = "atomic_fetch_";

constexpr bool exchanges(const atomic_row& entry) { return entry.symbol[0] == '\0'; }

/// The row of an atomic's immediate; one without a name if there is no such operation.
constexpr atomic_row find_atomic(std::int32_t imm) {
    for (const atomic_row& entry : atomic_rows) {
        if (imm == (entry.operation | fetch_bit) || (imm == entry.operation && !exchanges(entry))) {
            return entry;
        }
    }
    return {0, "", ""};
}

/// What LLVM appends to the names of the exchanges.
constexpr const char* exchange_suffix(const row& entry) {
    return access_bits(entry) == 64 ? "_64" : "32_32";
}

// LLVM writes a helper call and a local call alike, and callx alike in both encodings. What its
// text leaves out stands behind it, where LLVM puts the names of branch targets.
inline constexpr char local_call_annotation[] = "local";
inline constexpr char callx_imm_annotation[] = "imm";

} // namespace fc::isa::detail
