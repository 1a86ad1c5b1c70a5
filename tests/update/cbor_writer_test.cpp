// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/update/cbor/reader.hpp>
#include <femto/update/cbor/writer.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string_view>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
using bytes = std::vector<std::uint8_t>;

template <class Write>
std::string written(Write&& write) {
    std::array<std::uint8_t, 512> room{};
    cbor::writer into{room};
    write(into);
    return to_hex(*into.written());
}

TEST_CASE("numbers are written in as few bytes as they need") {
    struct row {
        std::int64_t number;
        const char* encoded;
    };
    constexpr row rows[] = {{0, "00"},
                            {23, "17"},
                            {24, "1818"},
                            {255, "18ff"},
                            {256, "190100"},
                            {65535, "19ffff"},
                            {65536, "1a00010000"},
                            {4294967295, "1affffffff"},
                            {4294967296, "1b0000000100000000"},
                            {std::numeric_limits<std::int64_t>::max(), "1b7fffffffffffffff"},
                            {-1, "20"},
                            {-24, "37"},
                            {-25, "3818"},
                            {-256, "38ff"},
                            {-257, "390100"},
                            {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"}};
    for (const row& each : rows) {
        CHECK(written([&](cbor::writer& into) { into.integer(each.number); }) == each.encoded);
    }
    CHECK(written([](cbor::writer& into) {
              into.uint(std::numeric_limits<std::uint64_t>::max());
          }) == "1bffffffffffffffff");
}

TEST_CASE("items of every type are written as RFC 8949 appendix A has them") {
    CHECK(written([](cbor::writer& into) { into.bytes(from_hex("01020304")); }) == "4401020304");
    CHECK(written([](cbor::writer& into) { into.text("IETF"); }) == "6449455446");
    CHECK(written([](cbor::writer& into) { into.text(std::string_view{"a"}); }) == "6161");
    CHECK(written([](cbor::writer& into) { into.text(from_hex("c3bc")); }) == "62c3bc");
    CHECK(written([](cbor::writer& into) { into.text(""); }) == "60");
    CHECK(written([](cbor::writer& into) {
              into.boolean(false);
              into.boolean(true);
              into.null();
          }) == "f4f5f6");
    CHECK(written([](cbor::writer& into) {
              into.map(2);
              into.text("a");
              into.uint(1);
              into.text("b");
              into.array(2);
              into.uint(2);
              into.raw(from_hex("03"));
          }) == "a26161016162820203");
    CHECK(written([](cbor::writer& into) {
              into.tag(24);
              into.bytes_of(2);
              into.array(1);
              into.null();
          }) == "d8184281f6");
}

TEST_CASE("items are enclosed in a byte string once they are there") {
    for (const std::size_t size : {0U, 1U, 23U, 24U, 255U, 256U, 300U}) {
        const bytes content(size, 0x07);
        const std::string direct = written([&](cbor::writer& into) {
            into.array(1);
            into.bytes(content);
            into.null();
        });
        const std::string enclosed = written([&](cbor::writer& into) {
            into.array(1);
            const std::size_t from = into.size();
            for (std::size_t i = 0; i < size; ++i) {
                into.uint(7);
            }
            into.enclose(from);
            into.null();
        });
        CHECK(enclosed == direct);
    }
    CHECK(written([](cbor::writer& into) {
              const std::size_t outer = into.size();
              into.uint(1);
              const std::size_t inner = into.size();
              into.text("ab");
              into.enclose(inner);
              into.enclose(outer);
          }) == "450143626162");
}

TEST_CASE("what does not fit is not written, and the room it takes is told") {
    const auto write = [](cbor::writer& into) {
        into.map(2);
        into.integer(-1000);
        into.text("hello");
        const std::size_t from = into.size();
        into.array(1);
        into.bytes(bytes(30, 5));
        into.enclose(from);
        into.boolean(true);
    };
    bytes whole(100);
    cbor::writer into_all{whole};
    write(into_all);
    whole.resize(into_all.written()->size());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        bytes room(size + 1, 0xEE);
        cbor::writer into{{room.data(), size}};
        write(into);
        CHECK(into.written().error() == errc::buffer_too_small);
        CHECK(into.written().at() == whole.size());
        CHECK(room.back() == 0xEE);
    }
    bytes exact(whole.size());
    cbor::writer into{exact};
    write(into);
    REQUIRE(into.written());
    CHECK(exact == whole);
}

TEST_CASE("items are written by the compiler, too") {
    constexpr auto encoded = [] {
        std::array<std::uint8_t, 8> room{};
        cbor::writer into{room};
        into.array(2);
        into.text("hi");
        into.integer(-500);
        return into.written() ? room : std::array<std::uint8_t, 8>{};
    }();
    STATIC_REQUIRE(encoded == std::array<std::uint8_t, 8>{0x82, 0x62, 'h', 'i', 0x39, 0x01, 0xF3});
}

/// Writes items nobody chose and reads them back, each with the function for its type.
class round_trip {
public:
    explicit round_trip(std::uint32_t seed) : random_{seed} {}

    /// One item at most `depth` levels deep; its encoding is added to `into`.
    void write(cbor::writer& into, int depth) {
        const std::uint64_t number = draw_number();
        switch (draw(depth > 0 ? 9 : 6)) {
        case 0: into.uint(number); break;
        case 1: into.integer(static_cast<std::int64_t>(number)); break;
        case 2: into.bytes(draw_bytes(false)); break;
        case 3: into.text(draw_bytes(true)); break;
        case 4: into.boolean(draw(2) == 0); break;
        case 5: into.null(); break;
        case 6:
            into.tag(number);
            write(into, depth - 1);
            break;
        case 7: {
            const std::uint32_t items = draw(5);
            into.array(items);
            for (std::uint32_t i = 0; i < items; ++i) {
                write(into, depth - 1);
            }
            break;
        }
        default: write_map(into, depth); break;
        }
    }

    static void rewrite(cbor::reader& from, cbor::writer& into) {
        switch (*from.peek()) {
        case cbor::type::uint: into.uint(*from.uint()); break;
        case cbor::type::nint: into.integer(*from.integer()); break;
        case cbor::type::bytes: into.bytes(*from.bytes()); break;
        case cbor::type::text: into.text(*from.text()); break;
        case cbor::type::tag:
            into.tag(*from.tag());
            rewrite(from, into);
            break;
        case cbor::type::array: {
            const std::uint32_t items = *from.array();
            into.array(items);
            for (std::uint32_t i = 0; i < items; ++i) {
                rewrite(from, into);
            }
            break;
        }
        case cbor::type::map: {
            const std::uint32_t pairs = *from.map();
            into.map(pairs);
            for (std::uint32_t i = 0; i < pairs * 2; ++i) {
                rewrite(from, into);
            }
            break;
        }
        case cbor::type::simple:
            if (const auto value = from.boolean()) {
                into.boolean(*value);
            } else {
                REQUIRE(from.null());
                into.null();
            }
            break;
        }
    }

private:
    std::uint32_t draw(std::uint32_t below) {
        return static_cast<std::uint32_t>(random_() % below);
    }
    std::uint64_t draw_number() { return random_() >> draw(64); }
    bytes draw_bytes(bool is_text) {
        bytes drawn(draw(40));
        for (auto& each : drawn) {
            each = static_cast<std::uint8_t>(is_text ? ' ' + draw(95) : draw(256));
        }
        return drawn;
    }
    void write_map(cbor::writer& into, int depth) {
        std::vector<bytes> keys(draw(5));
        for (bytes& key : keys) {
            bytes room(100000);
            cbor::writer one{room};
            write(one, depth - 1);
            key.assign(one.written()->begin(), one.written()->end());
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        into.map(keys.size());
        for (const bytes& key : keys) {
            into.raw(key);
            write(into, depth - 1);
        }
    }

    std::mt19937_64 random_;
};

TEST_CASE("whatever is written is read back as it was, and written to the same bytes") {
    bytes room(100000);
    bytes again(100000);
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        round_trip one{seed};
        cbor::writer into{room};
        one.write(into, static_cast<int>(seed % 5));
        const auto encoded = into.written();
        REQUIRE(encoded);
        CAPTURE(seed, to_hex(*encoded));

        cbor::reader whole{*encoded};
        const auto passed = whole.skip();
        REQUIRE(passed);
        CHECK(passed->size() == encoded->size());

        cbor::reader from{*encoded};
        cbor::writer second{again};
        round_trip::rewrite(from, second);
        CHECK(from.end());
        CHECK(to_hex(*second.written()) == to_hex(*encoded));
    }
}

} // namespace
} // namespace fc::test
