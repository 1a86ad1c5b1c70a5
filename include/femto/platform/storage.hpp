// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::platform {

/// Memory that keeps its bytes without power and can be read in place: NOR flash, or what behaves like
/// it. Offsets count from 0.
///
/// `erase` makes all bits of one unit 1; `write` makes bits 0. `write` is given whole units at their
/// boundaries, and no unit twice between two erasures. When power is lost in the middle, any of the
/// bits of the units at hand may have changed and the others have not. Both give false when it failed.
/// `contents` are all bytes, as they are now, at an address that stays.
///
/// `erase_bytes` is a multiple of `write_bytes`, both are powers of two, and `contents().size()` is
/// a multiple of `erase_bytes`; the contents lie on an 8-byte boundary.
template <class Storage>
concept storage = requires(Storage& storage, const Storage& same, std::size_t at,
                           std::span<const std::uint8_t> bytes) {
    { Storage::write_bytes } -> std::convertible_to<std::size_t>;
    { Storage::erase_bytes } -> std::convertible_to<std::size_t>;
    { same.contents() } -> std::convertible_to<std::span<const std::uint8_t>>;
    { storage.write(at, bytes) } -> std::same_as<bool>;
    { storage.erase(at) } -> std::same_as<bool>;
};

} // namespace fc::platform
