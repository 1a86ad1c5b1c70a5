// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_bench.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using resource::code;
using resource::method;

struct observing : bench {
    using bench::bench;

    wire::message asking_to_observe(std::string_view path, std::uint32_t what = 0) {
        wire::message out = asking(method::get, "");
        return out.with(wire::observe, what).path(path);
    }
    void move_clock() { CHECK(sure(asking(method::post, "clock")).response() == code::changed); }
    void confirm(posix::udp_socket& from, const wire::message& notification,
                 wire::type with = wire::type::ack) {
        wire::message out;
        out.type = with;
        out.id = notification.id;
        send(from, wire::bytes_of(out));
    }
    /// As who does not observe any more.
    void reject_rest() {
        run();
        while (const auto told = heard(peer)) {
            confirm(peer, *told, wire::type::rst);
        }
    }
};

posix::coap::server_options impatient() {
    auto out = bench::plain();
    out.ack_timeout = 1s;
    out.repetitions_max = 1;
    return out;
}

TEST_CASE("an observer hears what changed, in order and with its token", "[coap]") {
    observing on;
    const auto request = on.asking_to_observe("clock");
    const auto first = on.sure(request);
    CHECK(first.payload == "0");
    REQUIRE(first.number(wire::observe));
    std::uint32_t last = *first.number(wire::observe);
    for (int i = 1; i < 4; ++i) {
        on.move_clock();
        const auto told = on.heard(on.peer);
        REQUIRE(told);
        CHECK(told->type == wire::type::con);
        CHECK(told->token == request.token);
        CHECK(told->payload == std::to_string(i));
        CHECK(told->number(wire::observe).value_or(0) > last);
        last = told->number(wire::observe).value_or(0);
        on.confirm(on.peer, *told);
    }
    CHECK(on.server.counts().notifications == 3);
    CHECK(on.server.counts().observers == 1);
}

TEST_CASE("an observer that has not confirmed is told the newest later, once", "[coap]") {
    observing on;
    on.sure(on.asking_to_observe("clock"));
    on.move_clock();
    const auto told = on.heard(on.peer);
    REQUIRE(told);
    on.move_clock();
    on.move_clock();
    CHECK_FALSE(on.heard(on.peer));
    on.confirm(on.peer, *told);
    const auto newest = on.heard(on.peer);
    REQUIRE(newest);
    CHECK(newest->payload == "3");
    on.confirm(on.peer, *newest);
    CHECK_FALSE(on.heard(on.peer));
}

TEST_CASE("an observer that says so, or rejects a notification, is told no more", "[coap]") {
    observing on;
    auto request = on.asking_to_observe("clock");
    on.sure(request);
    auto no_more = on.asking_to_observe("clock", 1);
    no_more.token = request.token;
    CHECK_FALSE(on.sure(no_more).find(wire::observe));
    CHECK(on.server.counts().observers == 0);
    on.move_clock();
    CHECK_FALSE(on.heard(on.peer));

    on.sure(on.asking_to_observe("clock"));
    on.move_clock();
    const auto told = on.heard(on.peer);
    REQUIRE(told);
    on.confirm(on.peer, *told, wire::type::rst);
    CHECK(on.server.counts().observers == 0);
    on.move_clock();
    CHECK_FALSE(on.heard(on.peer));
}

TEST_CASE("an observer that is refused hears why, is dropped, and may ask again", "[coap]") {
    struct row {
        const char* what;
        code refusal;
        bool throws;
        code told;
        std::string payload;
    };
    for (const row& each :
         {row{"a right that was lost", code::forbidden, false, code::forbidden, "no more"},
          row{"what is gone", code::not_found, false, code::not_found, "no more"},
          row{"a handler that failed", {}, true, code::internal_error, ""}}) {
        INFO(each.what);
        observing on;
        const auto request = on.asking_to_observe("clock");
        on.sure(request);
        on.resources.clock_refusal = each.refusal;
        on.resources.clock_throws = each.throws;
        on.move_clock();
        const auto told = on.heard(on.peer);
        REQUIRE(told);
        CHECK(told->response() == each.told);
        CHECK(told->type == wire::type::con);
        CHECK(told->token == request.token);
        CHECK(told->payload == each.payload);
        CHECK_FALSE(told->find(wire::observe));
        CHECK(on.server.counts().observers == 0);
        on.confirm(on.peer, *told);
        on.reject_rest();

        on.resources.clock_refusal = {};
        on.resources.clock_throws = false;
        on.move_clock();
        CHECK_FALSE(on.heard(on.peer));
        CHECK(on.sure(on.asking_to_observe("clock")).response() == code::content);
        on.move_clock();
        const auto news = on.heard(on.peer);
        REQUIRE(news);
        CHECK(news->payload == "3");
    }
}

TEST_CASE("an observer that is refused and is silent is repeated to, and forgotten", "[coap]") {
    observing on{impatient()};
    on.sure(on.asking_to_observe("clock"));
    on.resources.clock_refusal = code::forbidden;
    on.move_clock();
    int heard = 0;
    const auto end = std::chrono::steady_clock::now() + 8s;
    while (std::chrono::steady_clock::now() < end) {
        on.run(50ms);
        const auto told = on.heard(on.peer);
        heard += told && told->response() == code::forbidden ? 1 : 0;
    }
    CHECK(heard == 2);
    on.resources.clock_refusal = {};
    on.move_clock();
    CHECK_FALSE(on.heard(on.peer));
}

TEST_CASE("an observation that another took the place of is dropped, and the other goes on",
          "[coap]") {
    observing on;
    const auto first = on.asking_to_observe("clock");
    on.sure(first);
    auto second = on.asking(method::get, "");
    second.with(wire::observe, 0U).path("clock").with(wire::block2, wire::block(0, false, 64));
    on.sure(second); // the same for femto, and another one for libcoap
    CHECK(on.server.counts().observers == 1);
    std::string heard;
    for (int i = 0; i < 2; ++i) {
        on.move_clock();
        on.run();
        while (const auto told = on.heard(on.peer)) {
            const bool is_news = told->token == second.token;
            heard += is_news ? told->payload : "";
            on.confirm(on.peer, *told, is_news ? wire::type::ack : wire::type::rst);
        }
    }
    CHECK(heard == "12");
    CHECK(on.server.counts().observers == 1);
}

TEST_CASE("an observer that is gone is forgotten after the last repetition", "[coap]") {
    observing on{impatient()};
    on.sure(on.asking_to_observe("clock"));
    on.move_clock();
    const auto end = std::chrono::steady_clock::now() + 20s;
    int heard = 0;
    while (on.server.counts().observers != 0 && std::chrono::steady_clock::now() < end) {
        on.run(50ms);
        heard += on.heard(on.peer) ? 1 : 0;
    }
    CHECK(on.server.counts().observers == 0);
    CHECK(heard + (on.heard(on.peer) ? 1 : 0) >= 2);
    on.move_clock();
    on.run();
    const auto last = on.heard(on.peer);
    CHECK((!last || !update::resource::is_success(last->response())));
}

TEST_CASE("a notification of more than a block begins with the first, and the rest can be had",
          "[coap]") {
    observing on;
    auto request = on.asking(method::get, "");
    request.with(wire::observe, 0U)
        .path("long/clock")
        .with(wire::block2, wire::block(0, false, 256));
    CHECK(on.sure(request).number(wire::block2) == wire::block(0, true, 256));
    on.move_clock();
    const auto told = on.heard(on.peer);
    REQUIRE(told);
    CHECK(told->number(wire::block2) == wire::block(0, true, 256));
    CHECK(told->payload.size() == 256);
    CHECK(told->payload.substr(0, 2) == "1b");
    CHECK(told->find(wire::etag));
    on.confirm(on.peer, *told);
    auto rest = on.asking(method::get, "long/clock");
    const auto second = on.sure(rest.with(wire::block2, wire::block(1, false, 256)));
    CHECK(second.find(wire::etag) == told->find(wire::etag));
    CHECK(on.server.counts().observers == 1);
}

TEST_CASE("there are no more observers than there may be, and nobody is dropped for one more",
          "[coap]") {
    auto options = bench::plain();
    options.observers_max = 2;
    observing on{options};
    const auto first = on.asking_to_observe("clock");
    on.sure(first);
    on.sure(on.asking_to_observe("long/clock"));
    auto third = on.asking_to_observe("clock");
    third.with(wire::uri_query, "again");
    CHECK(on.sure(third).response() == code::unavailable);
    CHECK(on.server.counts().observers == 2);

    // Who asks for the same again, with another token, takes the place it had.
    CHECK(on.sure(on.asking_to_observe("clock")).response() == code::content);
    CHECK(on.server.counts().observers == 2);
}

TEST_CASE("one peer that observes under many queries leaves places to others", "[coap]") {
    observing on;
    for (int i = 0; i < 20; ++i) {
        auto request = on.asking_to_observe("clock");
        request.with(wire::uri_query, std::to_string(i));
        CHECK(on.sure(request).response() == (i < 3 ? code::content : code::unavailable));
    }
    CHECK(on.server.counts().observers == 3);
    posix::udp_socket another;
    REQUIRE_FALSE(another.open());
    on.send(another, wire::bytes_of(on.asking_to_observe("clock")));
    const auto told = on.heard(another);
    REQUIRE(told);
    CHECK(told->find(wire::observe));
    CHECK(told->response() == code::content);
    CHECK(on.server.counts().observers == 4);
}

TEST_CASE("what is not observable is answered, and not observed", "[coap]") {
    observing on;
    const auto got = on.sure(on.asking_to_observe("hello"));
    CHECK(got.payload == "hello");
    CHECK_FALSE(got.find(wire::observe));
    CHECK(on.server.counts().observers == 0);
}

} // namespace
} // namespace fc::test
