// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/engine/uuid.hpp>

#include <string>

namespace fc::test {
namespace {

using namespace fc::literals;

static_assert("00112233-4455-6677-8899-aabbccddeeff"_uuid ==
              uuid{{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC,
                    0xDD, 0xEE, 0xFF}});
static_assert("00112233-4455-6677-8899-AABBCCDDEEFF"_uuid ==
              "00112233-4455-6677-8899-aabbccddeeff"_uuid);

TEST_CASE("a text that is no UUID is refused at the character that is wrong", "[uuid]") {
    struct row {
        std::string text;
        errc error;
        std::uint32_t at;
    };
    const row rows[] = {
        {"", errc::truncated, 0},
        {"00112233", errc::truncated, 8},
        {"00112233-4455-6677-8899-aabbccddeef", errc::truncated, 35},
        {"00112233-4455-6677-8899-aabbccddeeff0", errc::bad_structure, 36},
        {"0011223344-55-6677-8899-aabbccddeeff", errc::bad_structure, 8},
        {"0011223g-4455-6677-8899-aabbccddeeff", errc::bad_structure, 7},
        {"00112233-4455-6677-8899aaabbccddeeff", errc::bad_structure, 23},
        {"-0112233-4455-6677-8899-aabbccddeeff", errc::bad_structure, 0},
    };
    for (const row& each : rows) {
        CAPTURE(each.text);
        const auto got = parse_uuid(each.text);
        REQUIRE_FALSE(got);
        CHECK(got.error() == each.error);
        CHECK(got.at() == each.at);
    }
}

} // namespace
} // namespace fc::test
