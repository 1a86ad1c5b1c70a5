// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::detail {

/// One slot as `dispatch::threaded` runs it after decoding: the code that executes it and its
/// operands in the form that code wants. 12 bytes on 32-bit cores, 16 on 64-bit ones.
struct cell {
    const void* handler = nullptr;
    std::uint8_t dst = 0; // register number times 8: the offset in the register file
    std::uint8_t src = 0;
    std::int16_t offset = 0;
    std::int32_t imm = 0;
};

/// Fills cells from a verified text; defined by the executor that runs them.
template <class Semantics>
struct decoder;

} // namespace fc::detail
