// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace reference {

/// RFC 9669 section 4.1 on numbers: `bits` is 32 or 64, `code` the upper four bits of the opcode.
std::uint64_t alu(unsigned code, unsigned bits, std::uint64_t dst, std::uint64_t src, int offset);

/// RFC 9669 section 4.2: `width` bits of `value`, least significant byte first or last.
std::uint64_t reverse_bytes(std::uint64_t value, unsigned width);
std::uint64_t low_bits(std::uint64_t value, unsigned width);

/// The number that the low `bits` bits of `value` are in two's complement, as 64 bits.
std::uint64_t sign_extend(std::uint64_t value, unsigned bits);

/// RFC 9669 section 4.3: whether the condition holds.
bool condition(unsigned code, unsigned bits, std::uint64_t dst, std::uint64_t src);

} // namespace reference
