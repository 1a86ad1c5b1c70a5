// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/digest_algorithm.hpp>

#include <cstdint>
#include <span>

namespace fc::update::suit {

/// A digest where the manifest has it: of 32 bytes, and so no more than a pointer.
using digest_view = std::span<const std::uint8_t, platform::sha256_bytes>;

/// Takes a digest container (section 10): its algorithm, which has to be SHA-256, and 32 bytes.
template <profile Profile>
FEMTO_OUTLINE constexpr digest_view take_digest(cbor::scanner& in) {
    if (in.array() != 2) {
        in.refuse(errc::unexpected_item);
    }
    if (in.key() != number_of<Profile>(digest_algorithm::sha256)) {
        in.refuse(errc::unsupported_algorithm);
    }
    const auto digest = in.bytes();
    if (digest.size() != platform::sha256_bytes) {
        in.refuse(errc::unexpected_item);
    }
    return digest_view{digest.data(), platform::sha256_bytes};
}

/// Whether the digest is that of the bytes: digest_mismatch when not, crypto_failed when nobody knows.
template <platform::sha256_hash Hash>
FEMTO_OUTLINE constexpr errc compare_digest(std::span<const std::uint8_t> bytes,
                                            digest_view digest) {
    Hash hash;
    hash.update(bytes);
    platform::sha256_digest computed{};
    if (!hash.finish(computed)) {
        return errc::crypto_failed;
    }
    for (std::size_t i = 0; i < computed.size(); ++i) {
        if (computed[i] != digest[i]) {
            return errc::digest_mismatch;
        }
    }
    return errc::ok;
}

} // namespace fc::update::suit
