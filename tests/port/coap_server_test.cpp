// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_bench.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <system_error>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using resource::code;
using resource::method;

TEST_CASE("a request gets the answer of its resource, with its own token", "[coap]") {
    bench on;
    const auto request = on.asking(method::get, "hello");
    const auto got = on.sure(request);
    CHECK(got.type == wire::type::ack);
    CHECK(got.id == request.id);
    CHECK(got.token == request.token);
    CHECK(got.response() == code::content);
    CHECK(got.payload == "hello");
    CHECK(got.number(wire::content_format) == 0U);
    CHECK_FALSE(got.find(wire::block2));
}

TEST_CASE("an unconfirmable request gets an unconfirmable answer", "[coap]") {
    bench on;
    auto request = on.asking(method::get, "hello");
    request.type = wire::type::non;
    CHECK(on.sure(request).type == wire::type::non);
}

TEST_CASE("every path goes to the one handler, with its methods", "[coap]") {
    bench on;
    CHECK(on.sure(on.asking(method::get, "nowhere/at/all")).response() == code::not_found);
    CHECK(on.sure(on.asking(method::get, "")).response() == code::not_found);
    CHECK(on.sure(on.asking(method::del, "store")).response() == code::deleted);
    CHECK(on.sure(on.asking(method::fetch, "store")).response() == code::method_not_allowed);
    CHECK(on.sure(on.asking(method::ipatch, "store")).response() == code::method_not_allowed);
    CHECK(on.sure(on.asking(method::get, "a/b/c/d/e/f/g")).response() == code::not_found);
    CHECK(on.server.counts().handled == 6);
}

TEST_CASE("well-known/core is made from the table of links", "[coap]") {
    bench on;
    const auto got = on.sure(on.asking(method::get, ".well-known/core"));
    CHECK(got.response() == code::content);
    CHECK(got.number(wire::content_format) == 40U);
    CHECK(got.payload.find("</clock>;rt=\"clock\";obs") != std::string::npos);
    auto filtered = on.asking(method::get, ".well-known/core");
    CHECK(on.sure(filtered.with(wire::uri_query, "rt=greeting")).payload ==
          "</hello>;rt=\"greeting\";ct=0");
    CHECK(on.sure(on.asking(method::put, ".well-known/core")).response() ==
          code::method_not_allowed);
}

TEST_CASE("a long answer comes in blocks of the size that is asked for", "[coap]") {
    bench on;
    for (const std::uint32_t size : {16U, 64U, 256U, 512U, 1024U}) {
        std::string body;
        std::string tag;
        bool more = true;
        for (std::uint32_t i = 0; more; ++i) {
            auto request = on.asking(method::get, "pattern");
            request.with(wire::uri_query, "bytes=3000")
                .with(wire::block2, wire::block(i, false, size));
            const auto got = on.sure(request);
            REQUIRE(got.response() == code::content);
            const std::uint32_t block = got.number(wire::block2).value_or(0);
            CHECK(block >> 4 == i);
            CHECK(16U << (block & 7) == size);
            CHECK((i == 0) == got.find(wire::size2).has_value());
            more = (block & 8) != 0;
            CHECK((!more || got.payload.size() == size));
            CHECK((i == 0 || tag == got.find(wire::etag)));
            tag = got.find(wire::etag).value_or("");
            body += got.payload;
        }
        CHECK(body == pattern(3000));
    }
}

TEST_CASE("a long answer begins with the server's block size when nobody asks for one", "[coap]") {
    auto options = bench::plain();
    options.block_bytes = 128;
    bench on{options};
    auto request = on.asking(method::get, "pattern");
    const auto first = on.sure(request.with(wire::uri_query, "bytes=300"));
    CHECK(first.number(wire::block2) == wire::block(0, true, 128));
    CHECK(first.number(wire::size2) == 300U);

    // Who asks for larger ones gets the same bytes, in those there are.
    auto second = on.asking(method::get, "pattern");
    second.with(wire::uri_query, "bytes=3000").with(wire::block2, wire::block(1, false, 1024));
    const auto got = on.sure(second);
    CHECK(got.number(wire::block2) == wire::block(8, true, 128));
    CHECK(got.payload == pattern(3000).substr(1024, 128));
}

TEST_CASE("a block behind the end is refused, and one of a size there is not", "[coap]") {
    bench on;
    auto behind = on.asking(method::get, "hello");
    CHECK(on.sure(behind.with(wire::block2, wire::block(1, false, 16))).response() ==
          code::bad_request);
    auto reserved = on.asking(method::get, "hello");
    CHECK(on.sure(reserved.with(wire::block2, 7U)).response() == code::bad_request);
}

TEST_CASE("what changes something does not answer in more than one block", "[coap]") {
    bench on;
    CHECK(on.sure(on.asking(method::post, "much")).response() == code::internal_error);
}

TEST_CASE("blocks of a request reach the resource one by one", "[coap]") {
    bench on;
    const std::string body = pattern(300);
    for (std::uint32_t i = 0; i < 5; ++i) {
        const bool more = i < 4;
        auto request = on.asking(method::put, "store");
        request.with(wire::block1, wire::block(i, more, 64));
        request.payload = body.substr(64 * i, 64);
        const auto got = on.sure(request);
        CHECK(got.response() == (more ? code::continues : code::changed));
        CHECK(got.number(wire::block1) == wire::block(i, more, 64));
    }
    CHECK(on.sure(on.asking(method::get, "store")).payload == body);
}

TEST_CASE("blocks out of order, too many of them or of a wrong length are refused", "[coap]") {
    bench on;
    struct row {
        const char* what;
        std::uint32_t block;
        std::size_t bytes;
        code answer;
    };
    const row rows[] = {
        {"the third first", wire::block(2, true, 64), 64, code::request_incomplete},
        {"the first", wire::block(0, true, 64), 64, code::continues},
        {"the first again", wire::block(0, true, 64), 64, code::continues},
        {"the fourth", wire::block(3, true, 64), 64, code::request_incomplete},
        {"not full", wire::block(1, true, 64), 63, code::bad_request},
        {"overfull", wire::block(1, false, 64), 65, code::bad_request},
        {"size 7", 1 << 4 | 7, 64, code::bad_request},
        {"the last there can be", wire::block(0xFFFFF, false, 1024), 1024, code::too_large},
        {"the second, for all that", wire::block(1, false, 64), 64, code::changed},
    };
    for (const row& each : rows) {
        INFO(each.what);
        auto request = on.asking(method::put, "store");
        request.with(wire::block1, each.block);
        request.payload = pattern(each.bytes);
        CHECK(on.sure(request).response() == each.answer);
    }
}

TEST_CASE("a resource can ask for smaller blocks, and say what is too large", "[coap]") {
    bench on;
    auto request = on.asking(method::put, "store");
    request.with(wire::uri_query, "small").with(wire::block1, wire::block(0, true, 128));
    request.payload = pattern(128);
    CHECK(on.sure(request).number(wire::block1) == wire::block(0, true, 32));

    auto large = on.asking(method::put, "store");
    large.with(wire::block1, wire::block(0, true, 16)).with(wire::size1, 100'001U);
    large.payload = pattern(16);
    const auto got = on.sure(large);
    CHECK(got.response() == code::too_large);
    CHECK(got.number(wire::size1) == 100'000U);
    CHECK(got.payload == "100000 bytes");
}

TEST_CASE("a request that comes again is answered as before and not handled again", "[coap]") {
    bench on;
    const auto first = on.asking(method::post, "count");
    CHECK(on.sure(first).payload == "1");
    CHECK(on.sure(first).payload == "1");
    const auto second = on.asking(method::post, "count");
    CHECK(on.sure(second).payload == "2");
    CHECK(on.sure(first).payload == "1");
    CHECK(on.sure(second).token == second.token);
    CHECK(on.server.counts().repeated == 3);
    CHECK(on.server.counts().handled == 2);

    // The same id of another peer, or with another token, is another request.
    posix::udp_socket other;
    REQUIRE_FALSE(other.open());
    on.send(other, wire::bytes_of(first));
    CHECK(on.heard(other).value_or(wire::message{}).payload == "3");
    auto begun_anew = first;
    begun_anew.token = "other";
    CHECK(on.sure(begun_anew).payload == "4");
}

TEST_CASE("an option that must be understood and is not is refused", "[coap]") {
    bench on;
    for (const unsigned number : {wire::if_match, wire::if_none_match}) {
        wire::message request = on.asking(method::get, "");
        request.with(number, std::string(number == wire::if_match ? 1 : 0, 'x')).path("hello");
        CHECK(on.sure(request).response() == code::bad_option);
    }
    auto unknown = on.asking(method::get, "hello");
    CHECK(on.sure(unknown.with(2049, "x")).response() == code::bad_option);
    auto twice = on.asking(method::get, "hello");
    CHECK(on.sure(twice.with(wire::accept, 0U).with(wire::accept, 0U)).response() ==
          code::bad_option);
    auto elective = on.asking(method::get, "hello");
    CHECK(on.sure(elective.with(2048, "x")).response() == code::content);
}

TEST_CASE("a handler that throws is an internal error, and the server goes on", "[coap]") {
    bench on;
    CHECK(on.sure(on.asking(method::get, "throws")).response() == code::internal_error);
    CHECK(on.server.counts().failures == 1);
    CHECK(on.sure(on.asking(method::get, "hello")).payload == "hello");
}

TEST_CASE("a peer without DTLS has no identity", "[coap]") {
    bench on;
    CHECK(on.sure(on.asking(method::get, "who")).payload == "plain");
}

TEST_CASE("a server says why it cannot be opened", "[coap]") {
    const auto never = [](const resource::request&, resource::response&) {};
    posix::coap::server one;
    posix::coap::server two;
    REQUIRE_FALSE(one.open({}, never));
    CHECK(one.port() != 0);
    CHECK(one.secure_port() == 0);

    posix::coap::server_options same_port;
    same_port.port = one.port();
    CHECK(two.open(same_port, never) == std::errc::address_in_use);
    CHECK(two.port() == 0);
    posix::coap::server_options no_address;
    no_address.address = "localhost";
    CHECK(two.open(no_address, never) == std::errc::invalid_argument);
    posix::coap::server_options no_keys;
    no_keys.secure_port = std::uint16_t{0};
    CHECK(two.open(no_keys, never) == std::errc::invalid_argument);
    CHECK(two.poll(0ms) == std::errc::bad_file_descriptor);

    one.close();
    CHECK_FALSE(two.open(same_port, never));
}

TEST_CASE("nobody gets a port between its choice and its use", "[coap]") {
    const auto never = [](const resource::request&, resource::response&) {};
    auto chosen = *posix::coap::detail::address_of("127.0.0.1", 0);
    posix::coap::detail::held_port ours;
    REQUIRE_FALSE(ours.take(chosen));
    auto same = chosen;
    CHECK(posix::coap::detail::held_port{}.take(same) == std::errc::address_in_use);
    posix::coap::server_options same_port;
    same_port.port = coap_address_get_port(&chosen);
    CHECK(posix::coap::server{}.open(same_port, never) == std::errc::address_in_use);
}

TEST_CASE("servers that take any port have one each", "[coap]") {
    const auto never = [](const resource::request&, resource::response&) {};
    std::deque<posix::coap::server> servers(250);
    std::set<std::uint16_t> ports;
    for (posix::coap::server& each : servers) {
        REQUIRE_FALSE(each.open({}, never));
        ports.insert(each.port());
    }
    CHECK(ports.size() == servers.size());
}

TEST_CASE("waiting for requests is waiting for other descriptors too", "[coap]") {
    bench on;
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    pollfd other{ends[0], POLLIN, 0};
    CHECK_FALSE(on.server.poll(1ms, {&other, 1}));
    CHECK(other.revents == 0);
    REQUIRE(::write(ends[1], "x", 1) == 1);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_FALSE(on.server.poll(10s, {&other, 1}));
    CHECK(other.revents == POLLIN);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    ::close(ends[0]);
    ::close(ends[1]);
    CHECK(on.server.descriptor() >= 0);
}

} // namespace
} // namespace fc::test
