// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_served.hpp"

#include <femto/port/posix/coap/client.hpp>
#include <femto/port/posix/udp_socket.hpp>

#include <support/catch.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using posix::coap::answer;
using posix::coap::client_options;
using posix::coap::failure;
using resource::code;
using resource::method;
using clock = std::chrono::steady_clock;

std::string text(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }
std::string text(const answer& from) { return text(std::span<const std::uint8_t>{from.payload}); }
bool is_pattern(std::span<const std::uint8_t> bytes, std::size_t from) {
    return text(bytes) == pattern(from + bytes.size()).substr(from);
}

client_options quick(std::uint16_t block_bytes = 1024) {
    client_options out;
    out.ack_timeout = 1s;
    out.exchange = 5s;
    out.block_bytes = block_bytes;
    return out;
}

/// A client of a server in another process.
struct asking {
    served server{};
    posix::coap::client client{};

    explicit asking(const client_options& options = quick()) {
        REQUIRE(server.port != 0);
        REQUIRE(client.open(server.uri(), options) == failure::none);
    }
    answer ask(method with, const std::string& path, std::string_view payload = {}) {
        return client.send({.method = with, .path = path}, bytes_of(payload));
    }
};

TEST_CASE("a client gets what it asks for, and the code of what it may not have", "[coap]") {
    asking by;
    const answer hello = by.ask(method::get, "hello");
    CHECK(hello.ok());
    CHECK(text(hello) == "hello");
    CHECK(hello.content_format == resource::format::text);
    CHECK(hello.said() == "2.05 Content");

    const answer missing = by.ask(method::get, "nowhere");
    CHECK(missing.error == failure::none);
    CHECK_FALSE(missing.ok());
    CHECK(missing.said() == "4.04 Not Found: no such resource");

    CHECK(text(by.ask(method::post, "echo", "twice")) == "twice");
    CHECK(by.ask(method::del, "store").code == code::deleted);
    CHECK(by.ask(method::fetch, "store").code == code::method_not_allowed);
    CHECK(by.client.send({.path = "a%"}).error == failure::bad_uri);
}

TEST_CASE("a body goes in blocks and comes back in blocks, of every size", "[coap]") {
    asking by;
    for (const std::uint16_t size : std::initializer_list<std::uint16_t>{16, 64, 256, 512, 1024}) {
        REQUIRE(by.client.open(by.server.uri(), quick(size)) == failure::none);
        for (const std::size_t bytes : {0U, 1U, 15U, 16U, 17U, 1024U, 3072U, 5000U}) {
            INFO(bytes << " bytes in blocks of " << size);
            std::vector<std::uint64_t> done;
            const answer put =
                by.client.send({.method = method::put, .path = "store"}, bytes_of(pattern(bytes)),
                               [&](std::uint64_t now, std::uint64_t total) {
                                   CHECK(total == bytes);
                                   done.push_back(now);
                                   return true;
                               });
            CHECK(put.said() == "2.04 Changed");
            CHECK(done.size() == (bytes == 0 ? 1 : (bytes + size - 1) / size));
            CHECK(done.back() == bytes);
            CHECK(text(by.ask(method::get, "store")) == pattern(bytes));
        }
    }
}

TEST_CASE("a server that wants smaller blocks gets them", "[coap]") {
    asking by{quick(256)};
    std::uint64_t first = 0;
    const answer put =
        by.client.send({.method = method::put, .path = "store?small"}, bytes_of(pattern(2000)),
                       [&](std::uint64_t now, std::uint64_t) {
                           first = first == 0 ? now : first;
                           return true;
                       });
    CHECK(put.ok());
    CHECK(first == 256);
    CHECK(text(by.ask(method::get, "store")) == pattern(2000));
}

TEST_CASE("a server that has no room for a message, and says no more, gets smaller ones",
          "[coap]") {
    asking by;
    CHECK(by.ask(method::put, "store?short", pattern(454)).ok());
    CHECK(text(by.ask(method::get, "store")) == pattern(454));
}

TEST_CASE("a body that is too large is refused with what would fit", "[coap]") {
    asking by;
    const answer put = by.ask(method::put, "store", pattern(100'001));
    CHECK(put.said() == "4.13 Request Entity Too Large: 100000 bytes");
    CHECK(put.size1 == 100'000);
}

TEST_CASE("a push stops when it is told to", "[coap]") {
    asking by{quick(64)};
    const answer put =
        by.client.send({.method = method::put, .path = "store"}, bytes_of(pattern(1000)),
                       [](std::uint64_t now, std::uint64_t) { return now < 200; });
    CHECK(put.error == failure::stopped);
    CHECK(text(by.ask(method::get, "store/size")) == "0");
}

TEST_CASE("a push that broke off goes on in the middle when the server is there again", "[coap]") {
    auto options = quick(64);
    options.exchange = 1500ms;
    asking by{options};
    const auto body = bytes_of(pattern(1000));
    std::uint64_t taken = 0;
    const answer broken = by.client.send({.method = method::put, .path = "store"}, body,
                                         [&](std::uint64_t now, std::uint64_t) {
                                             taken = now;
                                             if (now == 320) {
                                                 by.server.pause();
                                             }
                                             return true;
                                         });
    CHECK(broken.error == failure::no_answer);
    CHECK(taken == 320);
    by.server.resume();
    std::vector<std::uint64_t> told;
    const auto tell = [&](std::uint64_t now, std::uint64_t) {
        told.push_back(now);
        return true;
    };
    CHECK(by.client.send({.method = method::put, .path = "store"}, body, tell, taken).ok());
    REQUIRE_FALSE(told.empty());
    CHECK(told.front() == 384);
    CHECK(text(by.ask(method::get, "store")) == pattern(1000));
}

TEST_CASE("a push whose beginning the server has lost begins anew", "[coap]") {
    asking by{quick(64)};
    const auto body = bytes_of(pattern(1000));
    std::uint64_t first = 0;
    const auto tell = [&](std::uint64_t now, std::uint64_t) {
        first = first == 0 ? now : first;
        return true;
    };
    CHECK(by.client.send({.method = method::put, .path = "store"}, body, tell, 640).ok());
    CHECK(first == 64);
    CHECK(text(by.ask(method::get, "store")) == pattern(1000));
}

TEST_CASE("a server that never has what came before is given up on", "[coap]") {
    auto options = quick(64);
    options.restarts_max = 2;
    asking by{options};
    int begun = 0;
    posix::coap::client other;
    REQUIRE(other.open(by.server.uri(), quick()) == failure::none);
    const auto disturb = [&](std::uint64_t now, std::uint64_t) {
        begun += now == 64 ? 1 : 0;
        const std::vector<std::uint8_t> first(64);
        CHECK(other.send({.method = method::put, .path = "store"}, first)
                  .ok()); // another's beginning
        return true;
    };
    const answer put =
        by.client.send({.method = method::put, .path = "store"}, bytes_of(pattern(1000)), disturb);
    CHECK(put.code == code::request_incomplete);
    CHECK(begun == 3);
}

TEST_CASE("what is large is pulled block by block, and from the middle", "[coap]") {
    asking by{quick(64)};
    for (const std::uint64_t from : {0U, 1U, 16U, 63U, 64U, 1000U, 2999U}) {
        INFO("from " << from);
        std::uint64_t next = from;
        std::uint64_t total = 0;
        const answer got = by.client.pull(
            {.path = "pattern?bytes=3000"},
            [&](std::uint64_t offset, std::span<const std::uint8_t> block) {
                CHECK(offset == next);
                CHECK(is_pattern(block, offset));
                next += block.size();
                return true;
            },
            {.from = from},
            [&](std::uint64_t, std::uint64_t of) {
                total = of;
                return true;
            });
        CHECK(got.ok());
        CHECK(got.payload.empty());
        CHECK(next == 3000);
        CHECK(total == 3000);
    }
}

TEST_CASE("a pull that goes on with another representation says so", "[coap]") {
    asking by{quick(64)};
    std::vector<std::uint8_t> etag;
    const auto ignore = [](std::uint64_t, std::span<const std::uint8_t>) { return true; };
    const answer whole = by.client.pull({.path = "pattern?bytes=3000"}, ignore);
    REQUIRE_FALSE(whole.etag.empty());
    CHECK(by.client.pull({.path = "pattern?bytes=3000"}, ignore, {.from = 640, .etag = whole.etag})
              .ok());
    CHECK(by.client.pull({.path = "pattern?bytes=3001"}, ignore, {.from = 640, .etag = whole.etag})
              .error == failure::mixed);
    CHECK(by.client.pull({.path = "pattern?bytes=3000"}, ignore, {.from = 4000}).code ==
          code::bad_request);
}

TEST_CASE("a resource that changes while it is pulled is not put together", "[coap]") {
    asking by{quick(64)};
    REQUIRE(by.ask(method::put, "store", pattern(500)).ok());
    posix::coap::client other;
    REQUIRE(other.open(by.server.uri(), quick()) == failure::none);
    int blocks = 0;
    const answer got = by.client.pull({.path = "store"}, [&](std::uint64_t,
                                                             std::span<const std::uint8_t>) {
        if (++blocks == 3) {
            CHECK(
                other.send({.method = method::put, .path = "store"}, bytes_of(pattern(501))).ok());
        }
        return true;
    });
    CHECK(got.error == failure::mixed);
    CHECK(blocks == 3);
}

TEST_CASE("a pull that broke off knows of what it has a part", "[coap]") {
    auto options = quick(64);
    options.exchange = 1500ms;
    asking by{options};
    posix::coap::client other;
    REQUIRE(other.open(by.server.uri(), quick()) == failure::none);
    REQUIRE(by.ask(method::put, "store", pattern(500)).ok());
    posix::coap::resumption at;
    const auto into = [&](std::uint64_t offset, std::span<const std::uint8_t> block) {
        at.from = offset + block.size();
        if (at.from == 192) {
            by.server.pause();
        }
        return true;
    };
    const answer broken = by.client.pull({.path = "store"}, into);
    CHECK(broken.error == failure::no_answer);
    at.etag = broken.etag;
    REQUIRE_FALSE(at.etag.empty());
    by.server.resume();
    REQUIRE(other.send({.method = method::put, .path = "store"}, bytes_of(pattern(501))).ok());
    CHECK(by.client.pull({.path = "store"}, into, at).error == failure::mixed);
    CHECK(at.from == 192);
}

TEST_CASE("an answer is not gathered beyond what is allowed", "[coap]") {
    auto options = quick();
    options.answer_max = 5000;
    asking by{options};
    CHECK(by.ask(method::get, "pattern?bytes=5000").ok());
    CHECK(by.ask(method::get, "pattern?bytes=5001").error == failure::too_large);
}

TEST_CASE("a client is told what changes until it has heard enough", "[coap]") {
    asking by;
    for (const std::string path : {"clock", "long/clock"}) {
        std::vector<int> heard;
        const answer last = by.client.follow({.path = path}, [&](const answer& news) {
            heard.push_back(std::stoi(text(news)));
            CHECK((path == "clock" || text(news).size() > 2500));
            return heard.size() < 3;
        });
        CHECK(last.error == failure::stopped);
        REQUIRE(heard.size() == 3);
        CHECK(heard[0] < heard[1]);
        CHECK(heard[1] < heard[2]);
    }
    CHECK(by.client.follow({.path = "hello"}, [](const answer&) { return true; }).error ==
          failure::not_observable);
    CHECK(by.client.follow({.path = "gone"}, [](const answer&) { return true; }).code ==
          code::not_found);
    int asked = 0;
    const answer quiet = by.client.follow(
        {.path = "clock"}, [](const answer&) { return true; }, [&] { return ++asked < 5; });
    CHECK(quiet.ok());
    CHECK(text(by.ask(method::get, "hello")) == "hello");
}

TEST_CASE("a server that says no goodbye is not waited for as one that has to answer", "[coap]") {
    auto options = quick();
    options.exchange = 60s;
    options.farewell = 500ms;
    asking by{options};
    const auto begin = clock::now();
    const answer last = by.client.follow(
        {.path = "clock"}, [](const answer&) { return true; },
        [&] {
            by.server.pause();
            return false;
        });
    CHECK(last.ok());
    CHECK(clock::now() - begin < 30s);
    by.server.resume();
    CHECK(text(by.ask(method::get, "hello")) == "hello");
}

TEST_CASE("an observation is asked for again when nothing is heard", "[coap]") {
    auto options = quick();
    options.renewal = 300ms;
    asking by{options};
    int heard = 0;
    const auto end = clock::now() + 2500ms;
    const answer last = by.client.follow(
        {.path = "clock"}, [&](const answer&) { return ++heard < 100; },
        [&] { return clock::now() < end; });
    CHECK(last.ok());
    CHECK(heard >= 2);
}

TEST_CASE("news put off the time when an observation is asked for again", "[coap]") {
    auto options = quick();
    options.renewal = 2500ms; // the clock moves each second
    asking by{options};
    std::vector<int> heard;
    const answer last = by.client.follow({.path = "clock"}, [&](const answer& news) {
        heard.push_back(std::stoi(text(news)));
        return heard.size() < 5;
    });
    CHECK(last.error == failure::stopped);
    CHECK(std::adjacent_find(heard.begin(), heard.end()) == heard.end()); // none was asked for
}

TEST_CASE("a server that was killed and started again is followed on", "[coap]") {
    struct row {
        bool is_secure;
        std::vector<failure> lost;
    };
    for (const row& each : {row{false, {}}, row{true, {failure::no_answer}}}) {
        INFO((each.is_secure ? "coaps" : "coap"));
        auto options = quick();
        options.renewal = 2s;
        options.renewal_answer = 2s;
        options.identity = "alice";
        options.key = bytes_of("secret of alice");
        served first;
        posix::coap::client client;
        REQUIRE(client.open(each.is_secure ? first.secure_uri() : first.uri(), options) ==
                failure::none);
        std::optional<served> second;
        std::vector<int> heard;
        std::vector<failure> lost;
        const answer last = client.follow(
            {.path = "clock"},
            [&](const answer& news) {
                heard.push_back(std::stoi(text(news)));
                if (heard.size() == 4) {
                    auto same = test_options();
                    same.port = first.port;
                    same.secure_port = first.secure_port;
                    first.kill();
                    second.emplace(same);
                }
                return heard.size() < 7;
            },
            {}, [&](failure why) { lost.push_back(why); });
        CHECK(last.error == failure::stopped);
        CHECK(lost == each.lost);
        CHECK(second);
        REQUIRE(heard.size() == 7);
        CHECK(heard[4] < heard[5]); // of the second, from its own beginning
        CHECK(heard[5] < heard[6]);
    }
}

TEST_CASE("a server that does not come back is not followed for ever", "[coap]") {
    auto options = quick();
    options.renewal = 500ms;
    options.renewal_answer = 1s;
    options.exchange = 2s;
    asking by{options};
    std::vector<failure> lost;
    const answer last = by.client.follow(
        {.path = "clock"},
        [&](const answer&) {
            by.server.pause();
            return true;
        },
        {}, [&](failure why) { lost.push_back(why); });
    by.server.resume();
    CHECK(last.error == failure::no_answer);
    CHECK(lost == std::vector{failure::no_answer});
}

TEST_CASE("a server that takes its time to come back is asked until it is there", "[coap]") {
    auto options = quick();
    options.renewal = 500ms;
    options.identity = "alice";
    options.key = bytes_of("secret of alice");
    served first;
    posix::coap::client client;
    REQUIRE(client.open(first.secure_uri(), options) == failure::none);
    std::optional<served> second;
    int refusals = 0;
    int heard = 0;
    const answer last = client.follow(
        {.path = "clock"},
        [&](const answer&) {
            if (heard == 0) {
                first.kill();
            }
            return ++heard < 3;
        },
        [&] {
            if (heard == 1 && refusals != 0 && ++refusals == 3) {
                auto same = test_options();
                same.port = first.port;
                same.secure_port = first.secure_port;
                second.emplace(same);
            }
            return true;
        },
        [&](failure why) {
            CHECK(why == failure::unreachable);
            refusals = 1;
        });
    CHECK(last.error == failure::stopped);
    CHECK(heard == 3);
}

TEST_CASE("with DTLS the server knows who asks", "[coap]") {
    asking by;
    auto options = quick(64);
    options.identity = "alice";
    options.key = bytes_of("secret of alice");
    REQUIRE(by.client.open(by.server.secure_uri(), options) == failure::none);
    CHECK(text(by.ask(method::get, "who")) == "secure:alice");
    CHECK(by.ask(method::put, "store", pattern(3000)).ok());
    CHECK(text(by.ask(method::get, "store")) == pattern(3000));
    int heard = 0;
    by.client.follow({.path = "clock"}, [&](const answer&) { return ++heard < 2; });
    CHECK(heard == 2);
}

TEST_CASE("a wrong key and an unknown identity fail in the same way", "[coap]") {
    asking by;
    struct row {
        const char* identity;
        const char* key;
    };
    for (const row& each :
         {row{"alice", "secret of bob"}, row{"mallory", "secret of alice"}, row{"mallory", "x"}}) {
        INFO(each.identity);
        auto options = quick();
        options.identity = each.identity;
        options.key = bytes_of(each.key);
        options.handshake = 1500ms;
        REQUIRE(by.client.open(by.server.secure_uri(), options) == failure::none);
        CHECK(by.ask(method::get, "who").error == failure::no_handshake);
    }
    CHECK(posix::coap::client{}.open(by.server.secure_uri()) == failure::no_key);
}

TEST_CASE("after a handshake an answer may take longer than one", "[coap]") {
    asking by;
    auto options = quick();
    options.identity = "alice";
    options.key = bytes_of("secret of alice");
    options.handshake = 1s;
    auto wakes = clock::time_point::max();
    options.meanwhile = [&] {
        if (clock::now() > wakes) {
            by.server.resume();
        }
    };
    REQUIRE(by.client.open(by.server.secure_uri(), options) == failure::none);
    REQUIRE(text(by.ask(method::get, "who")) == "secure:alice");
    by.server.pause();
    wakes = clock::now() + 1500ms;
    CHECK(text(by.ask(method::get, "who")) == "secure:alice");
}

TEST_CASE("a server that is not there, or stands still, is given up on in time", "[coap]") {
    asking by;
    auto options = quick();
    options.exchange = 1500ms;
    REQUIRE(by.client.open(by.server.uri(), options) == failure::none);
    by.server.pause();
    const auto begin = clock::now();
    CHECK(by.ask(method::get, "hello").error == failure::no_answer);
    CHECK(clock::now() - begin < 4s);
    by.server.resume();
    CHECK(text(by.ask(method::get, "hello")) == "hello");
    by.server.kill();
    CHECK(by.ask(method::get, "hello").error == failure::unreachable);
    CHECK(by.client.open("coap://no.such.host.invalid") == failure::no_address);
    CHECK(by.client.open("http://127.0.0.1") == failure::bad_uri);
}

TEST_CASE("a client that takes numbers only asks nobody for a name", "[coap]") {
    // The system knows this one without asking, so that it stands for those it would ask others for.
    std::array<char, 256> own{};
    REQUIRE(::gethostname(own.data(), own.size() - 1) == 0);
    auto options = quick();
    for (const bool numbers_only : {false, true}) {
        INFO(numbers_only);
        options.numbers_only = numbers_only;
        posix::coap::client client;
        for (const char* const address : {"coap://127.0.0.1", "coap://[::1]", "coap://localhost"}) {
            INFO(address);
            CHECK(client.open(address, options) == failure::none);
        }
        if (posix::coap::detail::look_up(own.data(), 5683, false)) {
            CHECK(client.open(std::string{"coap://"} + own.data(), options) ==
                  (numbers_only ? failure::no_address : failure::none));
        }
    }
}

TEST_CASE("while a client waits, the rest of its program goes on", "[coap]") {
    auto options = quick();
    int turns = 0;
    options.meanwhile = [&] { ++turns; };
    options.exchange = 1s;
    asking by{options};
    by.server.pause();
    CHECK(by.ask(method::get, "hello").error == failure::no_answer);
    CHECK(turns >= 5);
    by.server.resume();
}

} // namespace
} // namespace fc::test
