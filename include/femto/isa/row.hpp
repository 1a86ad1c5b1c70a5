// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::isa {

/// Conformance groups of RFC 9669 section 2.4, then what compilers and images use beyond them.
enum class group : std::uint8_t {
    base32,
    base64,
    divmul32,
    divmul64,
    atomic32,
    atomic64,
    packet,  // deprecated by the RFC; femto knows it only to refuse it by name
    callx,   // LLVM's call through a register
    section, // 0xB8 and 0xD8 of the Femto-Containers images: LDDW relative to data or rodata
};

/// Which operands an instruction has, and so how it is written.
enum class form : std::uint8_t {
    illegal,
    alu_imm,     // r1 += 2
    alu_reg,     // r1 += r2
    negate,      // r1 = -r1
    byte_order,  // r1 = be16 r1
    byte_swap,   // r1 = bswap16 r1
    load,        // r1 = *(u8 *)(r2 + 3)
    load_signed, // r1 = *(s8 *)(r2 + 3)
    store_imm,   // *(u8 *)(r1 + 3) = 4
    store_reg,   // *(u8 *)(r1 + 3) = r2
    atomic,      // lock *(u64 *)(r1 + 3) += r2
    wide,        // r1 = 5 ll
    jump,        // goto +3
    jump_long,   // gotol +3
    branch_imm,  // if r1 > 2 goto +3
    branch_reg,  // if r1 > r2 goto +3
    call,        // call 5
    call_reg,    // callx r1
    exit,        // exit
    packet,      // r0 = *(u8 *)skb[3]
};

/// What becomes of the register in the dst field.
enum class dst_use : std::uint8_t {
    none,   // the field must be 0
    read,   // r0 to r10
    write,  // r0 to r9
    update, // r0 to r9, read and written
};

/// What the src field means.
enum class src_use : std::uint8_t {
    none,   // must be 0
    read,   // a register that is read, r0 to r10
    atomic, // read, and written too if the fetch bit is set
    callee, // 0 helper id, 1 function of this program, 2 BTF id (refused)
    wide,   // 0 constant, 4 code address, others are map and variable references (refused)
};

/// What the 16-bit offset means.
enum class off_use : std::uint8_t {
    none,        // must be 0
    memory,      // added to an address
    jump,        // slots from the next instruction
    signedness,  // 0 unsigned, 1 signed division
    extension32, // 0 plain move, 8 or 16 sign-extending move
    extension64, // 0 plain move, 8, 16 or 32 sign-extending move
};

/// What the 32-bit immediate means.
enum class imm_use : std::uint8_t {
    none,     // must be 0
    value,    // an operand, sign-extended where it meets 64 bits
    wide,     // the low half of 64 bits; the high half follows in the next slot
    width,    // 16, 32 or 64 bits to swap
    atomic,   // the atomic operation and its fetch bit
    jump,     // slots from the next instruction
    callee,   // helper id, or slots from the next instruction
    register_ // clang 14 names the register of callx here, clang 19 in dst
};

/// One row of the opcode table.
struct row {
    std::uint8_t opcode = 0;
    const char* mnemonic = "";
    const char* symbol = ""; // as llvm-objdump writes it; empty where the form says it all
    form operands = form::illegal;
    group needs = group::base32;
    dst_use dst = dst_use::none;
    src_use src = src_use::none;
    off_use off = off_use::none;
    imm_use imm = imm_use::none;

    friend constexpr bool operator==(const row&, const row&) = default;
};

} // namespace fc::isa
