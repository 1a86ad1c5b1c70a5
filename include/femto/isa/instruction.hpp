// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::isa {

/// One slot of text is 8 bytes; an instruction takes one slot, or two if its form is `wide`.
inline constexpr unsigned slot_bytes = 8;

inline constexpr unsigned register_count = 11;
inline constexpr unsigned frame_pointer = 10;

/// The fields of one slot (RFC 9669 section 3.1, little-endian).
struct instruction {
    std::uint8_t opcode = 0;
    std::uint8_t dst = 0;
    std::uint8_t src = 0;
    std::int16_t offset = 0;
    std::int32_t imm = 0;

    friend constexpr bool operator==(const instruction&, const instruction&) = default;
};

/// Reads the 8 bytes at `from`.
constexpr instruction decode(const std::uint8_t* from) {
    return {
        .opcode = from[0],
        .dst = static_cast<std::uint8_t>(from[1] & 15),
        .src = static_cast<std::uint8_t>(from[1] >> 4),
        .offset = load_le<std::int16_t>(from + 2),
        .imm = load_le<std::int32_t>(from + 4),
    };
}

/// The 8 bytes of `in`; register numbers above 15 are cut.
constexpr std::array<std::uint8_t, slot_bytes> encode(const instruction& in) {
    std::array<std::uint8_t, slot_bytes> out{in.opcode};
    out[1] = static_cast<std::uint8_t>((in.dst & 15) | (in.src << 4));
    store_le(&out[2], in.offset);
    store_le(&out[4], in.imm);
    return out;
}

} // namespace fc::isa
