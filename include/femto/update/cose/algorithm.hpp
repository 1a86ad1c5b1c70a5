// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update::cose {

using scheme = platform::signature_scheme;

/// A COSE algorithm (IANA, "COSE Algorithms") and what it stands for.
struct algorithm_row {
    std::int8_t number;
    cose::scheme scheme;
    bool is_polymorphic; ///< the number does not say the curve; deprecated by RFC 9864
};

inline constexpr algorithm_row algorithms[] = {
    {-19, scheme::ed25519, false},   // Ed25519, RFC 9864
    {-9, scheme::ecdsa_p256, false}, // ESP256, RFC 9864
    {-8, scheme::ed25519, true},     // EdDSA, RFC 9053
    {-7, scheme::ecdsa_p256, true},  // ES256, RFC 9053
};
inline constexpr std::size_t algorithm_count = sizeof algorithms / sizeof algorithms[0];

/// Which of them are taken. The older numbers are for peers that know no others: a signature by a key
/// of one curve is refused by the scheme of the key, not by the number.
enum class numbers : std::uint8_t { fully_specified, polymorphic_too };

/// Which row has a number that is taken; as many as there are for none.
constexpr std::size_t find_algorithm(std::int32_t number, numbers accepted) {
    std::size_t row = 0;
    while (row < algorithm_count &&
           (algorithms[row].number != number ||
            (algorithms[row].is_polymorphic && accepted != numbers::polymorphic_too))) {
        ++row;
    }
    return row;
}

/// The number to sign with.
constexpr std::int8_t number_of(scheme of, numbers which = numbers::fully_specified) {
    for (const algorithm_row& each : algorithms) {
        if (each.scheme == of && each.is_polymorphic == (which == numbers::polymorphic_too)) {
            return each.number;
        }
    }
    __builtin_unreachable();
}

/// Bytes of a public key.
constexpr std::size_t key_bytes(scheme of) { return of == scheme::ed25519 ? 32 : 64; }

} // namespace fc::update::cose
