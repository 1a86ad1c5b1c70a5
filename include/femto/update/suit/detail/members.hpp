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

/// Goes through the members of a map up to the first that is not known. In each map that has these,
/// numbers that ascend are the order of CBOR.
class members {
public:
    constexpr members(cbor::scanner& in, std::span<const known_key> known)
        : in_{in}, known_{known}, left_{in.map()} {}

    /// Takes the next key; its item has to be taken before the next.
    FEMTO_OUTLINE constexpr bool next() {
        if (left_ == 0 || in_.peek() == cbor::type::text) {
            return false;
        }
        cbor::scanner ahead = in_;
        const std::int32_t number = take_number(ahead);
        in_.merge(ahead);
        if (in_.failed() || !find_row(known_, number, row_)) {
            return false;
        }
        if (number <= last_) {
            in_.refuse(errc::not_deterministic, in_.offset());
            return false;
        }
        in_ = ahead;
        last_ = number;
        --left_;
        return true;
    }
    /// Of the key that was taken.
    constexpr std::uint8_t row() const { return row_; }
    /// Members that are still there.
    constexpr std::uint32_t left() const { return left_; }

    /// To be called at the end of a map in which nothing may be unknown.
    constexpr void end() const {
        if (left_ != 0) {
            in_.refuse(errc::unsupported_manifest, in_.offset());
        }
    }

private:
    cbor::scanner& in_;
    std::span<const known_key> known_;
    std::uint32_t left_;
    std::int32_t last_ = 0;
    std::uint8_t row_ = 0;
};

} // namespace fc::update::suit::detail
