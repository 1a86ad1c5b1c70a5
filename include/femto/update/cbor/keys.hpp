// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::cbor {

namespace detail {

// By a pointer and a size: each place that calls these gives them two registers, where GCC passes a
// span of a constant through memory.
constexpr std::uint32_t place_of(std::int32_t number, const std::int16_t* among,
                                 std::uint32_t size) {
    std::uint32_t place = 0;
    while (place < size && (number == 0 || among[place] != number)) {
        ++place;
    }
    return place;
}

FEMTO_OUTLINE constexpr std::uint32_t take_key(scanner& in, const std::int16_t* among,
                                               std::uint32_t size) {
    if (in.peek() == type::text) {
        in.pass();
        return size;
    }
    return place_of(in.key(), among, size);
}

} // namespace detail

/// Takes a key, and tells its place among others: the size of that list when it is not there.
template <std::size_t Size>
constexpr std::uint32_t take_key(scanner& in, const std::array<std::int16_t, Size>& among) {
    return detail::take_key(in, among.data(), Size);
}

} // namespace fc::update::cbor
