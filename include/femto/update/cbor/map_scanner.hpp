// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/keys.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::cbor {

/// Goes through a map whose keys, numbers and texts, strictly ascend, so that none comes twice:
///
///     for (cbor::map_scanner map{from}; !map.at_end();) {
///         const auto place = map.take_key(known);
///         ...                             // takes exactly one item, the value
///     }
class map_scanner {
public:
    constexpr explicit map_scanner(scanner& from) : from_{from}, left_{from.map()} {}

    /// Pairs that are still to come.
    constexpr std::uint32_t left() const { return left_; }
    /// There are no more, or an error.
    FEMTO_INLINE constexpr bool at_end() const { return left_ == 0 || from_.failed(); }

    /// Takes the next key, and tells its place among others: the size of that list when it is not
    /// there, and after an error, whatever was taken.
    template <std::size_t Size>
    constexpr std::uint32_t take_key(const std::array<std::int16_t, Size>& among) {
        return take_key(among.data(), Size);
    }
    FEMTO_OUTLINE constexpr std::uint32_t take_key(const std::int16_t* among, std::uint32_t size) {
        const std::uint32_t from = from_.offset();
        const std::uint8_t* const key = from_.rest().data();
        const std::uint32_t place = detail::take_key(from_, among, size);
        if (!detail::ascends(before_, key, from_.rest().data())) {
            from_.refuse(errc::not_deterministic, from);
        }
        before_ = key;
        --left_;
        return place;
    }

private:
    scanner& from_;
    std::uint32_t left_;
    const std::uint8_t* before_ = nullptr;
};

} // namespace fc::update::cbor
