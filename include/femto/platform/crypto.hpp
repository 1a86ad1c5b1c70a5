// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::platform {

/// What a key is for. A key has one scheme for as long as it lives.
enum class signature_scheme : std::uint8_t {
    ed25519,    ///< RFC 8032, pure; key 32 bytes, signature 64 bytes
    ecdsa_p256, ///< with SHA-256; key x and y, 64 bytes; signature r and s, 64 bytes
};

inline constexpr std::size_t sha256_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;

using sha256_digest = std::array<std::uint8_t, sha256_bytes>;

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece. Made ready for the first piece, and used
/// up by `finish`, which gives false when the hardware or library behind it failed at any moment.
template <class Hash>
concept sha256_hash = std::default_initializable<Hash> &&
    requires(Hash& hash, std::span<const std::uint8_t> piece, sha256_digest& out) {
    { hash.update(piece) } -> std::same_as<void>;
    { hash.finish(out) } -> std::same_as<bool>;
};

/// The cryptography of a firmware's own choice: a library or hardware; femto has none.
///
/// `supports` says whether `verify` knows a scheme. `verify` gives true only for a signature by this
/// key over exactly this message, which it hashes itself; keys and signatures come from the network
/// and may be any bytes of the lengths above.
template <class Crypto>
concept crypto = sha256_hash<typename Crypto::sha256> &&
    requires(Crypto& crypto, signature_scheme scheme, std::span<const std::uint8_t> key,
             std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
    { Crypto::supports(scheme) } -> std::same_as<bool>;
    { crypto.verify(scheme, key, message, signature) } -> std::same_as<bool>;
};

} // namespace fc::platform
