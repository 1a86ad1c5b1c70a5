// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstdint>

namespace fc::update::cbor::detail {

/// True when the key from `key` to `end` comes behind the one at `before`, or that is null, in a map: in
/// the bytewise order of their encodings (RFC 8949 section 4.2.1). No item's encoding begins with that
/// of another, so where as many bytes are the same as `key` has, the keys are, and a difference comes
/// before either ends.
FEMTO_OUTLINE constexpr bool ascends(const std::uint8_t* before, const std::uint8_t* key,
                                     const std::uint8_t* end) {
    for (; key != end; ++key, ++before) {
        if (before == nullptr || *before != *key) {
            return before == nullptr || *before < *key;
        }
    }
    return false;
}

} // namespace fc::update::cbor::detail
