// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>

namespace fc::update::suit::detail {

/// The head of an item (RFC 8949 section 3) that comes byte by byte, for an item that is longer than
/// what can be looked at at once. Nothing that is has 4 GiB.
class item_head {
public:
    /// Takes the next byte. Of a head that is complete there is none.
    constexpr errc take(std::uint8_t byte) {
        if (missing_ != 0) {
            argument = argument << 8 | byte;
            --missing_;
            return missing_ == 0 && argument < least_ ? errc::not_deterministic : errc::ok;
        }
        major = static_cast<cbor::type>(byte >> 5);
        argument = byte & 31U;
        if (argument < 24) {
            return errc::ok;
        }
        if (argument > 26) { // of 8 bytes, indefinite, or without meaning yet
            return argument == 27 ? errc::value_out_of_range : errc::not_deterministic;
        }
        missing_ = static_cast<std::uint8_t>(1U << (argument - 24));
        // The least that needs so many bytes: 24, 2^8, 2^16.
        least_ = missing_ == 1 ? 24 : 1U << 4 * missing_;
        argument = 0;
        return errc::ok;
    }
    constexpr bool is_complete() const { return missing_ == 0; }

    std::uint32_t argument = 0;
    cbor::type major = cbor::type::uint;

private:
    std::uint32_t least_ = 0;
    std::uint8_t missing_ = 0;
};

} // namespace fc::update::suit::detail
