// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/links.hpp>
#include <femto/update/resource/message.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fc::posix::coap {

/// Finds the key of an identity (PSK), 1 to 64 bytes; nothing for an identity that is not known.
using key_lookup =
    std::function<std::optional<std::vector<std::uint8_t>>(std::span<const std::uint8_t> identity)>;
/// Says whether a peer's public key, a SubjectPublicKeyInfo in DER, is known.
using key_check = std::function<bool(std::span<const std::uint8_t> key)>;

struct server_options {
    std::string address = "127.0.0.1"; ///< in numbers, IPv4 or IPv6: who is served
    /// CoAP over UDP: 0 for any port that is free, none for no such service.
    std::optional<std::uint16_t> port = std::uint16_t{0};
    /// CoAP over DTLS, with the keys that `key_of` finds, or raw public keys (RFC 7250) that are known,
    /// or both. Who shows a raw key has it for its identity.
    std::optional<std::uint16_t> secure_port{};
    key_lookup key_of{};
    std::string raw_key{}; ///< one's own, "EC PRIVATE KEY" in PEM; needs libcoap's GnuTLS build
    key_check knows_key{};

    /// What /.well-known/core tells. Paths that are observable in it can be observed. Stays where it is
    /// for as long as the server is open.
    std::span<const update::resource::link> links{};

    std::uint16_t block_bytes = 1024; ///< of answers, at most: a power of two from 16 to 1024
    std::size_t sessions_max = 64;    ///< peers remembered, on each of the two ports
    std::size_t handshakes_max =
        100; ///< begun and not finished; more are ignored for half a minute
    std::size_t observers_max = 16;
    std::size_t observations_each_max = 3;
    std::chrono::seconds idle{300}; ///< after which a silent peer is forgotten
    /// How long a notification waits before it is repeated, at first, and how often it is (RFC 7252
    /// section 4.8). libcoap takes no less than a second.
    std::chrono::milliseconds ack_timeout{2000};
    unsigned repetitions_max = 4;
};

/// What a server did.
struct server_counts {
    std::uint64_t handled = 0;       ///< requests and notifications the handler answered
    std::uint64_t repeated = 0;      ///< requests that came again, and were answered as before
    std::uint64_t refused = 0;       ///< that no handler saw: not to be understood
    std::uint64_t notifications = 0; ///< part of `handled`
    std::uint64_t failures = 0;      ///< handlers that threw: 5.00
    std::uint64_t unknown_identities = 0;
    std::size_t sessions = 0;  ///< at the moment
    std::size_t observers = 0; ///< at the moment
};

} // namespace fc::posix::coap
