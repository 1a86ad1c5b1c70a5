// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/reader.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cbor {

/// Goes through a map whose keys strictly ascend, so that none comes twice:
///
///     auto map = cbor::map_reader::open(from);
///     std::int64_t key = 0;
///     auto more = map->next_int(key);
///     for (; more && *more; more = map->next_int(key)) { ... from.uint() ... }
///
/// After each key the caller takes exactly one item, its value, from the same reader.
class map_reader {
public:
    static constexpr result<map_reader> open(reader& from) {
        const auto pairs = from.map();
        if (!pairs) {
            return {pairs.error(), pairs.at()};
        }
        return map_reader{from, *pairs};
    }

    /// Pairs that are still to come.
    constexpr std::uint32_t left() const { return left_; }

    /// Looks at the next key, which stays the next item of the reader; false when there is none.
    /// @errors  not_deterministic when it does not ascend
    FEMTO_OUTLINE constexpr result<bool> next() {
        if (left_ == 0) {
            return false;
        }
        const std::uint32_t from = from_->items_.at_;
        const auto key = from_->skip();
        if (!key) {
            return {key.error(), key.at()};
        }
        from_->items_.at_ = from;
        if (!detail::ascends(before_, key->data(), key->data() + key->size())) {
            return {errc::not_deterministic, from_->offset()};
        }
        before_ = key->data();
        --left_;
        return true;
    }

    /// Takes the next key; false when there is none.
    /// @errors  unexpected_item when it is not a number, value_out_of_range
    FEMTO_OUTLINE constexpr result<bool> next_int(std::int64_t& key) {
        const auto more = next();
        if (!more || !*more) {
            return more;
        }
        const auto number = from_->integer();
        if (!number) {
            return {number.error(), number.at()};
        }
        key = *number;
        return true;
    }

private:
    constexpr map_reader(reader& from, std::uint32_t pairs) : from_{&from}, left_{pairs} {}

    reader* from_;
    std::uint32_t left_;
    const std::uint8_t* before_ = nullptr;
};

} // namespace fc::update::cbor
