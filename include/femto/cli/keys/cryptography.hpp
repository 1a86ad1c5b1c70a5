// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/platform/crypto.hpp>
#ifdef FEMTO_CLI_SODIUM
#include <femto/port/crypto/libsodium.hpp>
#endif
#ifdef FEMTO_CLI_MBEDTLS
#include <femto/port/crypto/mbedtls.hpp>
#endif
#include <femto/port/crypto/together.hpp>

#include <cstdint>
#include <span>
#include <string>

// femto has no cryptography of its own: the command is built with the libraries that are there.

namespace fc::cli::keys {

using scheme = platform::signature_scheme;

/// Where there is no library.
struct no_cryptography {
    struct sha256 {
        void update(std::span<const std::uint8_t>) {}
        bool finish(platform::sha256_digest&) { return false; }
    };
    static constexpr bool supports(scheme) { return false; }
    bool verify(scheme, std::span<const std::uint8_t>, std::span<const std::uint8_t>,
                std::span<const std::uint8_t>) {
        return false;
    }
};

#if defined(FEMTO_CLI_SODIUM) && defined(FEMTO_CLI_MBEDTLS)
using cryptography = crypto::together<crypto::libsodium, crypto::mbedtls>;
#elif defined(FEMTO_CLI_SODIUM)
using cryptography = crypto::libsodium;
#elif defined(FEMTO_CLI_MBEDTLS)
using cryptography = crypto::mbedtls;
#else
using cryptography = no_cryptography;
#endif

/// Whether digests can be computed.
inline constexpr bool has_sha256 =
    cryptography::supports(scheme::ed25519) || cryptography::supports(scheme::ecdsa_p256);

constexpr const char* name_of(scheme of) { return of == scheme::ed25519 ? "ed25519" : "p256"; }

/// @throws failure  usage
inline void require_cryptography() {
    if constexpr (!has_sha256) {
        throw wrong_usage("this femto has no cryptography: it was built without libsodium and "
                          "Mbed TLS 2.28");
    }
}
/// @throws failure  usage
inline void require_scheme(scheme of) {
    require_cryptography();
    if (!cryptography::supports(of)) {
        throw wrong_usage(std::string{"this femto has no keys of type "} + name_of(of) +
                          ": it was built without " +
                          (of == scheme::ed25519 ? "libsodium" : "Mbed TLS 2.28"));
    }
}

/// @throws failure  refused
inline platform::sha256_digest sha256_of(std::span<const std::uint8_t> bytes) {
    require_cryptography();
    cryptography::sha256 hash;
    hash.update(bytes);
    platform::sha256_digest out{};
    if (!hash.finish(out)) {
        throw failure{failure::kind::refused, errc::crypto_failed, "", 0};
    }
    return out;
}

} // namespace fc::cli::keys
