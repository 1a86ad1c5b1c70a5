// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Whether these are as many bytes, and the same.
FEMTO_OUTLINE constexpr bool same_bytes(std::span<const std::uint8_t> a,
                                        std::span<const std::uint8_t> b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; i < a.size() && same; ++i) {
        same = a[i] == b[i];
    }
    return same;
}

} // namespace fc
