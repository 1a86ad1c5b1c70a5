// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"

#include "support/assembled.hpp"

#include <cstdio>

namespace fc::test {
namespace {

constexpr std::size_t text_at = 64; // of a string that a format asks for

struct printed {
    result<std::uint64_t> r0;
    std::string text;
};

printed print(const char* object, std::string_view format, std::uint64_t b = 0, std::uint64_t c = 0,
              std::uint64_t d = 0, std::uint64_t e = 0) {
    stage on;
    call about{bytes_at, b, c, d, e};
    about.with(format).with("text", text_at);
    const auto r0 = on.run(object, "do_printf", bytes_of(about));
    return {r0, on.firmware.printed};
}

TEST_CASE("printf prints what a format asks for") {
    struct row {
        const char* format;
        std::uint64_t value;
        const char* expected;
    };
    const std::uint64_t all = ~std::uint64_t{0};
    const row rows[] = {
        {"", 0, ""},
        {"no values", 0, "no values"},
        {"100%%", 0, "100%"},
        {"%d", 0, "0"},
        {"%d", 42, "42"},
        {"%i", all, "-1"},
        {"%d", 0x80000000, "-2147483648"},
        {"%d", 0x1234567800000005, "5"},
        {"%u", all, "4294967295"},
        {"%u", 0x100000000, "0"},
        {"%x", 0xBEEF, "beef"},
        {"%X", 0xBEEF, "BEEF"},
        {"%x", all, "ffffffff"},
        {"%ld", all, "-1"},
        {"%lld", std::uint64_t{1} << 63, "-9223372036854775808"},
        {"%lu", all, "18446744073709551615"},
        {"%llx", all, "ffffffffffffffff"},
        {"%lX", 0x100000000, "100000000"},
        {"%c", 'c', "c"},
        {"%c", 0x100 + 'c', "c"},
        {"%s", bytes_at + text_at, "text"},
        {"%s", bytes_at + text_at + 4, ""},
        {"[%5d]", 42, "[   42]"},
        {"[%05d]", 42, "[00042]"},
        {"[%5d]", all, "[   -1]"},
        {"[%05d]", all, "[-0001]"},
        {"[%1d]", 1234, "[1234]"},
        {"[%012lx]", 0xABCDEF, "[000000abcdef]"},
        {"[%6s]", bytes_at + text_at, "[  text]"},
        {"[%3c]", 'x', "[  x]"},
        {"[%0d]", 7, "[7]"},
        {"a%db%%c", 7, "a7b%c"},
    };
    for (const char* const object : calls) {
        for (const row& each : rows) {
            CAPTURE(object, each.format, each.value);
            const printed did = print(object, each.format, each.value);
            REQUIRE(did.r0);
            CHECK(did.text == each.expected);
            CHECK(*did.r0 == did.text.size());
        }
    }
}

TEST_CASE("printf prints numbers as the C library does") {
    const std::uint64_t values[] = {0,
                                    1,
                                    9,
                                    10,
                                    0x7FFFFFFF,
                                    0x80000000,
                                    0xFFFFFFFF,
                                    0x100000000,
                                    std::uint64_t{1} << 63,
                                    ~std::uint64_t{0},
                                    123456789012345};
    const char* const formats[] = {"%d", "%u", "%x", "%X", "%9d", "%09d", "%20x", "%030u"};
    for (const char* const format : formats) {
        for (const std::uint64_t value : values) {
            CAPTURE(format, value);
            char expected[64];
            // NOLINTNEXTLINE: the format is one of the above
            std::snprintf(expected, sizeof expected, format, static_cast<unsigned>(value));
            CHECK(print(calls[0], format, value).text == expected);
            std::string wide{format};
            wide.insert(wide.size() - 1, "ll");
            // NOLINTNEXTLINE: the same
            std::snprintf(expected, sizeof expected, wide.c_str(),
                          static_cast<unsigned long long>(value));
            CHECK(print(calls[0], wide, value).text == expected);
        }
    }
}

TEST_CASE("printf takes four values") {
    for (const char* const object : calls) {
        CAPTURE(object);
        CHECK(print(object, "%d %s %x %c", 1, bytes_at + text_at, 255, '!').text == "1 text ff !");
    }
}

TEST_CASE("printf refuses what it does not know, and prints nothing then") {
    for (const char* const format :
         {"%n",    "before %n",   "%hn",  "%p",  "%f",   "%e",    "%g",    "%a",
          "%o",    "%hd",         "%hhd", "%zu", "%jd",  "%td",   "%Ld",   "%llld",
          "%-5d",  "%+d",         "% d",  "%#x", "%.3s", "%.2d",  "%*d",   "%1$d",
          "%100d", "%999999999d", "%0s",  "%0c", "%ls",  "%lc",   "%",     "text%",
          "%5",    "%l",          "%0",   "%5%", "%l%",  "%\x01", "%\xFF", "%d %d %d %d %d",
          "%%%n",  "%s%n"}) {
        CAPTURE(format);
        const printed did = print(calls[0], format, bytes_at + text_at, bytes_at, bytes_at, 1);
        CHECK(did.r0.error() == errc::helper_failed);
        CHECK(did.text.empty());
    }
}

TEST_CASE("printf reads no string that the container may not read") {
    for (const std::uint64_t address :
         {std::uint64_t{0}, bytes_end, ~std::uint64_t{0}, bytes_at | std::uint64_t{1} << 40,
          std::uint64_t{7} << 24}) {
        CAPTURE(address);
        const printed did = print(calls[0], "before %s", address);
        CHECK(did.r0.error() == errc::illegal_memory);
        CHECK(did.text.empty());
    }
}

TEST_CASE("printf reads no string or format without end") {
    stage on;
    call about{bytes_at, bytes_at + 3};
    about.with(std::string{"%s\0", 3} + std::string(85, 'x'));
    CHECK(on.run(calls[0], "do_printf", bytes_of(about)).error() == errc::illegal_memory);
    about.with(std::string(88, 'x'));
    CHECK(on.run(calls[0], "do_printf", bytes_of(about)).error() == errc::illegal_memory);
    CHECK(on.firmware.printed.empty());
}

TEST_CASE("a text is looked at for no longer than it is printed") {
    static constexpr const auto& prints = assembled<"r2 = r1\nr2 += 3\ncall 1\nexit">;
    stage on;
    const auto id =
        on.engine.load(on.tenant, {.text = prints}, {}, helper_set<device::helpers>::all());
    REQUIRE(id);
    std::string about = std::string{"%s\0", 3} + std::string(1000, 'x'); // and no end of it
    const auto bytes = std::span{reinterpret_cast<std::uint8_t*>(about.data()), about.size()};
    CHECK(*on.engine.run(*id, bytes) == abi::printed_max);
    CHECK(on.firmware.printed == std::string(abi::printed_max, 'x'));
    CHECK(on.engine.run(*id, bytes.first(3 + abi::printed_max)).error() == errc::illegal_memory);
}

TEST_CASE("whatever the format, printf prints all of it or nothing") {
    constexpr std::string_view pieces[] = {"%", "d", "s", "l", "0",  "9",   "x",  "n",
                                           "c", "*", "a", "-", "%d", "%5s", "%%", "\xFF"};
    std::uint32_t random = 1;
    const auto next = [&] { return (random = random * 1664525 + 1013904223) >> 16; };
    const container_file file{calls[0], "do_printf"};
    stage on;
    const container_id id = on.load(file);
    unsigned refused = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string format;
        for (auto left = next() % 8; left > 0; --left) {
            format += pieces[next() % std::size(pieces)];
        }
        call about{bytes_at, bytes_at + next() % 96, next(), bytes_at + text_at, ~std::uint64_t{0}};
        about.with(format).with("text", text_at);
        on.firmware.printed.clear();
        const auto r0 = on.engine.run(id, bytes_of(about));
        CAPTURE(format);
        if (r0) {
            CHECK(*r0 == on.firmware.printed.size());
        } else {
            ++refused;
            CHECK(on.firmware.printed.empty());
            CHECK((r0.error() == errc::helper_failed || r0.error() == errc::illegal_memory));
            if (on.engine.info(id)->state == container_state::quarantined) {
                REQUIRE(on.engine.release(id));
            }
        }
    }
    CHECK(refused > 1000);
    CHECK(refused < 19000);
}

TEST_CASE("printf prints a limited number of characters") {
    const printed did = print(calls[0], "%99d%99d%99d", 1, 2, 3);
    REQUIRE(did.r0);
    CHECK(*did.r0 == abi::printed_max);
    CHECK(did.text.size() == abi::printed_max);
}

} // namespace
} // namespace fc::test
