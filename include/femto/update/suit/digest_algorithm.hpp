// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/key.hpp>

#include <cstdint>

namespace fc::update::suit {

/// Algorithms of a digest (section 10): numbers of COSE (RFC 9054) now, a list of its own then. All
/// but SHA-256 are optional, and femto has it alone.
enum class digest_algorithm : std::uint8_t { sha256, shake128, sha384, sha512, shake256 };
template <>
inline constexpr auto table_of<digest_algorithm> = std::to_array<key_row<digest_algorithm>>({
    {digest_algorithm::sha256, "cose-alg-sha-256", "10", processed(-16), processed(2)},
    {digest_algorithm::shake128, "cose-alg-shake128", "10", refused(-18), absent},
    {digest_algorithm::sha384, "cose-alg-sha-384", "10", refused(-43), refused(3)},
    {digest_algorithm::sha512, "cose-alg-sha-512", "10", refused(-44), refused(4)},
    {digest_algorithm::shake256, "cose-alg-shake256", "10", refused(-45), absent},
});

} // namespace fc::update::suit
