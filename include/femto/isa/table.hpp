// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/row.hpp>

#include <array>

namespace fc::isa {

/// The instruction set: one row per opcode (RFC 9669 appendix A, LLVM's callx, and the two
/// section-relative loads of the Femto-Containers images). Decoder, verifier, executors,
/// disassembler, assembler and tests derive from these rows and from nothing else.
// clang-format off
inline constexpr std::array rows{
    // ALU on 64 bits
    row{0x07, "add",      "+=",     form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x0f, "add",      "+=",     form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x17, "sub",      "-=",     form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x1f, "sub",      "-=",     form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x27, "mul",      "*=",     form::alu_imm,     group::divmul64, dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x2f, "mul",      "*=",     form::alu_reg,     group::divmul64, dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x37, "div",      "/=",     form::alu_imm,     group::divmul64, dst_use::update, src_use::none,   off_use::signedness,  imm_use::value},
    row{0x3f, "div",      "/=",     form::alu_reg,     group::divmul64, dst_use::update, src_use::read,   off_use::signedness,  imm_use::none},
    row{0x47, "or",       "|=",     form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x4f, "or",       "|=",     form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x57, "and",      "&=",     form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x5f, "and",      "&=",     form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x67, "lsh",      "<<=",    form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x6f, "lsh",      "<<=",    form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x77, "rsh",      ">>=",    form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x7f, "rsh",      ">>=",    form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x87, "neg",      "",       form::negate,      group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::none},
    row{0x97, "mod",      "%=",     form::alu_imm,     group::divmul64, dst_use::update, src_use::none,   off_use::signedness,  imm_use::value},
    row{0x9f, "mod",      "%=",     form::alu_reg,     group::divmul64, dst_use::update, src_use::read,   off_use::signedness,  imm_use::none},
    row{0xa7, "xor",      "^=",     form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0xaf, "xor",      "^=",     form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0xb7, "mov",      "=",      form::alu_imm,     group::base64,   dst_use::write,  src_use::none,   off_use::none,        imm_use::value},
    row{0xbf, "mov",      "=",      form::alu_reg,     group::base64,   dst_use::write,  src_use::read,   off_use::extension64, imm_use::none},
    row{0xc7, "arsh",     "s>>=",   form::alu_imm,     group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0xcf, "arsh",     "s>>=",   form::alu_reg,     group::base64,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0xd7, "bswap",    "bswap",  form::byte_swap,   group::base64,   dst_use::update, src_use::none,   off_use::none,        imm_use::width},

    // ALU on 32 bits
    row{0x04, "add32",    "+=",     form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x0c, "add32",    "+=",     form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x14, "sub32",    "-=",     form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x1c, "sub32",    "-=",     form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x24, "mul32",    "*=",     form::alu_imm,     group::divmul32, dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x2c, "mul32",    "*=",     form::alu_reg,     group::divmul32, dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x34, "div32",    "/=",     form::alu_imm,     group::divmul32, dst_use::update, src_use::none,   off_use::signedness,  imm_use::value},
    row{0x3c, "div32",    "/=",     form::alu_reg,     group::divmul32, dst_use::update, src_use::read,   off_use::signedness,  imm_use::none},
    row{0x44, "or32",     "|=",     form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x4c, "or32",     "|=",     form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x54, "and32",    "&=",     form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x5c, "and32",    "&=",     form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x64, "lsh32",    "<<=",    form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x6c, "lsh32",    "<<=",    form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x74, "rsh32",    ">>=",    form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0x7c, "rsh32",    ">>=",    form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0x84, "neg32",    "",       form::negate,      group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::none},
    row{0x94, "mod32",    "%=",     form::alu_imm,     group::divmul32, dst_use::update, src_use::none,   off_use::signedness,  imm_use::value},
    row{0x9c, "mod32",    "%=",     form::alu_reg,     group::divmul32, dst_use::update, src_use::read,   off_use::signedness,  imm_use::none},
    row{0xa4, "xor32",    "^=",     form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0xac, "xor32",    "^=",     form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0xb4, "mov32",    "=",      form::alu_imm,     group::base32,   dst_use::write,  src_use::none,   off_use::none,        imm_use::value},
    row{0xbc, "mov32",    "=",      form::alu_reg,     group::base32,   dst_use::write,  src_use::read,   off_use::extension32, imm_use::none},
    row{0xc4, "arsh32",   "s>>=",   form::alu_imm,     group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::value},
    row{0xcc, "arsh32",   "s>>=",   form::alu_reg,     group::base32,   dst_use::update, src_use::read,   off_use::none,        imm_use::none},
    row{0xd4, "le",       "le",     form::byte_order,  group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::width},
    row{0xdc, "be",       "be",     form::byte_order,  group::base32,   dst_use::update, src_use::none,   off_use::none,        imm_use::width},

    // Memory
    row{0x71, "ldxb",     "u8",     form::load,        group::base32,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x69, "ldxh",     "u16",    form::load,        group::base32,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x61, "ldxw",     "u32",    form::load,        group::base32,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x79, "ldxdw",    "u64",    form::load,        group::base64,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x91, "ldxsb",    "s8",     form::load_signed, group::base64,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x89, "ldxsh",    "s16",    form::load_signed, group::base64,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x81, "ldxsw",    "s32",    form::load_signed, group::base64,   dst_use::write,  src_use::read,   off_use::memory,      imm_use::none},
    row{0x72, "stb",      "u8",     form::store_imm,   group::base32,   dst_use::read,   src_use::none,   off_use::memory,      imm_use::value},
    row{0x6a, "sth",      "u16",    form::store_imm,   group::base32,   dst_use::read,   src_use::none,   off_use::memory,      imm_use::value},
    row{0x62, "stw",      "u32",    form::store_imm,   group::base32,   dst_use::read,   src_use::none,   off_use::memory,      imm_use::value},
    row{0x7a, "stdw",     "u64",    form::store_imm,   group::base64,   dst_use::read,   src_use::none,   off_use::memory,      imm_use::value},
    row{0x73, "stxb",     "u8",     form::store_reg,   group::base32,   dst_use::read,   src_use::read,   off_use::memory,      imm_use::none},
    row{0x6b, "stxh",     "u16",    form::store_reg,   group::base32,   dst_use::read,   src_use::read,   off_use::memory,      imm_use::none},
    row{0x63, "stxw",     "u32",    form::store_reg,   group::base32,   dst_use::read,   src_use::read,   off_use::memory,      imm_use::none},
    row{0x7b, "stxdw",    "u64",    form::store_reg,   group::base64,   dst_use::read,   src_use::read,   off_use::memory,      imm_use::none},
    row{0xc3, "atomic32", "u32",    form::atomic,      group::atomic32, dst_use::read,   src_use::atomic, off_use::memory,      imm_use::atomic},
    row{0xdb, "atomic",   "u64",    form::atomic,      group::atomic64, dst_use::read,   src_use::atomic, off_use::memory,      imm_use::atomic},

    // 16-byte loads of a constant or an address
    row{0x18, "lddw",     "",       form::wide,        group::base64,   dst_use::write,  src_use::wide,   off_use::none,        imm_use::wide},
    row{0xb8, "lddwd",    "data",   form::wide,        group::section,  dst_use::write,  src_use::none,   off_use::none,        imm_use::wide},
    row{0xd8, "lddwr",    "rodata", form::wide,        group::section,  dst_use::write,  src_use::none,   off_use::none,        imm_use::wide},

    // Jumps
    row{0x05, "ja",       "",       form::jump,        group::base32,   dst_use::none,   src_use::none,   off_use::jump,        imm_use::none},
    row{0x06, "jal",      "",       form::jump_long,   group::base32,   dst_use::none,   src_use::none,   off_use::none,        imm_use::jump},
    row{0x15, "jeq",      "==",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x1d, "jeq",      "==",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x25, "jgt",      ">",      form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x2d, "jgt",      ">",      form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x35, "jge",      ">=",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x3d, "jge",      ">=",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x45, "jset",     "&",      form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x4d, "jset",     "&",      form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x55, "jne",      "!=",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x5d, "jne",      "!=",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x65, "jsgt",     "s>",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x6d, "jsgt",     "s>",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x75, "jsge",     "s>=",    form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x7d, "jsge",     "s>=",    form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xa5, "jlt",      "<",      form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xad, "jlt",      "<",      form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xb5, "jle",      "<=",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xbd, "jle",      "<=",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xc5, "jslt",     "s<",     form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xcd, "jslt",     "s<",     form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xd5, "jsle",     "s<=",    form::branch_imm,  group::base64,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xdd, "jsle",     "s<=",    form::branch_reg,  group::base64,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x16, "jeq32",    "==",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x1e, "jeq32",    "==",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x26, "jgt32",    ">",      form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x2e, "jgt32",    ">",      form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x36, "jge32",    ">=",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x3e, "jge32",    ">=",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x46, "jset32",   "&",      form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x4e, "jset32",   "&",      form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x56, "jne32",    "!=",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x5e, "jne32",    "!=",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x66, "jsgt32",   "s>",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x6e, "jsgt32",   "s>",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0x76, "jsge32",   "s>=",    form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0x7e, "jsge32",   "s>=",    form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xa6, "jlt32",    "<",      form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xae, "jlt32",    "<",      form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xb6, "jle32",    "<=",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xbe, "jle32",    "<=",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xc6, "jslt32",   "s<",     form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xce, "jslt32",   "s<",     form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},
    row{0xd6, "jsle32",   "s<=",    form::branch_imm,  group::base32,   dst_use::read,   src_use::none,   off_use::jump,        imm_use::value},
    row{0xde, "jsle32",   "s<=",    form::branch_reg,  group::base32,   dst_use::read,   src_use::read,   off_use::jump,        imm_use::none},

    // Calls
    row{0x85, "call",     "",       form::call,        group::base32,   dst_use::none,   src_use::callee, off_use::none,        imm_use::callee},
    row{0x8d, "callx",    "",       form::call_reg,    group::callx,    dst_use::read,   src_use::none,   off_use::none,        imm_use::register_},
    row{0x95, "exit",     "",       form::exit,        group::base32,   dst_use::none,   src_use::none,   off_use::none,        imm_use::none},

    // Legacy packet access, refused
    row{0x30, "ldabsb",   "u8",     form::packet,      group::packet,   dst_use::none,   src_use::none,   off_use::none,        imm_use::value},
    row{0x28, "ldabsh",   "u16",    form::packet,      group::packet,   dst_use::none,   src_use::none,   off_use::none,        imm_use::value},
    row{0x20, "ldabsw",   "u32",    form::packet,      group::packet,   dst_use::none,   src_use::none,   off_use::none,        imm_use::value},
    row{0x50, "ldindb",   "u8",     form::packet,      group::packet,   dst_use::none,   src_use::read,   off_use::none,        imm_use::value},
    row{0x48, "ldindh",   "u16",    form::packet,      group::packet,   dst_use::none,   src_use::read,   off_use::none,        imm_use::value},
    row{0x40, "ldindw",   "u32",    form::packet,      group::packet,   dst_use::none,   src_use::read,   off_use::none,        imm_use::value},
};
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

/// True when some instruction has this opcode.
constexpr bool exists(std::uint8_t opcode) { return table[opcode].operands != form::illegal; }

} // namespace fc::isa
