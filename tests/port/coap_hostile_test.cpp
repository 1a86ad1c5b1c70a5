// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_bench.hpp"
#include "coap_served.hpp"

#include <femto/port/posix/coap/client.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <malloc.h>
#include <random>
#include <string>
#include <string_view>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using posix::coap::failure;
using resource::method;

/// Bytes of this process that are in use. Not known with sanitizers, which have a heap of their own.
std::size_t heap_bytes() { return ::mallinfo2().uordblks; }

constexpr std::size_t slack_bytes = 64 * 1024;

struct strangers : bench {
    using bench::bench;
    std::mt19937 random{20260101};

    std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(random() % most); }

    /// A request that may be good.
    wire::message something() {
        static constexpr const char* paths[] = {
            "hello", "store", "pattern",          "clock",
            "count", "who",   ".well-known/core", "a/b/c/d/e/f/g/h"};
        wire::message out = asking(static_cast<method>(below(9)), paths[below(std::size(paths))]);
        out.type = static_cast<wire::type>(below(4));
        out.token.resize(below(9), 'x');
        static constexpr unsigned numbers[] = {12, 14, 15, 17, 23, 27, 28, 35, 39, 60, 258, 65000};
        for (const unsigned number : numbers) {
            if (below(6) == 0) {
                std::string value(below(5), '\0');
                std::generate(value.begin(), value.end(),
                              [&] { return static_cast<char>(below(256)); });
                out.with(number, value);
            }
        }
        out.payload = pattern(below(4) == 0 ? below(1300) : 0);
        return out;
    }
    std::string spoilt(std::string bytes) {
        for (std::uint32_t i = below(4); i != 0 && !bytes.empty(); --i) {
            bytes[below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<char>(below(256));
        }
        if (below(4) == 0) {
            bytes.resize(below(static_cast<std::uint32_t>(bytes.size()) + 1));
        }
        return bytes;
    }
    void hear_all() {
        while (heard(peer)) {
        }
    }
    void check_alive() {
        hear_all();
        CHECK(sure(asking(method::get, "hello")).payload == "hello");
    }
};

TEST_CASE("a server lives through datagrams of any bytes, with no more memory", "[coap]") {
    strangers on;
    std::size_t settled = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes(on.below(40), '\0');
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(on.below(256)); });
        if (!bytes.empty() && on.below(2) == 0) {
            bytes[0] = static_cast<char>(0x40 | (bytes[0] & 0x3F)); // version 1: it goes further
        }
        on.send(on.peer, bytes);
        on.hear_all();
        if (i == 5000) {
            settled = heap_bytes();
        }
    }
    on.check_alive();
    CHECK(heap_bytes() <= settled + slack_bytes);
}

TEST_CASE("a server lives through requests that are almost good, with no more memory", "[coap]") {
    strangers on;
    std::size_t settled = 0;
    for (int i = 0; i < 20'000; ++i) {
        on.send(on.peer, on.spoilt(wire::bytes_of(on.something())));
        on.hear_all();
        if (i == 5000) {
            settled = heap_bytes();
        }
    }
    on.check_alive();
    CHECK(on.server.counts().handled > 1000);
    CHECK(heap_bytes() <= settled + slack_bytes + 100'000); // what the store may hold
}

TEST_CASE("a message cut anywhere is answered or rejected or nothing", "[coap]") {
    strangers on;
    auto request = on.asking(method::put, "store");
    request.with(wire::content_format, 42U).with(wire::block1, wire::block(0, false, 64));
    request.with(wire::size1, 64U);
    request.payload = pattern(64);
    const std::string whole = wire::bytes_of(request);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        on.send(on.peer, whole.substr(0, size));
        const auto got = on.heard(on.peer);
        CHECK((!got || got->type == wire::type::rst || got->code != 0));
    }
    on.check_alive();
}

TEST_CASE("options as large as a datagram, and as many, are refused or answered", "[coap]") {
    strangers on;
    struct row {
        const char* what;
        unsigned number;
        std::size_t bytes;
        int times;
    };
    const row rows[] = {
        {"a long segment", wire::uri_path, 255, 1},
        {"a segment that is too long", wire::uri_path, 256, 1},
        {"a segment of a kilobyte", wire::uri_path, 1000, 1},
        {"many segments", wire::uri_path, 1, 500},
        {"many empty segments", wire::uri_path, 0, 1000},
        {"many parameters", wire::uri_query, 1, 500},
        {"a long tag", wire::etag, 100, 1},
        {"many tags", wire::etag, 8, 60},
        {"a block of four bytes", wire::block1, 4, 1},
        {"a size of many bytes", wire::size1, 200, 1},
        {"unknown and optional", 2048, 1000, 1},
        {"unknown and required", 2049, 1000, 1},
        {"the highest number there is", 65535, 10, 1},
        {"more than a message may have", wire::uri_query, 250, 8},
    };
    for (const row& each : rows) {
        INFO(each.what);
        auto request = on.asking(method::get, "");
        for (int i = 0; i < each.times; ++i) {
            request.with(each.number, std::string(each.bytes, 'x'));
        }
        const auto got = on.answer(request);
        CHECK((!got || got->type == wire::type::rst ||
               !update::resource::is_success(got->response()) || each.number >= 2048 ||
               each.number == wire::etag || each.number == wire::size1));
        on.check_alive();
    }
}

TEST_CASE("peers without number take the memory of the peers there may be", "[coap]") {
    auto options = bench::plain();
    options.sessions_max = 20;
    strangers on{options};
    std::size_t settled = 0;
    for (int i = 0; i < 600; ++i) {
        posix::udp_socket one_more;
        REQUIRE_FALSE(one_more.open());
        for (int k = 0; k < 3; ++k) {
            on.send(one_more, wire::bytes_of(on.asking(method::post, "count")));
        }
        CHECK(on.heard(one_more));
        CHECK(on.server.counts().sessions <= 21);
        if (i == 100) {
            settled = heap_bytes();
        }
    }
    on.check_alive();
    CHECK(heap_bytes() <= settled + slack_bytes);
}

TEST_CASE("observers without number take the memory of the observers there may be", "[coap]") {
    auto options = bench::plain();
    options.observations_each_max = options.observers_max;
    strangers on{options};
    std::size_t settled = 0;
    for (int i = 0; i < 3000; ++i) {
        auto request = on.asking(method::get, "");
        request.with(wire::observe, 0U).path("clock").with(wire::uri_query, std::to_string(i));
        on.sure(request);
        if (i == 500) {
            settled = heap_bytes();
        }
    }
    CHECK(on.server.counts().observers == 16);
    CHECK(heap_bytes() <= settled + slack_bytes);
    on.check_alive();
}

/// A flight of DTLS 1.2 that begins a handshake (RFC 6347 section 4.2): of a client that will not go on.
std::string client_hello(std::string_view cookie, char sequence) {
    const auto sized = [](std::string_view bytes, int width) {
        std::string out;
        for (int i = width - 1; i >= 0; --i) {
            out += static_cast<char>(bytes.size() >> 8 * i);
        }
        return out.append(bytes);
    };
    using namespace std::string_literals;
    const std::string suites = "\xC0\xA4\xC0\xA8\x00\xA8"s; // TLS_PSK_WITH_AES_128_CCM and others
    const std::string body = "\xFE\xFD"s + std::string(32, 'r') + sized("", 1) + sized(cookie, 1) +
                             sized(suites, 2) + sized("\0"s, 1);
    const std::string length = sized(body, 3).substr(0, 3);
    const std::string message =
        "\x01"s + length + '\0' + sequence + std::string(3, '\0') + length + body;
    return "\x16\xFE\xFD\0\0\0\0\0\0\0"s + sequence + sized(message, 2);
}

TEST_CASE("a hundred handshakes that stop half way keep nobody out", "[coap]") {
    auto options = test_options();
    options.handshakes_max = 150;
    const served server{options};
    std::deque<posix::udp_socket> clients(100);
    int asked_on = 0;
    for (posix::udp_socket& each : clients) {
        REQUIRE_FALSE(each.open());
        const auto send = [&](const std::string& bytes) {
            CHECK_FALSE(each.send(server.secure_port, bytes_of(bytes)));
            std::array<std::uint8_t, 512> room{};
            const auto got = each.receive(room, 2s);
            return std::string{room.begin(), room.begin() + static_cast<int>(got.bytes)};
        };
        // HelloVerifyRequest: record 13 bytes, message 12, version 2, then the cookie with its size.
        const std::string verify = send(client_hello("", 0));
        REQUIRE(verify.size() > 28);
        REQUIRE(verify[13] == 3);
        const auto size = static_cast<std::size_t>(static_cast<unsigned char>(verify[27]));
        const std::string hello = send(client_hello(verify.substr(28, size), 1));
        asked_on += hello.size() > 13 && hello[13] == 2 ? 1 : 0;
    }
    CHECK(asked_on == 100); // the server is in the middle of each

    posix::coap::client alice;
    posix::coap::client_options known;
    known.identity = "alice";
    known.key = bytes_of("secret of alice");
    known.exchange = 5s;
    REQUIRE(alice.open(server.secure_uri(), known) == failure::none);
    CHECK(alice.send({.path = "hello"}).ok());
    posix::coap::client other;
    REQUIRE(other.open(server.uri()) == failure::none);
    CHECK(other.send({.path = "hello"}).ok());
}

TEST_CASE("bytes that are no DTLS do not disturb who has a secure connection", "[coap]") {
    const served server;
    posix::coap::client alice;
    posix::coap::client_options known;
    known.identity = "alice";
    known.key = bytes_of("secret of alice");
    known.exchange = 5s;
    REQUIRE(alice.open(server.secure_uri(), known) == failure::none);
    CHECK(alice.send({.path = "hello"}).ok());
    posix::udp_socket stranger;
    REQUIRE_FALSE(stranger.open());
    std::mt19937 random{7};
    for (int i = 0; i < 5000; ++i) {
        std::string bytes = i % 2 == 0 ? client_hello(std::string(random() % 32, 'c'), 1) : "";
        bytes.resize(random() % 200, static_cast<char>(random()));
        if (!bytes.empty() && i % 3 == 0) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        CHECK_FALSE(stranger.send(server.secure_port, bytes_of(bytes)));
    }
    CHECK(alice.send({.path = "hello"}).ok());
}

} // namespace
} // namespace fc::test
