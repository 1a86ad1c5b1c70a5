// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/base/bytes.hpp>
#include <femto/base/fixed_string.hpp>
#include <femto/base/message.hpp>
#include <femto/base/result.hpp>

#include <array>
#include <cstring>
#include <set>
#include <string>

namespace fc::test {
namespace {

TEST_CASE("the bounds check is right for every triple of small numbers", "[base]") {
    for (unsigned length = 0; length < 256; ++length) {
        for (unsigned offset = 0; offset < 256; ++offset) {
            for (unsigned size = 1; size < 256; size += 1 + size / 9) {
                const bool inside = offset + size <= length;
                const bool got = fits<std::uint8_t>(static_cast<std::uint8_t>(offset),
                                                    static_cast<std::uint8_t>(length),
                                                    static_cast<std::uint8_t>(size));
                if (got != inside) {
                    CAPTURE(length, offset, size);
                    CHECK(false);
                }
            }
        }
    }
}

TEST_CASE("integers are read and written least significant byte first, at any address", "[base]") {
    std::array<std::uint8_t, 16> bytes{0, 1, 2, 3, 4, 5, 6, 7, 0xF8, 9};
    for (std::size_t at = 0; at < 2; ++at) {
        CHECK(load_le<std::uint16_t>(&bytes[1 + 2 * at]) == (at == 0 ? 0x0201 : 0x0403));
    }
    CHECK(load_le<std::uint32_t>(&bytes[1]) == 0x04030201);
    CHECK(load_le<std::uint64_t>(&bytes[1]) == 0xF807060504030201);
    CHECK(load_le<std::int64_t>(&bytes[1]) < 0);
    CHECK(load_le<std::int8_t>(&bytes[8]) == -8);
    store_le<std::uint32_t>(&bytes[3], 0xAABBCCDD);
    CHECK(bytes[2] == 2);
    CHECK(bytes[3] == 0xDD);
    CHECK(bytes[6] == 0xAA);
    CHECK(bytes[7] == 7);
    store_le<std::int16_t>(&bytes[9], -2);
    CHECK(bytes[9] == 0xFE);
    CHECK(bytes[10] == 0xFF);
}

constexpr bool round_trips() {
    std::array<std::uint8_t, 9> bytes{};
    store_le<std::uint64_t>(&bytes[1], 0x0123456789ABCDEF);
    return bytes[1] == 0xEF && load_le<std::uint64_t>(&bytes[1]) == 0x0123456789ABCDEF &&
           load_le<std::int16_t>(&bytes[1]) == static_cast<std::int16_t>(0xCDEF);
}
static_assert(round_trips());

TEST_CASE("a result holds a value, or a cause and a place", "[base]") {
    const result<int> good{5};
    CHECK(good);
    CHECK(*good == 5);
    CHECK(good.error() == errc::ok);
    CHECK(good.at() == 0);
    const result<int> bad{errc::illegal_jump, 7};
    CHECK_FALSE(bad);
    CHECK(bad.error() == errc::illegal_jump);
    CHECK(bad.at() == 7);
    static_assert(*result<int>{3} == 3);
    static_assert(result<int>{errc::no_exit, 2}.at() == 2);
}

TEST_CASE("each error has a name and a sentence of its own", "[base]") {
    std::set<std::string> names;
    std::set<std::string> sentences;
    std::set<int> codes;
    for (const error_row& row : error_table) {
        CAPTURE(row.name);
        CHECK(names.insert(row.name).second);
        CHECK(sentences.insert(row.sentence).second);
        CHECK(codes.insert(static_cast<int>(row.code)).second);
        CHECK(std::strlen(row.sentence) > 5);
        CHECK(row.sentence[std::strlen(row.sentence) - 1] != '.');
        CHECK(message(row.code) == row.sentence);
    }
    CHECK(std::string{message(static_cast<errc>(-100))} == "an error of the firmware's own");
}

TEST_CASE("the numbers of the original engine are kept", "[base]") {
    CHECK(static_cast<int>(errc::ok) == 0);
    CHECK(static_cast<int>(errc::illegal_instruction) == -1);
    CHECK(static_cast<int>(errc::illegal_memory) == -2);
    CHECK(static_cast<int>(errc::illegal_jump) == -3);
    CHECK(static_cast<int>(errc::illegal_call) == -4);
    CHECK(static_cast<int>(errc::illegal_length) == -5);
    CHECK(static_cast<int>(errc::illegal_register) == -6);
    CHECK(static_cast<int>(errc::no_exit) == -7);
    CHECK(static_cast<int>(errc::budget_exhausted) == -8);
    CHECK(static_cast<int>(errc::division) == -9);
    CHECK(static_cast<int>(errc::unknown_function) == -10);
    CHECK(static_cast<int>(errc::bad_magic) == -11);
    CHECK(static_cast<int>(errc::misaligned_text) == -12);
    CHECK(static_cast<int>(errc::bad_structure) == -13);
}

} // namespace
} // namespace fc::test
