// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "said.hpp"

#include <femto/update/resource/links.hpp>

#include <support/catch.hpp>

#include <array>
#include <cstdint>
#include <string>

namespace fc::test {
namespace {

using resource::code;

constexpr resource::link rows[] = {
    {.path = "fc/list", .type = "fc.list", .format = resource::format::cbor},
    {.path = "fc/log", .type = "fc.log", .is_observable = true},
    {.path = "about", .type = "device", .format = resource::format::text, .bytes = 1280},
    {.path = "bare"},
};

struct asked {
    resource::request request{};
    std::array<std::uint8_t, 256> room{};
    resource::response response{room};

    explicit asked(const char* filter = nullptr) {
        if (filter != nullptr) {
            request.query.push({filter, std::string_view{filter}.size()});
        }
    }
    std::string answer() {
        resource::answer_links(request, response, rows);
        return said(response);
    }
};

TEST_CASE("well-known/core has every resource with what is known of it", "[resource]") {
    asked it;
    CHECK(it.answer() == "</fc/list>;rt=\"fc.list\";ct=60,</fc/log>;rt=\"fc.log\";obs,"
                         "</about>;rt=\"device\";ct=0;sz=1280,</bare>");
    CHECK(it.response.code == code::content);
    CHECK(it.response.content_format == resource::format::links);
}

TEST_CASE("well-known/core keeps to the type that is asked for", "[resource]") {
    CHECK(asked{"rt=fc.log"}.answer() == "</fc/log>;rt=\"fc.log\";obs");
    CHECK(asked{"rt=device*"}.answer() == "</about>;rt=\"device\";ct=0;sz=1280");
    CHECK(asked{"rt=fc.*"}.answer() ==
          "</fc/list>;rt=\"fc.list\";ct=60,</fc/log>;rt=\"fc.log\";obs");
    CHECK(asked{"rt=fc"}.answer().empty());
    CHECK(asked{"rt="}.answer() == "</bare>");
    CHECK(asked{"rt=*"}.answer() == asked{}.answer());
}

TEST_CASE("well-known/core is read in its own format, and not written", "[resource]") {
    asked other_format;
    other_format.request.accept = resource::format::cbor;
    CHECK(other_format.answer().empty());
    CHECK(other_format.response.code == code::not_acceptable);

    asked written;
    written.request.method = resource::method::post;
    CHECK(written.answer().empty());
    CHECK(written.response.code == code::method_not_allowed);
}

} // namespace
} // namespace fc::test
