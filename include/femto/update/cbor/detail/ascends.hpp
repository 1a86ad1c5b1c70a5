// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::cbor::detail {

/// True when `key` comes behind `before` in a map: in the bytewise order of their encodings (RFC 8949
/// section 4.2.1). No item's encoding begins with that of another, so a difference comes before
/// either ends, unless they are the same.
FEMTO_OUTLINE constexpr bool ascends(std::span<const std::uint8_t> before,
                                     std::span<const std::uint8_t> key) {
    for (std::size_t i = 0; i < before.size() && i < key.size(); ++i) {
        if (before[i] != key[i]) {
            return before[i] < key[i];
        }
    }
    return before.empty();
}

} // namespace fc::update::cbor::detail
