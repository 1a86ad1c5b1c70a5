// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "coap_resources.hpp"

#include <femto/port/posix/coap/server.hpp>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <optional>
#include <poll.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace fc::test {

inline std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

/// The peers a test server knows: "alice" with the key "secret of alice", and "bob".
inline std::optional<std::vector<std::uint8_t>> test_key(std::span<const std::uint8_t> identity) {
    const std::string name{identity.begin(), identity.end()};
    return name == "alice" || name == "bob" ? std::optional{bytes_of("secret of " + name)}
                                            : std::nullopt;
}

inline posix::coap::server_options test_options() {
    posix::coap::server_options out;
    out.links = test_links;
    out.secure_port = std::uint16_t{0};
    out.key_of = test_key;
    return out;
}

/// Serves the resources of the tests until something can be read from `stop`, or for two minutes.
template <class Opened>
int serve(int stop, const posix::coap::server_options& options, const Opened& opened) {
    using namespace std::chrono_literals;
    test_resources resources;
    posix::coap::server server;
    const auto answers = [&](const auto& asked, auto& out) { resources.handle(asked, out); };
    if (server.open(options, answers)) {
        return 1;
    }
    opened(server);
    const auto begin = std::chrono::steady_clock::now();
    auto tick = begin + 1s;
    pollfd input{stop, POLLIN, 0};
    while (std::chrono::steady_clock::now() < begin + 2min) {
        if (server.poll(200ms, {&input, 1}) || input.revents != 0) {
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

/// A server in a process of its own, for as long as this is there.
class served {
public:
    std::uint16_t port = 0;
    std::uint16_t secure_port = 0;

    explicit served(const posix::coap::server_options& options = test_options()) {
        int ports[2];
        int stop[2];
        if (::pipe(ports) != 0 || ::pipe(stop) != 0) {
            return;
        }
        child_ = ::fork();
        if (child_ == 0) {
            ::close(stop[1]);
            ::_exit(serve(stop[0], options, [&](const posix::coap::server& server) {
                const std::uint16_t both[] = {server.port(), server.secure_port()};
                static_cast<void>(!::write(ports[1], both, sizeof both));
            }));
        }
        ::close(ports[1]);
        ::close(stop[0]);
        stop_ = stop[1];
        std::uint16_t both[2]{};
        if (::read(ports[0], both, sizeof both) == sizeof both) {
            port = both[0];
            secure_port = both[1];
        }
        ::close(ports[0]);
    }
    ~served() { end(); }
    served(const served&) = delete;
    served& operator=(const served&) = delete;

    void end() {
        if (stop_ >= 0) {
            ::close(stop_);
            ::waitpid(child_, nullptr, 0);
        }
        stop_ = -1;
    }
    /// As if it had crashed: nobody is told.
    void kill() {
        ::kill(child_, SIGKILL);
        end();
    }
    /// Stands still, and goes on.
    void pause() { ::kill(child_, SIGSTOP); }
    void resume() { ::kill(child_, SIGCONT); }

    std::string uri() const { return "coap://127.0.0.1:" + std::to_string(port); }
    std::string secure_uri() const { return "coaps://127.0.0.1:" + std::to_string(secure_port); }

private:
    pid_t child_ = -1;
    int stop_ = -1;
};

} // namespace fc::test
