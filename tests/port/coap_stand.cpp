// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_resources.hpp"

#include <femto/port/posix/coap/server.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

// A server for clients of others to ask: says its two ports, and ends when its input does.

namespace {

using namespace fc;

/// The peers it knows: "alice" with the key "secret of alice", and so on.
std::optional<std::vector<std::uint8_t>> key_of(std::span<const std::uint8_t> identity) {
    const std::string_view name{reinterpret_cast<const char*>(identity.data()), identity.size()};
    if (name != "alice" && name != "bob") {
        return std::nullopt;
    }
    const std::string key = "secret of " + std::string{name};
    return std::vector<std::uint8_t>(key.begin(), key.end());
}

} // namespace

int main() {
    using namespace std::chrono_literals;
    test::test_resources resources;
    posix::coap::server server;
    posix::coap::server_options options;
    options.links = test::test_links;
    options.secure_port = std::uint16_t{0};
    options.key_of = key_of;
    const auto answers = [&](const auto& asked, auto& out) { resources.handle(asked, out); };
    if (const auto error = server.open(options, answers)) {
        std::fprintf(stderr, "%s\n", error.message().c_str());
        return 1;
    }
    std::printf("%u %u\n", server.port(), server.secure_port());
    std::fflush(stdout);

    const auto end = std::chrono::steady_clock::now() + 10min;
    auto tick = std::chrono::steady_clock::now() + 1s;
    pollfd input{0, POLLIN, 0};
    while (std::chrono::steady_clock::now() < end) {
        if (server.poll(200ms, {&input, 1}) || (input.revents & (POLLHUP | POLLIN)) != 0) {
            break;
        }
        if (std::chrono::steady_clock::now() >= tick) {
            tick += 1s;
            resources.move_clock();
        }
        if (std::exchange(resources.clock_moved, false)) {
            server.notify("clock");
            server.notify("long/clock");
        }
    }
    return 0;
}
