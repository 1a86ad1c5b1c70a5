// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <cstdint>

namespace fc::update::cbor {

/// Goes through a map whose keys strictly ascend, so that none comes twice:
///
///     cbor::map_scanner map{from};
///     while (map.next()) {
///         const auto key = from.integer();
///         ...                             // takes exactly one item, the value
///     }
class map_scanner {
public:
    constexpr explicit map_scanner(scanner& from) : from_{&from}, left_{from.map()} {}

    /// Pairs that are still to come.
    constexpr std::uint32_t left() const { return left_; }

    /// Looks at the next key, which stays the next item; false when there is none, or an error.
    FEMTO_OUTLINE constexpr bool next() {
        if (left_ == 0) {
            return false;
        }
        const std::uint32_t from = from_->offset();
        from_->pass();
        const std::uint8_t* const end = from_->rest().data();
        from_->go_to(from);
        const std::uint8_t* const key = from_->rest().data();
        if (!detail::ascends(before_, key, end)) {
            from_->refuse(errc::not_deterministic, from);
        }
        before_ = key;
        --left_;
        return !from_->failed();
    }

private:
    scanner* from_;
    std::uint32_t left_;
    const std::uint8_t* before_ = nullptr;
};

} // namespace fc::update::cbor
