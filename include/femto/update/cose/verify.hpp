// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/cose/sig_structure.hpp>
#include <femto/update/cose/sign1.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::cose {

/// Bytes on the C stack for what is signed: a digest as payload takes some 55, a key identifier what
/// it has, and its head.
inline constexpr std::size_t sig_structure_bytes = 160;

/// Says whether `message` is this key's signature over `payload`: the one that is in the message, or
/// what it is about when that is elsewhere. Only what was given here as `payload` is then authentic.
/// @param payload  a byte string as it is encoded
/// @param of   the scheme of the key, for ever: a header cannot choose another for it
/// @errors  wrong_algorithm: the message is signed by another scheme, or the key is not of its own;
///          unsupported_algorithm: `crypto` does not know it;
///          buffer_too_small: what is signed takes more than `Bytes`;
///          bad_signature
template <std::size_t Bytes = sig_structure_bytes, platform::crypto Crypto>
constexpr result<void> verify(const sign1& message, const split_string& payload, scheme of,
                              std::span<const std::uint8_t> key, Crypto& crypto) {
    if (message.scheme != of || key.size() != key_bytes(of)) {
        return errc::wrong_algorithm;
    }
    if (!Crypto::supports(of)) {
        return errc::unsupported_algorithm;
    }
    std::uint8_t room[Bytes];
    const std::size_t size = write_sig_structure(message.protected_header, payload, room);
    if (size > Bytes) {
        return {errc::buffer_too_small, static_cast<std::uint32_t>(size)};
    }
    if (message.signature.size() != platform::signature_bytes ||
        !crypto.verify(of, key, std::span{room}.first(size), message.signature)) {
        return errc::bad_signature;
    }
    return {};
}

/// The same of the bytes that are in that string.
template <std::size_t Bytes = sig_structure_bytes, platform::crypto Crypto>
constexpr result<void> verify(const sign1& message, std::span<const std::uint8_t> payload,
                              scheme of, std::span<const std::uint8_t> key, Crypto& crypto) {
    const string_head head{payload.size()};
    return verify<Bytes>(message, split_string{head, payload}, of, key, crypto);
}

} // namespace fc::update::cose
