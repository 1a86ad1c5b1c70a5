// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
using bytes = std::vector<std::uint8_t>;

TEST_CASE("many items are scanned and errors asked for once") {
    const bytes encoded = from_hex("d2 84 19 1000 38 63 a1 01 63 616263 82 f5 f6 42 8105");
    cbor::scanner from{encoded};
    CHECK(from.tag() == 18);
    CHECK(from.array() == 4);
    CHECK(from.uint() == 4096);
    CHECK(from.integer() == -100);
    cbor::map_scanner map{from};
    REQUIRE(!map.at_end());
    CHECK(map.take_key(std::array<std::int16_t, 2>{2, 1}) == 1);
    CHECK(map.left() == 0);
    CHECK(to_hex(from.text()) == "616263");
    CHECK(map.at_end());
    CHECK(from.array() == 2);
    CHECK(from.boolean());
    from.null();
    CHECK(from.rest().size() == 3);
    cbor::scanner inner = from.nested();
    CHECK(inner.offset() == from.offset() - 2);
    CHECK(inner.array() == 1);
    CHECK(inner.uint() == 5);
    inner.end();
    from.merge(inner);
    from.end();
    CHECK(!from.failed());
}

TEST_CASE("behind the first error every item is nothing, and the error stays") {
    const bytes encoded = from_hex("01 1817 02 42 0102 61 61 81 03 a1 01 02 c1 f5 20");
    cbor::scanner from{encoded};
    CHECK(from.uint() == 1);
    for (int again = 0; again < 2; ++again) {
        CHECK(from.uint() == 0);
        CHECK(from.integer() == 0);
        CHECK(from.bytes().empty());
        CHECK(from.text().empty());
        CHECK(from.array() == 0);
        CHECK(from.map() == 0);
        CHECK(from.tag() == 0);
        CHECK(!from.boolean());
        from.null();
        CHECK(from.skip().empty());
        CHECK(from.nested().at_end());
        CHECK(cbor::map_scanner{from}.at_end());
        from.end();
        from.refuse(errc::bad_signature, 2);
        CHECK(from.error() == errc::not_deterministic);
        CHECK(from.offset() == 1);
    }
}

TEST_CASE("an error at each type of item is at the item, and leaves nothing of it") {
    struct row {
        const char* encoded;
        errc error;
    };
    constexpr row rows[] = {{"", errc::truncated},
                            {"18", errc::truncated},
                            {"1800", errc::not_deterministic},
                            {"3bffffffffffffffff", errc::unexpected_item},
                            {"44010203", errc::unexpected_item},
                            {"f5", errc::unexpected_item},
                            {"f94000", errc::unexpected_item}};
    for (const row& each : rows) {
        CAPTURE(each.encoded);
        const bytes encoded = from_hex(each.encoded);
        cbor::scanner from{encoded};
        CHECK(from.uint() == 0);
        CHECK(from.error() == each.error);
        CHECK(from.offset() == 0);
    }
    const bytes large = from_hex("3bffffffffffffffff");
    cbor::scanner from{large};
    CHECK(from.integer() == 0);
    CHECK(from.error() == errc::value_out_of_range);
}

TEST_CASE("an error within nested items is that of the outer ones when it is merged") {
    const bytes encoded = from_hex("82 43 82 01 1c 05");
    cbor::scanner from{encoded};
    CHECK(from.array() == 2);
    cbor::scanner inner = from.nested();
    CHECK(inner.array() == 2);
    CHECK(inner.uint() == 1);
    CHECK(inner.uint() == 0);
    CHECK(!from.failed());
    from.merge(inner);
    CHECK(from.error() == errc::not_deterministic);
    CHECK(from.offset() == 4);
    CHECK(from.uint() == 0);
}

TEST_CASE("a scanned map ends at a key that does not ascend") {
    const bytes encoded = from_hex("a3 01 00 03 00 02 00");
    cbor::scanner from{encoded};
    cbor::map_scanner map{from};
    int pairs = 0;
    while (!map.at_end()) {
        map.take_key(std::array<std::int16_t, 1>{1});
        from.uint();
        pairs += from.failed() ? 0 : 1;
    }
    CHECK(pairs == 2);
    CHECK(from.error() == errc::not_deterministic);
    CHECK(from.offset() == 5);
}

} // namespace
} // namespace fc::test
