// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <sodium.h>

#include <cstdint>
#include <span>

namespace fc::crypto {

/// Ed25519 and SHA-256 of libsodium 1.0: no heap, and nothing to initialise for these. It refuses keys
/// of small order, and signatures that are not in their one canonical form.
class libsodium {
public:
    class sha256 {
    public:
        sha256() { crypto_hash_sha256_init(&state_); }
        void update(std::span<const std::uint8_t> piece) {
            crypto_hash_sha256_update(&state_, piece.data(), piece.size());
        }
        bool finish(platform::sha256_digest& out) {
            return crypto_hash_sha256_final(&state_, out.data()) == 0;
        }

    private:
        crypto_hash_sha256_state state_;
    };

    static constexpr bool supports(platform::signature_scheme of) {
        return of == platform::signature_scheme::ed25519;
    }

    bool verify(platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
        return supports(of) && key.size() == crypto_sign_PUBLICKEYBYTES &&
               signature.size() == crypto_sign_BYTES &&
               crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                           key.data()) == 0;
    }
};

static_assert(platform::crypto<libsodium>);

} // namespace fc::crypto
