// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::update::cbor {

/// What an item is: its major type (RFC 8949 section 3.1).
enum class type : std::uint8_t { uint, nint, bytes, text, array, map, tag, simple };

/// Arrays, maps and tags within each other that are followed; a manifest has no more than six.
inline constexpr std::uint32_t depth_max = 8;

} // namespace fc::update::cbor
