// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/udp_filter.hpp>

#include <curious.hpp>
#include <known_commands.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string_view>

using board = fc::posix::steady_clock;
struct device : fc::engine_defaults<board> {};
using filter_type = fc::posix::udp_filter<device, 64>;
using verdict = fc::posix::filtered::verdict;

/// Sends one datagram to the filter, and says what became of it.
bool show(fc::posix::udp_socket& sender, filter_type& filter, std::string_view text) {
    const std::span bytes{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    if (const std::error_code error = sender.send(filter.port(), bytes); error) {
        std::printf("not sent: %s\n", error.message().c_str());
        return false;
    }
    const fc::posix::filtered result = filter.run_once(std::chrono::seconds{10});
    const std::string_view name = text.substr(0, 24);
    std::printf("%-24.*s ", static_cast<int>(name.size()), name.data());
    switch (result.what) {
    case verdict::nothing: std::puts("is lost"); return false;
    case verdict::too_long: std::puts("is longer than the firmware takes"); break;
    case verdict::passed: std::printf("passes, %zu bytes\n", filter.payload().size()); break;
    case verdict::dropped:
        std::printf("is dropped: %s\n", result.fired.error == fc::errc::ok
                                            ? "a container says so"
                                            : fc::message(result.fired.error));
        break;
    }
    return true;
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    filter_type filter{engine};
    fc::posix::udp_socket sender;
    if (filter.open() || sender.open()) {
        std::puts("there are no sockets here");
        return 1;
    }

    const auto acme = engine.add_tenant({.hooks = fc::hook_set{}.allow(filter.hook().number())});
    const auto guard = engine.load(*acme, known_commands);
    if (!guard || !engine.attach(*guard, filter.hook())) {
        std::puts("the container is refused");
        return 1;
    }
    bool ok = true;
    for (const std::string_view text :
         {"GET /temperature", "GET /", "PUT /heater on", "", "GET /a/very/long/path",
          "GET /0123456789/0123456789/0123456789/0123456789/0123456789/0123456789"}) {
        ok = ok && show(sender, filter, text);
    }

    const auto spy = engine.replace(*guard, curious);
    ok = ok && spy && show(sender, filter, "GET /");
    return ok ? 0 : 1;
}
