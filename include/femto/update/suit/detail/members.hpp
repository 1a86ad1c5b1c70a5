// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/key.hpp>

#include <cstdint>
#include <span>

namespace fc::update::suit::detail {

/// Takes a number that may be a key; 0, which is none, for one beyond all keys.
FEMTO_OUTLINE constexpr std::int32_t take_number(cbor::scanner& in) {
    const std::int64_t number = in.integer();
    const auto low = static_cast<std::int32_t>(number);
    return low == number ? low : 0;
}

/// Takes the members of a map up to the first that is not known, and notes where each item begins, by
/// the row of its key. In each map that has these, numbers that ascend are
/// the order of CBOR.
/// @return  members that are left
FEMTO_OUTLINE constexpr std::uint32_t
take_members(cbor::scanner& in, std::span<const known_key> known, const std::uint8_t** items) {
    std::int32_t last = 0;
    std::uint32_t left = in.map();
    for (; left != 0; --left) {
        if (in.peek() == cbor::type::text) {
            break;
        }
        cbor::scanner value = in;
        const std::int32_t number = take_number(value);
        std::uint8_t row = 0;
        if (value.failed()) {
            in.merge(value);
        } else if (!find_row(known, number, row)) {
            break;
        } else if (number <= last) {
            in.refuse(errc::not_deterministic, in.offset());
        }
        if (in.failed()) {
            break;
        }
        last = number;
        in = value;
        items[row] = in.rest().data();
        in.skip();
    }
    return left;
}

} // namespace fc::update::suit::detail
