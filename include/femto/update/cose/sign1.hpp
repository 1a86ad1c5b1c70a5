// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cose/algorithm.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cose {

/// A signed message taken apart, COSE_Sign1 of RFC 9052 section 4.2. Borrows the bytes it was read
/// from. Nothing in it is true before `verify` says so.
struct sign1 {
    std::span<const std::uint8_t> protected_header{}; ///< the byte string as it is encoded
    std::span<const std::uint8_t> key_id{};           ///< which key to try
    std::span<const std::uint8_t> payload{};
    std::span<const std::uint8_t> signature{};
    cose::scheme scheme{};
    bool has_key_id = false;
    bool is_detached = false; ///< the payload is elsewhere, and nil here
};

/// The tag of a COSE_Sign1 message, which has to be there.
inline constexpr std::uint64_t sign1_tag = 18;

} // namespace fc::update::cose
