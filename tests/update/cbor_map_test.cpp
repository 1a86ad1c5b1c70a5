// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/update/cbor/map_reader.hpp>

#include <cstdint>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
using bytes = std::vector<std::uint8_t>;

TEST_CASE("a map with ascending keys is gone through to its end") {
    const bytes encoded = from_hex("a4 01 4101 17 4102 1818 80 20 a10000");
    cbor::reader from{encoded};
    auto map = cbor::map_reader::open(from);
    REQUIRE(map);
    CHECK(map->left() == 4);
    std::vector<std::int64_t> keys;
    std::int64_t key = 0;
    auto more = map->next_int(key);
    for (; more && *more; more = map->next_int(key)) {
        keys.push_back(key);
        REQUIRE(from.skip());
    }
    CHECK(more);
    CHECK(keys == std::vector<std::int64_t>{1, 23, 24, -1});
    CHECK(from.end());
    CHECK(!*map->next());
}

TEST_CASE("keys of other types can be looked at before they are taken") {
    const bytes encoded = from_hex("a3 07 00 6161 01 6162 02");
    cbor::reader from{encoded};
    auto map = cbor::map_reader::open(from);
    REQUIRE(*map->next());
    CHECK(*from.peek() == cbor::type::uint);
    CHECK(*from.uint() == 7);
    CHECK(from.skip());
    std::int64_t key = 0;
    const auto number = map->next_int(key);
    CHECK(number.error() == errc::unexpected_item);
    CHECK(number.at() == 3);
    CHECK(to_hex(*from.text()) == "61");
    CHECK(from.skip());
    CHECK(*map->next());
    CHECK(to_hex(*from.text()) == "62");
    CHECK(from.skip());
    CHECK(!*map->next());
    CHECK(from.end());
}

TEST_CASE("a key that is there twice or comes too late is refused where it is") {
    struct row {
        const char* what;
        const char* encoded;
        std::uint32_t at;
    };
    constexpr row rows[] = {
        {"the same", "a2 01 00 01 00", 3},
        {"a smaller one", "a2 02 00 01 00", 3},
        {"a positive one behind a negative one", "a2 20 00 01 00", 3},
        {"a negative one closer to zero", "a2 21 00 20 00", 3},
        {"a number behind a text", "a2 6161 00 01 00", 4},
        {"the same behind others", "a3 01 00 02 00 02 00", 5},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        const bytes encoded = from_hex(each.encoded);
        cbor::reader from{encoded};
        auto map = cbor::map_reader::open(from);
        REQUIRE(map);
        auto more = map->next();
        for (; more && *more; more = map->next()) {
            REQUIRE(from.skip());
            REQUIRE(from.skip());
        }
        CHECK(more.error() == errc::not_deterministic);
        CHECK(more.at() == each.at);
    }
}

TEST_CASE("a map that is none, ends early or has a key that cannot be read is refused") {
    const bytes array = from_hex("8101");
    cbor::reader from_array{array};
    CHECK(cbor::map_reader::open(from_array).error() == errc::unexpected_item);

    const bytes no_value = from_hex("a201000200"); // cut before the last value below
    for (std::size_t size = 0; size < no_value.size(); ++size) {
        cbor::reader from{{no_value.data(), size}};
        auto map = cbor::map_reader::open(from);
        errc error = map.error();
        while (error == errc::ok) {
            std::int64_t key = 0;
            const auto more = map->next_int(key);
            error = more ? from.uint().error() : more.error();
        }
        CHECK(error == errc::truncated);
    }
    const bytes crooked = from_hex("a1 1801 00");
    cbor::reader from{crooked};
    auto map = cbor::map_reader::open(from);
    REQUIRE(map);
    std::int64_t key = 0;
    CHECK(map->next_int(key).error() == errc::not_deterministic);
}

} // namespace
} // namespace fc::test
