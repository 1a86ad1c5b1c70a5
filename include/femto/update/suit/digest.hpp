// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/digest_algorithm.hpp>
#include <femto/update/suit/envelope.hpp>

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

/// Takes a digest container, which has to be that of an item of the envelope.
/// @param item  its offset; 0 where there is none
/// @errors      digest_mismatch; crypto_failed: nobody knows; missing_section
template <profile Profile, platform::sha256_hash Hash>
FEMTO_OUTLINE constexpr void take_digest_of(std::uint32_t item, const envelope_bytes& of,
                                            cbor::scanner& in) {
    const std::uint32_t from = in.offset();
    const auto digest = take_digest<Profile>(in);
    if (item == 0) {
        in.refuse(errc::missing_section, from);
    }
    if (in.failed()) {
        return;
    }
    Hash hash;
    hash.update(of.encoded(item));
    platform::sha256_digest computed{};
    if (!hash.finish(computed)) {
        in.refuse(errc::crypto_failed, from);
    }
    if (!same_bytes(computed, digest)) {
        in.refuse(errc::digest_mismatch, from);
    }
}

} // namespace fc::update::suit
