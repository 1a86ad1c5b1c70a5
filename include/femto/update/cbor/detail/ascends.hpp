// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cbor::detail {

/// True when `key` comes behind the key at `before`, or that is null, in a map: in the bytewise order of
/// their encodings (RFC 8949 section 4.2.1). No item's encoding begins with that of another, so where
/// as many bytes are the same as `key` has, the keys are, and a difference comes before either ends.
FEMTO_OUTLINE constexpr bool ascends(const std::uint8_t* before,
                                     std::span<const std::uint8_t> key) {
    for (const std::uint8_t byte : key) {
        if (before == nullptr || *before != byte) {
            return before == nullptr || *before < byte;
        }
        ++before;
    }
    return false;
}

} // namespace fc::update::cbor::detail
