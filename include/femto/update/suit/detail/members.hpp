// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/suit/key.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::suit {

/// Where an item is in the head of an envelope, which has less than 64 KiB; 0, where none can be,
/// stands for an item that is not there.
using item_place = std::uint16_t;
inline constexpr std::uint32_t head_bytes_max = std::numeric_limits<item_place>::max();

namespace detail {

/// Goes through a map up to the first key that is not known.
/// @param numbers  of the keys that are
/// @param places   of their values, in the same order; those of others stay as they are
/// @return         pairs that are left, the one with that key included
FEMTO_OUTLINE constexpr std::uint32_t
find_members(cbor::scanner& in, std::span<const std::int16_t> numbers, item_place* places) {
    cbor::map_scanner map{in};
    while (map.left() != 0 && in.peek() != cbor::type::text && map.next()) {
        const std::uint32_t from = in.offset();
        const std::uint32_t which = place_of(in.key(), numbers);
        if (which == numbers.size()) {
            in.go_to(from);
            return map.left() + 1;
        }
        places[which] = static_cast<item_place>(in.offset());
        in.skip();
    }
    return map.left();
}

/// The same with a byte string of a map, in which nothing may be unknown.
FEMTO_OUTLINE constexpr void take_members(cbor::scanner& in, std::span<const std::int16_t> numbers,
                                          item_place* places) {
    const std::uint32_t outer = in.enter();
    if (find_members(in, numbers, places) != 0) {
        in.refuse(errc::unsupported_manifest, in.offset());
    }
    in.leave(outer);
}

} // namespace detail
} // namespace fc::update::suit
