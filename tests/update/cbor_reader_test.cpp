// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/update/cbor/reader.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
using bytes = std::vector<std::uint8_t>;

std::string text_of(std::span<const std::uint8_t> utf8) { return {utf8.begin(), utf8.end()}; }

TEST_CASE("the positive numbers of RFC 8949 appendix A are read") {
    struct row {
        const char* encoded;
        std::uint64_t number;
    };
    constexpr row rows[] = {{"00", 0},
                            {"01", 1},
                            {"0a", 10},
                            {"17", 23},
                            {"1818", 24},
                            {"1819", 25},
                            {"1864", 100},
                            {"1903e8", 1000},
                            {"1a000f4240", 1000000},
                            {"1b000000e8d4a51000", 1000000000000},
                            {"1bffffffffffffffff", 18446744073709551615U}};
    for (const row& each : rows) {
        CAPTURE(each.encoded);
        const bytes encoded = from_hex(each.encoded);
        cbor::reader from{encoded};
        REQUIRE(*from.peek() == cbor::type::uint);
        const auto number = from.uint();
        REQUIRE(number);
        CHECK(*number == each.number);
        CHECK(from.end());
    }
}

TEST_CASE("the numbers of both signs of RFC 8949 appendix A are read, and refused beyond 64 bits") {
    struct row {
        const char* encoded;
        std::int64_t number;
    };
    constexpr row rows[] = {{"20", -1},
                            {"29", -10},
                            {"3863", -100},
                            {"3903e7", -1000},
                            {"1903e8", 1000},
                            {"1b7fffffffffffffff", std::numeric_limits<std::int64_t>::max()},
                            {"3b7fffffffffffffff", std::numeric_limits<std::int64_t>::min()}};
    for (const row& each : rows) {
        CAPTURE(each.encoded);
        const bytes encoded = from_hex(each.encoded);
        cbor::reader from{encoded};
        const auto number = from.integer();
        REQUIRE(number);
        CHECK(*number == each.number);
        CHECK(from.end());
    }
    for (const char* each :
         {"3bffffffffffffffff", "3b8000000000000000", "1b8000000000000000", "1bffffffffffffffff"}) {
        CAPTURE(each);
        const bytes encoded = from_hex(each);
        cbor::reader from{encoded};
        CHECK(from.integer().error() == errc::value_out_of_range);
        CHECK(from.offset() == 0);
        CHECK(from.skip());
        CHECK(from.end());
    }
}

TEST_CASE("the strings of RFC 8949 appendix A are read") {
    struct row {
        const char* encoded;
        cbor::type type;
        std::string content;
    };
    const row rows[] = {{"40", cbor::type::bytes, ""},
                        {"4401020304", cbor::type::bytes, "\1\2\3\4"},
                        {"60", cbor::type::text, ""},
                        {"6161", cbor::type::text, "a"},
                        {"6449455446", cbor::type::text, "IETF"},
                        {"62225c", cbor::type::text, "\"\\"},
                        {"62c3bc", cbor::type::text, "\xC3\xBC"},
                        {"63e6b0b4", cbor::type::text, "\xE6\xB0\xB4"},
                        {"64f0908591", cbor::type::text, "\xF0\x90\x85\x91"}};
    for (const row& each : rows) {
        CAPTURE(each.encoded);
        const bytes encoded = from_hex(each.encoded);
        cbor::reader from{encoded};
        REQUIRE(*from.peek() == each.type);
        const auto string = each.type == cbor::type::text ? from.text() : from.bytes();
        REQUIRE(string);
        CHECK(text_of(*string) == each.content);
        CHECK(from.end());
    }
}

TEST_CASE("the simple values of RFC 8949 appendix A are read, and unknown ones are passed over") {
    const bytes encoded = from_hex("f4 f5 f6 f7 f0 f8ff f820");
    cbor::reader from{encoded};
    CHECK(from.null().error() == errc::unexpected_item);
    CHECK(*from.boolean() == false);
    CHECK(*from.boolean() == true);
    CHECK(from.boolean().error() == errc::unexpected_item);
    CHECK(from.null());
    for (int unknown = 0; unknown < 4; ++unknown) {
        CHECK(from.null().error() == errc::unexpected_item);
        CHECK(from.boolean().error() == errc::unexpected_item);
        CHECK(from.skip());
    }
    CHECK(from.end());
}

TEST_CASE("the tags, arrays and maps of RFC 8949 appendix A are read and passed over") {
    for (const char* each : {
             "c11a514b67b0",
             "d74401020304",
             "d818456449455446",
             "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
             "c249010000000000000000",
             "c349010000000000000000",
             "c074323031332d30332d32315432303a30343a30305a",
             "80",
             "83010203",
             "8301820203820405",
             "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
             "a0",
             "a201020304",
             "a26161016162820203",
             "826161a161626163",
             "a56161614161626142616361436164614461656145",
         }) {
        CAPTURE(each);
        const bytes encoded = from_hex(each);
        cbor::reader from{encoded};
        const auto whole = from.skip();
        REQUIRE(whole);
        CHECK(to_hex(*whole) == each);
        CHECK(from.end());
    }

    const bytes encoded = from_hex("83 01 82 02 03 a1 04 d8 18 41 05");
    cbor::reader from{encoded};
    CHECK(*from.array() == 3);
    CHECK(*from.uint() == 1);
    CHECK(*from.array() == 2);
    CHECK(*from.uint() == 2);
    CHECK(*from.uint() == 3);
    CHECK(*from.map() == 1);
    CHECK(*from.uint() == 4);
    CHECK(*from.tag() == 24);
    auto inner = from.nested();
    REQUIRE(inner);
    CHECK(inner->offset() == 10);
    CHECK(*inner->uint() == 5);
    CHECK(inner->end());
    CHECK(from.end());
}

TEST_CASE("what is not deterministic, not well formed or of no use here is refused where it is") {
    struct row {
        const char* what;
        const char* encoded;
        errc error;
        std::uint32_t at;
    };
    constexpr errc crooked = errc::not_deterministic;
    constexpr errc alien = errc::unexpected_item;
    constexpr row rows[] = {
        {"a number in two bytes that fits one", "1817", crooked, 0},
        {"a number in three bytes that fits two", "1900ff", crooked, 0},
        {"a number in five bytes that fits three", "1a0000ffff", crooked, 0},
        {"a number in nine bytes that fits five", "1b00000000ffffffff", crooked, 0},
        {"a negative number in two bytes that fits one", "3800", crooked, 0},
        {"a length in two bytes that fits one", "580161", crooked, 0},
        {"a text's length in three bytes that fits two", "79000161", crooked, 0},
        {"a count of items in more bytes than it needs", "980100", crooked, 0},
        {"a count of pairs in more bytes than it needs", "b8010000", crooked, 0},
        {"a tag in more bytes than it needs", "d80100", crooked, 0},
        {"bytes of indefinite length", "5f42010243030405ff", crooked, 0},
        {"a text of indefinite length", "7f657374726561646d696e67ff", crooked, 0},
        {"an array of indefinite length", "9fff", crooked, 0},
        {"an array of indefinite length within", "83018202039f0405ff", crooked, 5},
        {"a map of indefinite length", "bf61610161629f0203ffff", crooked, 0},
        {"a break without a beginning", "ff", crooked, 0},
        {"additional information 28", "1c", crooked, 0},
        {"additional information 29", "3d", crooked, 0},
        {"additional information 30", "de00", crooked, 0},
        {"additional information 28 of a simple value", "fc", crooked, 0},
        {"a simple value below 32 in two bytes", "f81f", crooked, 0},
        {"false in two bytes", "f814", crooked, 0},
        {"half a float", "f93c00", alien, 0},
        {"a float", "fa47c35000", alien, 0},
        {"a double", "fb7e37e43c8800759c", alien, 0},
        {"a float within", "8201f97e00", alien, 2},
        {"keys that descend", "a202000100", crooked, 3},
        {"a key twice", "a201000100", crooked, 3},
        {"a negative key before a positive one", "a220000100", crooked, 3},
        {"a longer text before a shorter one", "a2626161006162 00", crooked, 5},
        {"an array as key twice", "a2 8101 00 8101 00", crooked, 4},
        {"a map as key, whose own keys descend", "a1 a2 02 00 01 00 00", crooked, 4},
        {"keys that descend in a map within", "81 82 00 a2 02 00 01 00", crooked, 6},
        {"keys that descend behind a map within", "a2 02 a1 03 00 01 00", crooked, 5},
        {"text that is not UTF-8", "62 c328", errc::bad_structure, 0},
        {"a tag around nothing", "c1", errc::truncated, 1},
        {"a map without its value", "a101", errc::truncated, 0},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        const bytes encoded = from_hex(each.encoded);
        cbor::reader from{encoded};
        const auto passed = from.skip();
        CHECK(passed.error() == each.error);
        CHECK(passed.at() == each.at);
        CHECK(from.offset() == 0);
    }
}

TEST_CASE("only UTF-8 in its shortest form is text") {
    for (const char* good : {"", "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf",
                             "f0908080", "f48fbfbf", "6162c3bc63"}) {
        CAPTURE(good);
        CHECK(cbor::detail::is_utf8(from_hex(good)));
    }
    for (const char* bad :
         {"80",       "bf",       "c0",       "c080",     "c1bf",       "c2",
          "c241",     "c2c2",     "e0",       "e080",     "e08080",     "e09fbf",
          "eda080",   "edbfbf",   "e0a0",     "e0a041",   "f0808080",   "f08fbfbf",
          "f4908080", "f5808080", "f7bfbfbf", "f8888080", "f888808080", "fc8480808080",
          "fe",       "ff",       "61c3",     "f0908041"}) {
        CAPTURE(bad);
        CHECK(!cbor::detail::is_utf8(from_hex(bad)));
    }
}

TEST_CASE("lengths and counts beyond what is there are refused before anything is done with them") {
    for (const char* length :
         {"5820", "590100", "5a00010000", "5affffffff", "5b0000000100000000", "5b8000000000000000",
          "5b7fffffffffffffff", "5bffffffffffffffff", "5bfffffffffffffff8"}) {
        bytes encoded = from_hex(length);
        const auto initial = encoded[0];
        for (const std::uint8_t major : bytes{0x40, 0x60, 0x80, 0xA0}) {
            encoded[0] = static_cast<std::uint8_t>((initial & 31) | major);
            encoded.resize(from_hex(length).size() + 3);
            CAPTURE(to_hex(encoded));
            cbor::reader from{encoded, 1000};
            const auto passed = from.skip();
            CHECK(passed.error() == errc::truncated);
            CHECK(passed.at() == 1000);
            for (const auto error : {from.bytes().error(), from.text().error(),
                                     from.array().error(), from.map().error()}) {
                CHECK((error == errc::truncated || error == errc::unexpected_item));
            }
            CHECK(from.offset() == 1000);
        }
    }
}

TEST_CASE("an item that ends early, at whichever byte, is truncated") {
    const bytes whole = from_hex("a5 01 1903e8 02 3a000f4240 03 82 4401020304 64f0908591"
                                 "04 d818 43 820102 05 a2 00 f5 20 f820");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const bytes part{whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)};
        cbor::reader from{part};
        const auto passed = from.skip();
        CHECK(passed.error() == errc::truncated);
        CHECK(passed.at() <= size);
        CHECK(from.offset() == 0);
    }
    cbor::reader from{whole};
    REQUIRE(from.skip());
    CHECK(from.end());
    CHECK(from.peek().error() == errc::truncated);
    CHECK(from.uint().error() == errc::truncated);
    CHECK(from.skip().error() == errc::truncated);
    CHECK(from.skip().at() == whole.size());
}

TEST_CASE("ten thousand items within each other are refused at the ninth") {
    for (const std::uint8_t opening : bytes{0x81, 0xC1}) {
        bytes bomb(10000, opening);
        bomb.push_back(0);
        cbor::reader from{bomb};
        const auto passed = from.skip();
        CHECK(passed.error() == errc::nested_too_deep);
        CHECK(passed.at() == cbor::depth_max);
    }
    bytes maps;
    for (int i = 0; i < 10000; ++i) {
        maps.insert(maps.end(), {0xA1, 0x01});
    }
    maps.push_back(0);
    cbor::reader from{maps};
    CHECK(from.skip().error() == errc::nested_too_deep);

    bytes as_many(cbor::depth_max, 0x81);
    as_many.push_back(0);
    CHECK(cbor::reader{as_many}.skip());
    as_many.insert(as_many.begin(), 0x81);
    CHECK(cbor::reader{as_many}.skip().error() == errc::nested_too_deep);
    // Many beside each other are no matter.
    bytes wide = from_hex("99 2710");
    wide.insert(wide.end(), 10000, 0x80);
    CHECK(cbor::reader{wide}.skip());
}

TEST_CASE("another type than the one asked for is refused and stays the next item") {
    for (const char* each : {"01", "20", "4101", "6161", "8101", "a10101", "c101", "f5", "f6"}) {
        CAPTURE(each);
        const bytes encoded = from_hex(each);
        cbor::reader from{encoded, 7};
        const auto of = *from.peek();
        const auto refuses = [&](auto&& answer) {
            CHECK(answer.error() == errc::unexpected_item);
            CHECK(answer.at() == 7);
            CHECK(from.offset() == 7);
        };
        using cbor::type;
        if (of != type::uint) {
            refuses(from.uint());
        }
        if (of != type::uint && of != type::nint) {
            refuses(from.integer());
        }
        if (of != type::bytes) {
            refuses(from.bytes());
            refuses(from.nested());
        }
        if (of != type::text) {
            refuses(from.text());
        }
        if (of != type::array) {
            refuses(from.array());
        }
        if (of != type::map) {
            refuses(from.map());
        }
        if (of != type::tag) {
            refuses(from.tag());
        }
        if (of != type::simple) {
            refuses(from.boolean());
            refuses(from.null());
        }
        CHECK(from.skip());
        CHECK(from.end());
    }
}

TEST_CASE("bytes behind the end are told") {
    const bytes encoded = from_hex("0102");
    cbor::reader from{encoded, 5};
    CHECK(from.end().error() == errc::trailing_bytes);
    CHECK(*from.uint() == 1);
    CHECK(from.end().error() == errc::trailing_bytes);
    CHECK(from.end().at() == 6);
    CHECK(*from.uint() == 2);
    CHECK(from.end());
    CHECK(cbor::reader{{}}.end());
    CHECK(cbor::reader{{}}.peek().error() == errc::truncated);
}

TEST_CASE("items are read by the compiler, too") {
    constexpr auto sum = [] {
        constexpr std::array<std::uint8_t, 12> encoded{0x83, 0x19, 0x01, 0x00, 0x38, 0x63,
                                                       0xA1, 0x00, 0x62, 'h',  'i',  0xF5};
        cbor::reader from{encoded};
        std::int64_t found = *from.array();
        found += static_cast<std::int64_t>(*from.uint());
        found += *from.integer();
        found += static_cast<std::int64_t>(from.skip()->size());
        return *from.boolean() && from.end() ? found : 0;
    }();
    STATIC_REQUIRE(sum == 3 + 256 - 100 + 5);
}

} // namespace
} // namespace fc::test
