// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/map_scanner.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::cbor {

namespace detail {

FEMTO_OUTLINE constexpr std::uint32_t find_members(scanner& in, const std::int16_t* known,
                                                   std::uint32_t size, std::uint32_t* values,
                                                   bool is_open) {
    map_scanner map{in};
    while (!map.at_end() && (is_open || in.peek() != type::text)) {
        const std::uint32_t from = in.offset();
        const std::uint32_t place = map.take_key(known, size);
        if (place != size) {
            values[place] = in.offset();
        } else if (!is_open) {
            in.go_to(from);
            return map.left() + 1;
        }
        in.pass();
    }
    return map.left();
}

} // namespace detail

/// Goes through a map, up to the first key that is not known.
/// @param values  the offsets of the values, in the order of what is known; that of one that is not
///                there stays as it is
/// @return        pairs that are left, that with the unknown key included
template <std::size_t Size, std::size_t Room>
requires(Room >= Size) constexpr std::uint32_t
    find_members(scanner& in, const std::array<std::int16_t, Size>& known,
                 std::uint32_t (&values)[Room]) {
    return detail::find_members(in, known.data(), Size, values, false);
}

/// The same, passing over what is not known.
template <std::size_t Size>
constexpr void find_some_members(scanner& in, const std::array<std::int16_t, Size>& known,
                                 std::uint32_t (&values)[Size]) {
    detail::find_members(in, known.data(), Size, values, true);
}

} // namespace fc::update::cbor
