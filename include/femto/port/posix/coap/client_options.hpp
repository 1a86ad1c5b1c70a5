// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/answer.hpp>
#include <femto/update/resource/message.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace fc::posix::coap {

struct client_options {
    std::string identity{}; ///< for coaps: who one is, and the key to show for it (PSK)
    std::vector<std::uint8_t> key{};
    /// Or one's own key, "EC PRIVATE KEY" in PEM, and the server's public key, which is its
    /// SubjectPublicKeyInfo in DER (RFC 7250). Needs libcoap's GnuTLS build.
    std::string raw_key{};
    std::vector<std::uint8_t> server_key{};

    /// Take addresses in numbers and "localhost", and no other names: for whoever has something else to do,
    /// which waits for as long as the system looks for a name.
    bool numbers_only = false;
    std::uint16_t block_bytes = 1024; ///< a power of two from 16 to 1024
    std::size_t answer_max = 1 << 20; ///< bytes of an answer, in all its blocks
    /// How often a body in blocks begins anew because the server has not all before the block at hand.
    unsigned restarts_max = 3;
    /// How long a message waits before it is repeated, at first, and how often it is (RFC 7252 section
    /// 4.8). libcoap takes no less than a second.
    std::chrono::milliseconds ack_timeout{2000};
    unsigned repetitions_max = 4;
    /// How long one message with its repetitions waits for its answer.
    std::chrono::milliseconds exchange{30'000};
    /// How long a handshake of coaps may take, within that. Who knows another key is not told so but
    /// left without an answer (RFC 6347 section 4.1.2.7), so this is when a wrong key is reported. What is
    /// lost is sent again after 1, 3 and 7 s.
    std::chrono::milliseconds handshake{5'000};
    /// How long the end of an observation is waited for: a server that does not hear of it finds out.
    std::chrono::milliseconds farewell{2'000};
    /// After so much silence an observation is asked for again: the device may have lost it. If that has
    /// no answer in time, it is asked for with a new connection, for as long as `exchange`: over DTLS, a
    /// device that was started again does not know the old one.
    std::chrono::milliseconds renewal{60'000};
    std::chrono::milliseconds renewal_answer{10'000};

    /// What else is to be done while the client waits, at least every 100 ms and when the descriptor is
    /// readable: such as a server's `poll`, which must not be what asked for this client.
    int other_descriptor = -1;
    std::function<void()> meanwhile{};
};

/// What is asked for.
struct question {
    update::resource::method method = update::resource::method::get;
    std::string path{}; ///< "slot/3?force=1", with '%' for characters that mean something
    std::uint16_t content_format = update::resource::format::none; ///< of the payload
    std::uint16_t accept = update::resource::format::none;
};

/// Told after each block how many bytes there are, of how many (0 if that is not known); false to stop.
using progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;
/// Given an answer block by block, in order; false to stop.
using sink = std::function<bool(std::uint64_t offset, std::span<const std::uint8_t> block)>;

/// Where to go on with an answer of which there is a part.
struct resumption {
    std::uint64_t from = 0;
    std::vector<std::uint8_t> etag{}; ///< of that part: another one is `failure::mixed`
};

} // namespace fc::posix::coap
