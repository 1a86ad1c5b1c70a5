// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../include/femto_riot_seam.h"

#include <femto/platform/crypto.hpp>
#ifdef MODULE_FEMTO_RIOT_P256
#include <femto/port/crypto/together.hpp>
#endif

#include <cstdint>
#include <span>

namespace femto_riot {

/// SHA-256 and Ed25519 of whatever module or package of RIOT is behind the seam.
class seam_crypto {
public:
    class sha256 {
    public:
        sha256() { femto_seam_sha256_begin(&hash_); }
        void update(std::span<const std::uint8_t> piece)
        {
            femto_seam_sha256_update(&hash_, piece.data(), piece.size());
        }
        bool finish(fc::platform::sha256_digest &out)
        {
            return femto_seam_sha256_end(&hash_, out.data());
        }

    private:
        femto_seam_sha256_t hash_;
    };

    static constexpr bool supports(fc::platform::signature_scheme of)
    {
        return of == fc::platform::signature_scheme::ed25519;
    }
    bool verify(fc::platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature)
    {
        return supports(of) && key.size() == 32 && signature.size() == 64 &&
               femto_seam_ed25519(key.data(), message.data(), message.size(), signature.data());
    }
};
static_assert(fc::platform::crypto<seam_crypto>);

#ifdef MODULE_FEMTO_RIOT_P256
/// ECDSA over P-256 of whatever package of RIOT is behind the seam.
class seam_p256 {
public:
    using sha256 = seam_crypto::sha256;

    static constexpr bool supports(fc::platform::signature_scheme of)
    {
        return of == fc::platform::signature_scheme::ecdsa_p256;
    }
    bool verify(fc::platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature)
    {
        if (!supports(of) || key.size() != 64 || signature.size() != 64) {
            return false;
        }
        sha256 hash;
        hash.update(message);
        fc::platform::sha256_digest digest{};
        return hash.finish(digest) && femto_seam_p256(key.data(), digest.data(), signature.data());
    }
};
static_assert(fc::platform::crypto<seam_p256>);

using cryptography = fc::crypto::together<seam_crypto, seam_p256>;
#else
using cryptography = seam_crypto;
#endif

} // namespace femto_riot
