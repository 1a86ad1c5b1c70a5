// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/port/posix/coap/uri.hpp>

#include <support/catch.hpp>

#include <string>
#include <vector>

namespace fc::test {
namespace {

using posix::coap::parse_target;
using posix::coap::parse_uri;
using words = std::vector<std::string>;

TEST_CASE("a URI gives host, port, path and query", "[coap]") {
    struct row {
        const char* text;
        bool is_secure;
        const char* host;
        int port;
        words path;
        words query;
    };
    const row rows[] = {
        {"coap://a", false, "a", 5683, {}, {}},
        {"coaps://a", true, "a", 5684, {}, {}},
        {"coap://a:", false, "a", 5683, {}, {}},
        {"coap://127.0.0.1:61616/", false, "127.0.0.1", 61616, {}, {}},
        {"coap://[::1]/a", false, "::1", 5683, {"a"}, {}},
        {"coaps://[fe80::1]:7/a", true, "fe80::1", 7, {"a"}, {}},
        {"coap://a/b/c?d=e&f", false, "a", 5683, {"b", "c"}, {"d=e", "f"}},
        {"coap://a?d", false, "a", 5683, {}, {"d"}},
        {"coap://a/b/#c", false, "a", 5683, {"b", ""}, {}},
        {"coap://a/b%2Fc/%c3%A4?%26", false, "a", 5683, {"b/c", "\xC3\xA4"}, {"&"}},
    };
    for (const row& each : rows) {
        INFO(each.text);
        const auto got = parse_uri(each.text);
        REQUIRE(got);
        CHECK(got->is_secure == each.is_secure);
        CHECK(got->host == each.host);
        CHECK(got->port == each.port);
        CHECK(got->target.path == each.path);
        CHECK(got->target.query == each.query);
    }
}

TEST_CASE("what is no URI for CoAP is refused", "[coap]") {
    const std::string long_segment(256, 'x');
    for (const std::string& text :
         {std::string{""}, std::string{"a"}, std::string{"http://a"}, std::string{"coap:a"},
          std::string{"coap://"}, std::string{"coap:///a"}, std::string{"coap://:1"},
          std::string{"coap://a:0"}, std::string{"coap://a:65536"}, std::string{"coap://a:1x"},
          std::string{"coap://[::1"}, std::string{"coap://[::1]x1"}, std::string{"coap://a/%"},
          std::string{"coap://a/%4"}, std::string{"coap://a/%4g"}, "coap://a/" + long_segment,
          "coap://a?" + long_segment}) {
        INFO(text);
        CHECK_FALSE(parse_uri(text));
    }
}

TEST_CASE("a path begins with a slash or without", "[coap]") {
    CHECK(parse_target("/a/b")->path == words{"a", "b"});
    CHECK(parse_target("a/b")->path == words{"a", "b"});
    CHECK(parse_target("")->path.empty());
    CHECK(parse_target("/")->path.empty());
    CHECK(parse_target("//")->path == words{"", ""});
    CHECK_FALSE(parse_target("a%"));
}

} // namespace
} // namespace fc::test
