// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cbor/keys.hpp>

#include <array>
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

/// Which of them are taken: so many rows of the table. The older numbers are for peers that know no
/// others: a signature by a key of one curve is refused by the scheme of the key, not by the number.
enum class numbers : std::uint8_t { fully_specified = 2, polymorphic_too = 4 };

namespace detail {

/// What a device has of the table: the numbers. The rest is in their order.
inline constexpr auto algorithm_numbers = [] {
    std::array<std::int16_t, std::size(algorithms)> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = algorithms[i].number;
    }
    return out;
}();
constexpr scheme scheme_of(std::size_t row) { return static_cast<scheme>(row % 2); }

static_assert(
    [] {
        for (std::size_t i = 0; i < std::size(algorithms); ++i) {
            if (algorithms[i].scheme != scheme_of(i) ||
                algorithms[i].is_polymorphic !=
                    (i >= static_cast<std::size_t>(numbers::fully_specified))) {
                return false;
            }
        }
        return std::size(algorithms) == static_cast<std::size_t>(numbers::polymorphic_too);
    }(),
    "schemes take turns, and what says the curve comes first");

} // namespace detail

/// Takes the number of an algorithm, and tells its scheme.
/// @errors  unsupported_algorithm
FEMTO_OUTLINE constexpr scheme take_algorithm(cbor::scanner& in, numbers accepted) {
    const auto count = static_cast<std::uint32_t>(accepted);
    const std::uint32_t row =
        cbor::detail::place_of(in.key(), detail::algorithm_numbers.data(), count);
    if (row == count) {
        in.refuse(errc::unsupported_algorithm);
    }
    return detail::scheme_of(row);
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
