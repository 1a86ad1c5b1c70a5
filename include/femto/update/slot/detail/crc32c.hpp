// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace fc::update::detail {

/// The sum of what `sum` is of, with these bytes behind it; begun with 0. CRC-32C (RFC 3720, appendix
/// B.4) finds every change of up to five bits in a record: Koopman, "32-Bit Cyclic Redundancy Codes
/// for Internet Applications", 2002, table 1. Without a table of remainders, which would be as long as four records.
constexpr std::uint32_t crc32c(std::uint32_t sum, std::span<const std::uint8_t> bytes) {
    sum = ~sum;
    for (const std::uint8_t each : bytes) {
        sum ^= each;
        for (int bit = 0; bit < 8; ++bit) {
            sum = sum >> 1 ^ (0x82F6'3B78 & (0 - (sum & 1U)));
        }
    }
    return ~sum;
}

} // namespace fc::update::detail
