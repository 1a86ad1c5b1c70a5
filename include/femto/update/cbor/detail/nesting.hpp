// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>

namespace fc::update::cbor::detail {

/// An array, a map or a tag one is in. Kept instead of recursion: their number is the sender's choice.
struct level {
    std::uint32_t items; // that are still to end
    bool is_map;
    const std::uint8_t* item; // the one at hand
    const std::uint8_t* key;  // the last one that ended

    constexpr void begin(type of, std::uint32_t argument) {
        items = of == type::tag ? 1 : argument;
        is_map = of == type::map;
        if (is_map) {
            items *= 2;
        }
        key = nullptr;
    }

    /// The item at hand ends before `end`. False when it is the key of a map and does not ascend.
    constexpr bool end_item(const std::uint8_t* end) {
        --items;
        if (!is_map || items % 2 == 0) {
            return true;
        }
        const std::uint8_t* const before = key;
        key = item;
        return ascends(before, key, end);
    }
};

} // namespace fc::update::cbor::detail
