// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <femto/port/posix/udp_filter.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using rig = stage<posix::manual_clock>;
using verdict = posix::filtered::verdict;

constexpr auto soon = 10s; // for what is on its way
constexpr std::size_t payload_bytes = 32;

/// A filter, and somebody who sends it datagrams.
struct net : rig {
    posix::udp_filter<config, payload_bytes> filter{engine};
    posix::udp_socket peer{};

    net() {
        const std::error_code filter_error = filter.open();
        const std::error_code peer_error = peer.open();
        REQUIRE_FALSE(filter_error);
        REQUIRE_FALSE(peer_error);
    }
    posix::filtered sent(std::span<const std::uint8_t> payload) {
        const std::error_code error = peer.send(filter.port(), payload);
        REQUIRE_FALSE(error);
        return filter.run_once(soon);
    }
    posix::filtered sent(std::string_view text) {
        return sent(std::vector<std::uint8_t>(text.begin(), text.end()));
    }
    std::string_view payload() const {
        const auto bytes = filter.payload();
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

constexpr const auto& drops = assembled<"r0 = -1\nexit">;
constexpr const auto& allows = assembled<"r0 = 0\nexit">;
/// Payload that begins with 'a', and no other.
constexpr const auto& allows_a = assembled<"if r2 < 9 goto +3\n"
                                           "r3 = *(u8 *)(r1 + 8)\n"
                                           "r0 = 0\n"
                                           "if r3 == 97 goto +1\n"
                                           "r0 = -1\n"
                                           "exit">;
constexpr const auto& gives_size = assembled<"r0 = r2\nexit">;
constexpr const auto& gives_port = assembled<"r0 = *(u16 *)(r1 + 4)\nexit">;
constexpr const auto& gives_address = assembled<"r0 = *(u32 *)(r1 + 0)\nexit">;
constexpr const auto& gives_length = assembled<"r0 = *(u16 *)(r1 + 6)\nexit">;

TEST_CASE("a datagram passes when no container is there to object", "[udp]") {
    net on;
    CHECK(on.sent("hello").what == verdict::passed);
    CHECK(on.payload() == "hello");
}

TEST_CASE("a container decides by what is in the datagram", "[udp]") {
    net on;
    on.attach(allows_a, on.filter.hook());
    CHECK(on.sent("abc").what == verdict::passed);
    CHECK(on.payload() == "abc");
    CHECK(on.sent("bcd").what == verdict::dropped);
    CHECK(on.payload().empty());
}

TEST_CASE("a datagram that one container drops is not shown to the next", "[udp]") {
    net on;
    on.attach(drops, on.filter.hook());
    const container_id next = on.attach(allows, on.filter.hook());
    const auto result = on.sent("abc");
    CHECK(result.what == verdict::dropped);
    CHECK(result.fired.value == -1);
    CHECK(on.engine.info(next)->done.runs == 0);
}

TEST_CASE("a container knows who sent a datagram, and how long it is", "[udp]") {
    net on;
    const container_id size = on.attach(gives_size, on.filter.hook());
    CHECK(on.sent("abc").fired.value == 8 + 3);
    REQUIRE(on.engine.unload(size));
    const container_id address = on.attach(gives_address, on.filter.hook());
    CHECK(on.sent("abc").fired.value == 0x7F000001);
    REQUIRE(on.engine.unload(address));
    const container_id length = on.attach(gives_length, on.filter.hook());
    CHECK(on.sent("abc").fired.value == 3);
    REQUIRE(on.engine.unload(length));
    on.attach(gives_port, on.filter.hook());
    CHECK(on.sent("abc").fired.value == on.peer.port());
}

TEST_CASE("a datagram without payload is one", "[udp]") {
    net on;
    on.attach(gives_size, on.filter.hook());
    const auto result = on.sent("");
    CHECK(result.what == verdict::passed);
    CHECK(result.fired.value == 8);
    CHECK(on.payload().empty());
}

TEST_CASE("a datagram as long as the buffer is whole, and a longer one is dropped unseen",
          "[udp]") {
    net on;
    const container_id it = on.attach(gives_length, on.filter.hook());
    const std::vector<std::uint8_t> longest(payload_bytes, 'x');
    CHECK(on.sent(longest).what == verdict::passed);
    CHECK(on.filter.payload().size() == payload_bytes);
    CHECK(on.engine.info(it)->done.runs == 1);

    const std::vector<std::uint8_t> too_long(payload_bytes + 1, 'x');
    CHECK(on.sent(too_long).what == verdict::too_long);
    CHECK(on.filter.payload().empty());
    CHECK(on.engine.info(it)->done.runs == 1);

    CHECK(on.sent("next").what == verdict::passed);
    CHECK(on.payload() == "next");
}

TEST_CASE("no container reaches a byte that is not of the datagram, nor changes one that is",
          "[udp]") {
    struct {
        const char* what;
        std::span<const std::uint8_t> text;
    } const rows[] = {
        {"reads behind the end", assembled<"r1 += r2\nr0 = *(u8 *)(r1 + 0)\nexit">},
        {"reads across the end", assembled<"r1 += r2\nr0 = *(u32 *)(r1 - 2)\nexit">},
        {"reads more than there is", assembled<"r0 = *(u64 *)(r1 + 8)\nexit">},
        {"reads before the beginning", assembled<"r0 = *(u8 *)(r1 - 1)\nexit">},
        {"reads 2^32 behind",
         assembled<"r3 = 4294967296 ll\nr1 += r3\nr0 = *(u8 *)(r1 + 8)\nexit">},
        {"changes the payload", assembled<"*(u8 *)(r1 + 8) = 97\nr0 = 0\nexit">},
        {"writes behind the end", assembled<"r1 += r2\n*(u8 *)(r1 + 0) = 1\nr0 = 0\nexit">},
        {"changes the length", assembled<"*(u16 *)(r1 + 6) = 32\nr0 = 0\nexit">},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        net on;
        CHECK(on.sent("a secret of somebody else").what == verdict::passed); // still in the buffer
        const auto made = on.engine.load(on.tenant, {.text = row.text});
        REQUIRE(made);
        const auto attached = on.engine.attach(*made, on.filter.hook());
        REQUIRE(attached);
        const auto result = on.sent("abc");
        CHECK(result.what == verdict::dropped);
        CHECK(result.fired.error == errc::illegal_memory);
        CHECK(on.payload().empty());
    }
}

TEST_CASE("a filter with a container that cannot agree lets nothing in", "[udp]") {
    net on;
    const container_id faulty =
        on.attach(assembled<"r0 = *(u8 *)(r1 + 4096)\nexit">, on.filter.hook());
    on.attach(allows, on.filter.hook());
    for (unsigned i = 0; i < rig::config::quarantine_after; ++i) {
        CHECK(on.sent("abc").what == verdict::dropped);
    }
    REQUIRE(on.engine.info(faulty)->state == container_state::quarantined);
    CHECK(on.sent("abc").what == verdict::dropped);
    REQUIRE(on.engine.unload(faulty));
    CHECK(on.sent("abc").what == verdict::passed);
}

TEST_CASE("a container whose tenant has no slots left has not agreed", "[udp]") {
    net on;
    on.tenant =
        *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 10'000, .window_slots = 5});
    const auto made = on.engine.load(on.tenant, {.text = allows});
    REQUIRE(made);
    REQUIRE(on.engine.attach(*made, on.filter.hook()));
    for (int i = 0; i < 2; ++i) {
        CHECK(on.sent("abc").what == verdict::passed);
    }
    std::uint32_t cut = 0;
    while (on.engine.skipped(on.tenant) == 0 && cut < 10) {
        const auto result = on.sent("abc");
        CHECK(result.what == verdict::dropped);
        CHECK(result.fired.error == errc::tenant_budget_exhausted);
        ++cut;
    }
    CHECK(on.engine.skipped(on.tenant) == 1);
    CHECK(on.payload().empty());
    on.firmware.sleep_us(rig::config::window_ms * 1'000);
    CHECK(on.sent("abc").what == verdict::passed);
}

TEST_CASE("a datagram that arrives too deep in other events is dropped", "[udp]") {
    net on;
    const container_id it = on.attach(allows, on.filter.hook());
    constexpr hook_description<rig::config> about{.name = "outer"};
    struct nothing {
        std::uint64_t unused;
    };
    hook<nothing, rig::config> outer{on.engine, about};
    on.attach(assembled<"call 0x20\nexit">, outer);
    unsigned depth = 0;
    posix::filtered innermost{};
    on.firmware.act = [&]() -> std::uint64_t {
        nothing event{};
        if (++depth < rig::config::thread_levels) {
            outer.fire(event);
        } else {
            innermost = on.sent("abc");
        }
        return 0;
    };
    nothing event{};
    outer.fire(event);
    CHECK(depth == rig::config::thread_levels);
    CHECK(innermost.what == verdict::dropped);
    CHECK(innermost.fired.error == errc::nesting_exceeded);
    CHECK(on.payload().empty());
    CHECK(on.engine.info(it)->done.runs == 0);
}

TEST_CASE("a container that never ends drops the datagram", "[udp]") {
    net on;
    on.attach(assembled<"goto -1">, on.filter.hook());
    const auto result = on.sent("abc");
    CHECK(result.what == verdict::dropped);
    CHECK(result.fired.error == errc::budget_exhausted);
}

TEST_CASE("when nothing arrives in time, nothing happens", "[udp]") {
    net on;
    const container_id it = on.attach(drops, on.filter.hook());
    for (const auto timeout : {0ms, 5ms, -1ms}) {
        const auto result = on.filter.run_once(timeout);
        CHECK(result.what == verdict::nothing);
        CHECK_FALSE(result.error);
    }
    CHECK(on.engine.info(it)->done.runs == 0);
}

TEST_CASE("what the system refuses is reported", "[udp]") {
    rig on;
    posix::udp_filter<rig::config> closed{on.engine};
    CHECK(closed.run_once(0ms).error == std::errc::bad_file_descriptor);
    CHECK(closed.port() == 0);

    posix::udp_filter<rig::config> first{on.engine};
    posix::udp_filter<rig::config> second{on.engine};
    REQUIRE_FALSE(first.open());
    CHECK(second.open(first.port()) == std::errc::address_in_use);
    CHECK(second.port() == 0);
}

TEST_CASE("a datagram that did not come through the socket is decided the same way", "[udp]") {
    net on;
    on.attach(allows_a, on.filter.hook());
    const auto taken = [&](std::string_view text) {
        const std::vector<std::uint8_t> payload(text.begin(), text.end());
        return on.filter.take({0x7F000001, 7, 0}, payload).what;
    };
    CHECK(taken("abc") == verdict::passed);
    CHECK(on.payload() == "abc");
    CHECK(taken("bcd") == verdict::dropped);
    CHECK(on.payload().empty());
    CHECK(taken(std::string(payload_bytes + 1, 'a')) == verdict::too_long);
    CHECK(on.payload().empty());
}

} // namespace
} // namespace fc::test
