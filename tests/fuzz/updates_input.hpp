// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "fuzz/easy_device.hpp"

#include <cstddef>
#include <cstdint>

namespace fc::fuzz {

constexpr std::uint8_t sum_of(std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(a + b);
}
using easy_crypto = summing_crypto<sum_of>;

/// An envelope that is sent, in blocks.
struct shipment {
    std::size_t block;
    bytes manifest;
    bytes image;

    static shipment take(input& from) {
        const std::size_t block = 1U + from.byte();
        const bytes manifest = from.some(from.byte() * 2U);
        return {block, manifest, from.some(from.byte() * 8U)};
    }
};

/// Passes over what follows a step that is no shipment.
inline void skip(input& from, std::uint8_t step) {
    switch (step & 15U) {
    case 1:
    case 3: from.some(from.byte()); break;
    case 13: from.some(2); break;
    default: break;
    }
}

} // namespace fc::fuzz
