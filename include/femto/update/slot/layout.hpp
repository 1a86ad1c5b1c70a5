// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/storage.hpp>
#include <femto/update/slot/detail/stored.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update {

/// Where a slot lies in storage: two halves of a journal, then two images.
struct slot_place {
    std::uint32_t offset = 0;      ///< of the first byte; a multiple of the unit of erasure
    std::uint32_t image_bytes = 0; ///< room for each image; a multiple of the unit of erasure
};

namespace detail {

constexpr std::uint32_t rounded_up(std::uint32_t bytes, std::uint32_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

constexpr bool is_power_of_two(std::size_t number) {
    return number != 0 && (number & (number - 1)) == 0;
}

} // namespace detail

/// How a journal lies in storage of these units.
template <class Storage>
struct journal_geometry {
    static_assert(detail::is_power_of_two(Storage::write_bytes) && Storage::write_bytes <= 32,
                  "fc::update: Storage::write_bytes must be 1, 2, 4, 8, 16 or 32");
    static_assert(detail::is_power_of_two(Storage::erase_bytes) && Storage::erase_bytes >= 128 &&
                      Storage::erase_bytes <= 131072,
                  "fc::update: Storage::erase_bytes must be a power of two from 128 to 131072");

    static constexpr std::uint32_t write_bytes = Storage::write_bytes;
    static constexpr std::uint32_t erase_bytes = Storage::erase_bytes;
    /// Behind a record are four words. Each is units of its own, so that it is written at a moment of
    /// its own.
    static constexpr std::uint32_t word_bytes = write_bytes < 8 ? 8 : write_bytes;
    static constexpr std::uint32_t place_bytes = detail::record_bytes + 4 * word_bytes;
    static_assert(detail::record_bytes % word_bytes == 0);
    static constexpr std::uint32_t half_bytes = detail::rounded_up(place_bytes, erase_bytes);
    static constexpr std::uint32_t places = half_bytes / place_bytes;
};

/// `Slots` slots, one behind the other, in one storage.
///
/// @tparam ImageBytes  the longest image; rounded up to whole units of erasure
/// @tparam Offset      where the first begins; what follows the last is `end`
template <class Storage, std::uint32_t Slots, std::uint32_t ImageBytes, std::uint32_t Offset = 0>
struct slot_layout {
    using geometry = journal_geometry<Storage>;
    static_assert(Slots >= 1 && Slots <= 255, "fc::update::slot_layout: Slots must be 1 to 255");
    static_assert(ImageBytes >= 1 && ImageBytes <= 0x100'0000,
                  "fc::update::slot_layout: ImageBytes must be 1 to 16777216");
    static_assert(Offset % geometry::erase_bytes == 0,
                  "fc::update::slot_layout: Offset must be a multiple of Storage::erase_bytes");

    static constexpr std::uint32_t slots = Slots;
    static constexpr std::uint32_t image_bytes =
        detail::rounded_up(ImageBytes, geometry::erase_bytes);
    static constexpr std::uint32_t slot_bytes = 2 * geometry::half_bytes + 2 * image_bytes;
    static_assert(Offset + std::uint64_t{Slots} * slot_bytes <= 0xFFFF'FFFF,
                  "fc::update::slot_layout: all slots together must be smaller than 4 GiB");
    static constexpr std::uint32_t end = Offset + Slots * slot_bytes;

    /// @param slot  below `slots`
    static constexpr slot_place place(std::uint32_t slot) {
        return {Offset + slot * slot_bytes, image_bytes};
    }
};

} // namespace fc::update
