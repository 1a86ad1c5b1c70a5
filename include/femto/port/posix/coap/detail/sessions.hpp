// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/address.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/detail/reply.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace fc::posix::coap::detail {

/// The last requests of a peer that changed something, with what they were answered. A confirmable request
/// whose answer was lost comes again with the same id (RFC 7252 section 4.5), and libcoap 4.3 hands it
/// to the handler again: a container would run twice. Four, because a peer may have more than one request
/// on its way.
class memory_of_requests {
public:
    using clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds lifetime{
        247}; // EXCHANGE_LIFETIME, RFC 7252 section 4.8.2

    /// What the request was answered when it was here before. An id alone does not tell: a peer that
    /// was started again begins anew, with other bytes.
    const reply* find(coap_mid_t id, std::uint32_t sum, clock::time_point now) const {
        for (const entry& each : entries_) {
            if (each.is_used && each.id == id && each.sum == sum && now - each.at < lifetime) {
                return &each.answer;
            }
        }
        return nullptr;
    }
    void keep(coap_mid_t id, std::uint32_t sum, clock::time_point now, const reply& answer) {
        entries_[next_] = {answer, now, sum, id, true};
        next_ = (next_ + 1) % entries_.size();
    }

private:
    struct entry {
        reply answer{};
        clock::time_point at{};
        std::uint32_t sum = 0;
        coap_mid_t id = 0;
        bool is_used = false;
    };
    std::array<entry, 4> entries_{};
    std::size_t next_ = 0;
};

/// What is known of a peer for as long as libcoap has a session for it.
struct session_notes {
    std::vector<std::uint8_t> identity{};
    std::vector<std::uint8_t> shown{}; ///< a public key, before it is proven to be the peer's
    std::uint32_t endpoint = 0;
    std::uint32_t host = 0;
    bool is_secure = false;
    memory_of_requests recent{};

    update::resource::peer peer() const { return {identity, endpoint, host, is_secure}; }
};

class sessions {
public:
    explicit sessions(std::uint32_t seed = 0) : seed_{seed} {}

    /// Begins anew: a session of libcoap may have the address of one that is no more.
    session_notes& add(const coap_session_t* it) {
        session_notes& out = notes_[it] = {};
        const coap_address_t& remote = *coap_session_get_addr_remote(it);
        const std::uint16_t port = coap_address_get_port(&remote);
        // With the protocol: anybody can write a peer's address on a datagram without a key.
        const std::uint8_t rest[] = {static_cast<std::uint8_t>(port >> 8),
                                     static_cast<std::uint8_t>(port),
                                     static_cast<std::uint8_t>(coap_session_get_proto(it))};
        out.host = sum(host_bytes(remote), seed_);
        out.endpoint = sum(rest, out.host);
        return out;
    }
    session_notes& of(const coap_session_t* it) {
        const auto found = notes_.find(it);
        return found != notes_.end() ? found->second : add(it);
    }
    void forget(const coap_session_t* it) { notes_.erase(it); }
    std::size_t size() const { return notes_.size(); }

    /// A known public key was shown in a handshake.
    void show(const coap_session_t* it, std::span<const std::uint8_t> key) {
        of(it).shown.assign(key.begin(), key.end());
    }
    /// The handshake is over: who the peer is stands from here on. libcoap takes down an identity before
    /// its key is shown to be known, and again if the peer begins another handshake within the
    /// session; so what it has is not asked for later.
    void secure(const coap_session_t* it) {
        session_notes& notes = of(it);
        const coap_bin_const_t* named = coap_session_get_psk_identity(it); // empty for none
        const bool is_shared = named != nullptr && named->length != 0;
        const bool is_raw = !notes.shown.empty();
        if (notes.is_secure || is_raw == is_shared) { // known, or neither, or of two minds
            return;
        }
        const auto bytes = is_raw ? std::span<const std::uint8_t>{notes.shown} : view(*named);
        notes.identity.assign(bytes.begin(), bytes.end());
        notes.is_secure = true;
    }

private:
    std::unordered_map<const coap_session_t*, session_notes> notes_{};
    std::uint32_t seed_;
};

} // namespace fc::posix::coap::detail
