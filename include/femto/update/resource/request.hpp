// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/code.hpp>
#include <femto/update/resource/words.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// Content-Formats (the registry "CoAP Content-Formats"). `none`: the message has no such option;
/// the number is one of those for experiments, which nobody may rely on.
namespace format {
inline constexpr std::uint16_t text = 0;
inline constexpr std::uint16_t links = 40;
inline constexpr std::uint16_t octets = 42;
inline constexpr std::uint16_t json = 50;
inline constexpr std::uint16_t cbor = 60;
inline constexpr std::uint16_t none = 0xFFFF;
} // namespace format

/// One block of a body that takes many messages (RFC 7959). Absent when `bytes` is 0.
struct block {
    std::uint32_t number = 0;
    std::uint16_t bytes = 0; ///< of every block but the last: a power of two from 16 to 1024
    bool more = false;       ///< further blocks follow

    constexpr explicit operator bool() const { return bytes != 0; }
    /// Where the block stands in the body: its number has 20 bits, so this is exact.
    constexpr std::uint32_t offset() const { return number * bytes; }
};

/// What a GET wants beside the representation (RFC 7641).
enum class observation : std::uint8_t { none, begin, end };

/// Who sent a request, as far as the transport knows.
struct peer {
    /// The name under which the peer showed to know a key, such as the PSK identity of DTLS. Any
    /// bytes; they mean nothing unless `is_secure`.
    std::span<const std::uint8_t> identity{};
    /// A number for its address and port: parts of one body come from one endpoint.
    std::uint32_t endpoint = 0;
    /// A number for its address alone, to count requests by: ports cost an attacker nothing.
    std::uint32_t host = 0;
    bool is_secure = false;
};

/// A request as every resource sees it, whatever carried it. Spans are good until the resource has
/// answered. What a transport does not pass on, it has dealt with: critical options it does not know
/// (4.02), tokens, retransmissions, the option with which an observer is told how new a notification is.
struct request {
    resource::method method = resource::method::get;
    resource::path path{};
    resource::query query{};
    std::uint16_t content_format = format::none; ///< of the payload
    std::uint16_t accept = format::none;         ///< what the answer has to be
    std::span<const std::uint8_t> payload{};     ///< of this message: one block, if there are many
    block block1{};                              ///< which block of the request the payload is
    std::uint32_t size1 = 0;                     ///< of the whole body, as announced; 0 for unknown
    observation observe = observation::none;
    resource::peer peer{};

    constexpr bool is_first_block() const { return block1.number == 0; }
    constexpr bool is_last_block() const { return !block1.more; }
    /// Where the payload stands in the body.
    constexpr std::uint32_t offset() const { return block1.offset(); }
};

} // namespace fc::update::resource
