// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/keys/cryptography.hpp>
#include <femto/cli/keys/ed25519.hpp>
#include <femto/cli/keys/p256.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/tenant_entry.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli::keys {

/// As platform/crypto.hpp says: 32 bytes of Ed25519, x and y of P-256.
struct public_key {
    keys::scheme scheme = scheme::ed25519;
    std::vector<std::uint8_t> bytes{};

    friend bool operator==(const public_key&, const public_key&) = default;
};

struct private_key {
    keys::scheme scheme = scheme::ed25519;
    std::vector<std::uint8_t> secret{}; // 32 bytes of either
    keys::public_key open{};
};

using key_id = std::array<std::uint8_t, update::key_id_bytes>;

/// What femto calls a key: the first bytes of its thumbprint, the SHA-256 of the key as a COSE_Key with
/// nothing in it but what it needs (RFC 9679).
inline key_id id_of(const public_key& of) {
    std::array<std::uint8_t, 128> room{};
    update::cbor::writer into{room};
    const std::span<const std::uint8_t> bytes{of.bytes};
    const bool is_pair = of.scheme == scheme::ecdsa_p256;
    into.map(is_pair ? 4 : 3);
    into.uint(1); // kty: OKP or EC2 (RFC 9053 section 7)
    into.uint(is_pair ? 2 : 1);
    into.integer(-1); // crv: Ed25519 or P-256
    into.uint(is_pair ? 1 : 6);
    into.integer(-2);
    into.bytes(is_pair ? bytes.first(32) : bytes);
    if (is_pair) {
        into.integer(-3);
        into.bytes(bytes.last(32));
    }
    const auto digest = sha256_of(*into.written());
    key_id out;
    std::copy_n(digest.begin(), out.size(), out.begin());
    return out;
}

/// The key that a secret is of.
/// @throws failure  refused: of P-256, a number that is none of the curve's
inline private_key key_of_secret(scheme of, std::span<const std::uint8_t> secret) {
    require_scheme(of);
    private_key out{.scheme = of, .secret = {secret.begin(), secret.end()}, .open = {of, {}}};
#ifdef FEMTO_CLI_SODIUM
    if (of == scheme::ed25519) {
        out.open.bytes = ed25519::public_of(secret);
    }
#endif
#ifdef FEMTO_CLI_MBEDTLS
    if (of == scheme::ecdsa_p256) {
        p256::key key;
        if (!key.set_secret(secret) || !key.find_point()) {
            throw failure{failure::kind::refused, "the secret is no number of P-256", "bad_key"};
        }
        out.open.bytes = key.point();
    }
#endif
    return out;
}

inline private_key make_key(scheme of) {
    require_scheme(of);
#ifdef FEMTO_CLI_SODIUM
    if (of == scheme::ed25519) {
        return key_of_secret(of, ed25519::make_secret());
    }
#endif
#ifdef FEMTO_CLI_MBEDTLS
    if (of == scheme::ecdsa_p256) {
        p256::key key;
        if (key.make()) {
            return key_of_secret(of, key.secret());
        }
    }
#endif
    throw failure{failure::kind::refused, errc::crypto_failed, "", 0};
}

/// Whether the bytes of a public key are one. Those of Ed25519 are looked at when it verifies.
inline bool is_on_curve([[maybe_unused]] const public_key& of) {
#ifdef FEMTO_CLI_MBEDTLS
    if (of.scheme == scheme::ecdsa_p256) {
        return p256::key{}.set_point(of.bytes);
    }
#endif
    return true;
}

inline bool sign([[maybe_unused]] const private_key& with,
                 [[maybe_unused]] std::span<const std::uint8_t> message,
                 [[maybe_unused]] std::span<std::uint8_t, platform::signature_bytes> out) {
#ifdef FEMTO_CLI_SODIUM
    if (with.scheme == scheme::ed25519) {
        return ed25519::sign(with.secret, message, out);
    }
#endif
#ifdef FEMTO_CLI_MBEDTLS
    if (with.scheme == scheme::ecdsa_p256) {
        p256::key key;
        return key.set_secret(with.secret) && key.sign(message, out);
    }
#endif
    return false;
}

} // namespace fc::cli::keys
