// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#ifdef FEMTO_CLI_SODIUM

#include <femto/cli/failure.hpp>

#include <sodium.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace fc::cli::keys {

/// Ed25519 with libsodium: what a private key is for. The secret is the seed of RFC 8032.
namespace ed25519 {

using octets = std::span<const std::uint8_t>;

/// 32 bytes of chance.
inline std::vector<std::uint8_t> make_secret() {
    if (sodium_init() < 0) {
        throw failure{failure::kind::refused, errc::crypto_failed, "libsodium", 0};
    }
    std::vector<std::uint8_t> out(crypto_sign_SEEDBYTES);
    randombytes_buf(out.data(), out.size());
    return out;
}

inline std::vector<std::uint8_t> public_of(octets secret) {
    std::vector<std::uint8_t> out(crypto_sign_PUBLICKEYBYTES);
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> whole{};
    crypto_sign_seed_keypair(out.data(), whole.data(), secret.data());
    sodium_memzero(whole.data(), whole.size());
    return out;
}

inline bool sign(octets secret, octets message, std::span<std::uint8_t, 64> out) {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> whole{};
    crypto_sign_seed_keypair(open.data(), whole.data(), secret.data());
    const int status =
        crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), whole.data());
    sodium_memzero(whole.data(), whole.size());
    return status == 0;
}

} // namespace ed25519
} // namespace fc::cli::keys

#endif // FEMTO_CLI_SODIUM
