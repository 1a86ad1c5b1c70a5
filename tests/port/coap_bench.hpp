// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "coap_resources.hpp"
#include "coap_wire.hpp"

#include <femto/port/posix/coap/server.hpp>
#include <femto/port/posix/udp_socket.hpp>

#include <support/catch.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::test {

/// A server and a peer that speaks to it byte by byte; both in this thread, so that nothing is a matter
/// of time but what is tested for that.
class bench {
public:
    posix::coap::server server{};
    test_resources resources{};
    posix::udp_socket peer{};

    static posix::coap::server_options plain() {
        posix::coap::server_options out;
        out.links = test_links;
        return out;
    }
    explicit bench(posix::coap::server_options options = plain()) {
        const auto answers = [this](const resource::request& asked, resource::response& out) {
            resources.handle(asked, out);
        };
        const auto server_error = server.open(std::move(options), answers);
        REQUIRE_FALSE(server_error);
        const auto peer_error = peer.open();
        REQUIRE_FALSE(peer_error);
    }

    void run(std::chrono::milliseconds time = std::chrono::milliseconds{0}) {
        const auto error = server.poll(time);
        REQUIRE_FALSE(error);
        if (std::exchange(resources.clock_moved, false)) {
            server.notify("clock");
            server.notify("long/clock");
            const auto after = server.poll(std::chrono::milliseconds{0});
            REQUIRE_FALSE(after);
        }
    }
    void send(posix::udp_socket& from, std::string_view bytes) {
        const auto error = from.send(
            server.port(), {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
        REQUIRE_FALSE(error);
        run(std::chrono::milliseconds{100});
    }
    /// What has arrived, if anything.
    std::optional<wire::message>
    heard(posix::udp_socket& by, std::chrono::milliseconds time = std::chrono::milliseconds{0}) {
        std::array<std::uint8_t, 2048> room{};
        const posix::received got = by.receive(room, time);
        if (!got.arrived) {
            return std::nullopt;
        }
        return wire::message_of(std::span{room}.first(got.bytes));
    }
    std::optional<wire::message> answer(const wire::message& request) {
        send(peer, wire::bytes_of(request));
        return heard(peer);
    }
    wire::message sure(const wire::message& request) {
        const auto out = answer(request);
        REQUIRE(out.has_value());
        return *out;
    }

    /// A request with the next id and token.
    wire::message asking(resource::method method, std::string_view path) {
        wire::message out;
        out.code = static_cast<unsigned>(method);
        out.id = ++id_;
        out.token = {static_cast<char>(id_ >> 8), static_cast<char>(id_)};
        return out.path(path);
    }

private:
    std::uint16_t id_ = 1000;
};

} // namespace fc::test
