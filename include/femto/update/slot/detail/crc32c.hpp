// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// The rest that `sum` becomes with these bytes; at both ends all its bits are turned over. CRC-32C
/// (RFC 3720, appendix B.4) finds every change of up to five bits in a record: Koopman, "32-Bit Cyclic
/// Redundancy Codes for Internet Applications", 2002. A table of rests would be four times as long as
/// a record.
template <std::size_t Size>
FEMTO_OUTLINE constexpr std::uint32_t crc32c(std::uint32_t sum,
                                             std::span<const std::uint8_t, Size> bytes) {
    for (const std::uint8_t each : bytes) {
        sum ^= each;
        for (int bit = 0; bit < 8; ++bit) {
            sum = sum >> 1 ^ (0x82F6'3B78 & (0 - (sum & 1U)));
        }
    }
    return sum;
}

} // namespace fc::update::detail
