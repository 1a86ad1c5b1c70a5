// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "said.hpp"

#include <support/catch.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {
namespace {

using resource::code;

TEST_CASE("a code has the number that its name begins with", "[resource]") {
    for (const resource::code_row& row : resource::codes) {
        const unsigned number = static_cast<unsigned>(row.number);
        std::array<char, 8> digits{};
        std::snprintf(digits.data(), digits.size(), "%u.%02u ", number >> 5, number & 31);
        CHECK(std::string_view{row.name}.substr(0, 5) == digits.data());
        CHECK(resource::name_of(row.number) == row.name);
        CHECK(resource::is_success(row.number) == (number >> 5 == 2));
    }
    CHECK(resource::name_of(static_cast<code>(0x7F)) == nullptr);
}

TEST_CASE("a path matches what it is written as, with a star for any segment", "[resource]") {
    struct row {
        const char* path;
        const char* pattern;
        bool matches;
    };
    constexpr row rows[] = {
        {"a", "a", true},
        {"a", "b", false},
        {"a", "ab", false},
        {"ab", "a", false},
        {"a/b", "a/b", true},
        {"a/b", "a", false},
        {"a", "a/b", false},
        {"a/b", "a/", false},
        {"a", "a/", false},
        {"slot/3/log", "slot/*/log", true},
        {"slot//log", "slot/*/log", true},
        {"slot/3/4/log", "slot/*/log", false},
        {"slot/3", "slot/*/log", false},
        {"slot", "*", true},
        {"", "", true},
        {"", "*", false},
        {"a/b/c/d/e/f", "a/b/c/d/e/f", true},
        {"a/b/c/d/e/f/g", "a/b/c/d/e/f/g", false},
        {"a/b/c/d/e/f/g", "", false},
    };
    for (const row& each : rows) {
        INFO(each.path << " against " << each.pattern);
        CHECK(path(each.path).is(each.pattern) == each.matches);
    }
}

TEST_CASE("a segment with a slash in it is one segment", "[resource]") {
    resource::path it;
    it.push(text("a/b"));
    CHECK_FALSE(it.is("a/b"));
    CHECK(it.is("*"));
}

TEST_CASE("a query gives the value of a name, and nothing for a name it lacks", "[resource]") {
    resource::query it;
    for (const char* word : {"slot=3", "force", "name=", "slots=9"}) {
        it.push(text(word));
    }
    const auto value = [&](std::string_view name) {
        const auto found = it.value_of(text(name));
        return std::string{found.begin(), found.end()};
    };
    CHECK(value("slot") == "3");
    CHECK(value("slots") == "9");
    CHECK(value("force").empty());
    CHECK(value("name").empty());
    CHECK(value("nam").empty());
    CHECK(it.has(text("force")));
    CHECK(it.has(text("name")));
    CHECK_FALSE(it.has(text("slo")));
    CHECK_FALSE(it.has(text("")));
    it.push(text("one too many"));
    CHECK(it.overflowed());
    CHECK_FALSE(it.has(text("slot")));
}

TEST_CASE("blocks of a response put together are what the resource wrote", "[resource]") {
    std::string whole;
    for (int i = 0; i < 100; ++i) {
        whole += std::to_string(i) + ' ';
    }
    for (const std::size_t size : {16U, 64U, 256U, 1024U}) {
        std::vector<std::uint8_t> room(size);
        std::string got;
        std::uint32_t tag = 0;
        bool more = true;
        while (more) {
            resource::response out{room, static_cast<std::uint32_t>(got.size())};
            for (int i = 0; i < 100; ++i) {
                out.write(text(std::to_string(i)));
                out.write(resource::text_of(" "));
            }
            REQUIRE((got.empty() || out.etag() == tag));
            tag = out.etag();
            CHECK(out.total_bytes() == whole.size());
            got += said(out);
            more = out.has_more();
        }
        CHECK(got == whole);
    }
}

TEST_CASE("a block behind the end of a response is empty and the last", "[resource]") {
    std::array<std::uint8_t, 16> room{};
    resource::response out{room, 16};
    out.write(resource::text_of("fewer than 16"));
    CHECK(out.payload().empty());
    CHECK_FALSE(out.has_more());
    CHECK(out.total_bytes() == 13);
}

TEST_CASE("another representation has another tag", "[resource]") {
    std::array<std::uint8_t, 16> room{};
    const auto tag_of = [&](std::string_view content) {
        resource::response out{room, 32};
        out.write(text(content));
        return out.etag();
    };
    CHECK(tag_of("uptime 1") == tag_of("uptime 1"));
    CHECK(tag_of("uptime 1") != tag_of("uptime 2"));
    CHECK(tag_of("") != tag_of(std::string_view{"\0", 1}));
}

TEST_CASE("a refusal replaces what was written, whatever block was asked for", "[resource]") {
    std::array<std::uint8_t, 16> room{};
    resource::response out{room, 32};
    out.content_format = resource::format::cbor;
    out.write(resource::text_of("half a representation"));
    out.refuse(code::forbidden, resource::text_of("not yours"));
    CHECK(out.code == code::forbidden);
    CHECK(out.content_format == resource::format::none);
    CHECK(said(out) == "not yours");
    CHECK_FALSE(out.has_more());
}

TEST_CASE("a block says where it stands, up to the last number there is", "[resource]") {
    CHECK(resource::block{0, 16, true}.offset() == 0);
    CHECK(resource::block{3, 64, true}.offset() == 192);
    CHECK(resource::block{0xFFFFF, 1024, false}.offset() == 0xFFFFFU * 1024U);
    CHECK_FALSE(resource::block{});
    CHECK(resource::request{}.is_first_block());
    CHECK(resource::request{}.is_last_block());
}

struct answers {
    void handle(const resource::request&, resource::response& out) { out.code = code::changed; }
};
struct does_not {
    bool handle(const resource::request&, resource::response&) { return false; }
};
static_assert(resource::handler<answers>);
static_assert(!resource::handler<does_not>);

/// All of it works in constant evaluation.
constexpr std::uint32_t tag_of_nothing() {
    std::array<std::uint8_t, 16> room{};
    return resource::response{room}.etag();
}
static_assert(tag_of_nothing() == 0x811C9DC5);

} // namespace
} // namespace fc::test
