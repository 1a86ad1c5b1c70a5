// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/launchpad.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/posix/udp_socket.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <system_error>

namespace fc::posix {

/// What became of a datagram.
struct filtered {
    enum class verdict : std::uint8_t {
        nothing, ///< none arrived
        passed,  ///< `payload()` has it
        dropped, ///< by a container, or because one that should have looked at it could not
        too_long ///< dropped without asking: no container decides on half a datagram
    };

    verdict what = verdict::nothing;
    hook_result fired{};
    std::error_code error{}; // of the socket
};

/// A launchpad between a UDP socket and the firmware: each datagram is shown to the containers, which
/// cannot change it, and reaches the firmware when none of them objects. An r0 below 0 drops it, and
/// later containers are not asked.
///
/// It fails closed: a container that faults, was skipped for want of slots, or is in quarantine has
/// not agreed, nor have those of a hook that is fired in too deep a nesting to ask them.
///
/// @tparam PayloadBytes  the longest payload that is let in
template <class Config, std::size_t PayloadBytes = 512>
class udp_filter : public port::launchpad<byte_hook<Config>, Config> {
    using base = port::launchpad<byte_hook<Config>, Config>;
    static_assert(PayloadBytes >= 1 && PayloadBytes <= 65'507,
                  "PayloadBytes must be 1 to 65507, the most that a UDP datagram carries");

public:
    static constexpr hook_description<Config> about{
        .id = port::hooks::datagram, .name = "datagram", .policy = hook_policy::stop_if_negative};

    /// @param description  in place of `about`: see `port::launchpad`. Its policy is not taken either
    explicit udp_filter(engine<Config>& host, const hook_description<Config>& description = about)
        : base{host, filtering(description), layout_of<port::datagram>} {}

    /// Listens on 127.0.0.1.
    /// @param port  0 for any that is free: see `port`
    [[nodiscard]] std::error_code open(std::uint16_t port = 0) { return socket_.open(port); }
    std::uint16_t port() const { return socket_.port(); }

    /// Waits for one datagram and asks the containers.
    filtered run_once(std::chrono::milliseconds timeout) {
        payload_bytes_ = 0;
        const received got =
            socket_.receive(std::span{buffer_}.subspan(sizeof(port::datagram)), timeout);
        filtered out{.error = got.error};
        if (!got.arrived) {
            return out;
        }
        if (got.is_cut) {
            out.what = filtered::verdict::too_long;
            return out;
        }
        decide({got.source_address, got.source_port, 0}, got.bytes, out);
        return out;
    }

    /// Asks the containers about a datagram that came some other way than through the socket.
    /// @param from  its sender; `payload_bytes` is that of the payload
    filtered take(const port::datagram& from, std::span<const std::uint8_t> payload) {
        payload_bytes_ = 0;
        filtered out;
        if (payload.size() > PayloadBytes) {
            out.what = filtered::verdict::too_long;
            return out;
        }
        std::copy(payload.begin(), payload.end(), buffer_.begin() + sizeof from);
        decide(from, payload.size(), out);
        return out;
    }

    /// Of the datagram that passed in the last `run_once`; none if it did not.
    std::span<const std::uint8_t> payload() const {
        return std::span{buffer_}.subspan(sizeof(port::datagram), payload_bytes_);
    }

private:
    static hook_description<Config> filtering(hook_description<Config> description) {
        description.policy = hook_policy::stop_if_negative; // each has a veto
        return description;
    }

    /// Of the datagram whose payload is in the buffer.
    void decide(port::datagram head, std::size_t bytes, filtered& out) {
        head.payload_bytes = static_cast<std::uint16_t>(bytes);
        std::memcpy(buffer_.data(), &head, sizeof head);
        const bool agreed = ask(sizeof head + bytes, out.fired);
        out.what = agreed ? filtered::verdict::passed : filtered::verdict::dropped;
        payload_bytes_ = agreed ? bytes : 0;
    }

    bool ask(std::size_t bytes, hook_result& fired) {
        fired = this->own_hook().fire(read_only(std::span{buffer_}.first(bytes)));
        return fired.unasked == 0 && fired.error == errc::ok && fired.value >= 0;
    }

    udp_socket socket_{};
    alignas(8) std::array<std::uint8_t, sizeof(port::datagram) + PayloadBytes> buffer_{};
    std::size_t payload_bytes_ = 0;
};

} // namespace fc::posix
