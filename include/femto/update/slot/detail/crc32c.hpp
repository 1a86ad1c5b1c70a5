// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::update::detail {

/// One more byte for a sum that begins, and ends, with all its bits turned over. CRC-32C (RFC 3720,
/// appendix B.4) finds every change of up to five bits in a record: Koopman, "32-Bit Cyclic
/// Redundancy Codes for Internet Applications", 2002. A table of remainders would be four times as
/// long as a record.
constexpr std::uint32_t crc32c(std::uint32_t sum, std::uint8_t byte) {
    sum ^= byte;
    for (int bit = 0; bit < 8; ++bit) {
        sum = sum >> 1 ^ (0x82F6'3B78 & (0 - (sum & 1U)));
    }
    return sum;
}

} // namespace fc::update::detail
