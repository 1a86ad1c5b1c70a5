// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/abi/number_text.hpp>

#include <cstdint>
#include <limits>
#include <string>

namespace fc::test {
namespace {

std::string as_string(const abi::number_text& of) { return {of.text().data(), of.text().size()}; }

TEST_CASE("a fixed-point number has all of its digits, and a point where the scale says") {
    struct row {
        int number;
        int scale;
        const char* expected;
    };
    // The first rows are what RIOT's own tests of fmt_s16_dfp and fmt_s32_dfp say.
    const row rows[] = {
        {0, -3, "0.000"},
        {12345, -4, "1.2345"},
        {12030, -3, "12.030"},
        {-3548, -2, "-35.48"},
        {-3548, 2, "-354800"},
        {0, 0, "0"},
        {-1, 0, "-1"},
        {-5, -3, "-0.005"},
        {5, -1, "0.5"},
        {10, -1, "1.0"},
        {-32768, 0, "-32768"},
        {-32768, -5, "-0.32768"},
        {32767, -7, "0.0032767"},
        {7, 2, "700"},
        {0, 3, "0000"},
        {-32768, 16, "-327680000000000000000"},
        {-32768, -16, "-0.0000000000032768"},
    };
    for (const row& each : rows) {
        CAPTURE(each.number, each.scale);
        CHECK(as_string(abi::fixed_point(static_cast<std::int16_t>(each.number), each.scale)) ==
              each.expected);
    }
}

TEST_CASE("digits are those of the C++ library") {
    for (const std::uint64_t number :
         {std::uint64_t{0}, std::uint64_t{9}, std::uint64_t{10}, std::uint64_t{4294967295},
          std::uint64_t{4294967296}, std::numeric_limits<std::uint64_t>::max()}) {
        CHECK(as_string(abi::number_text{}.digits(number)) == std::to_string(number));
    }
    static_assert(abi::number_text{}.digits(1234).text().size() == 4);
    static_assert(abi::fixed_point(-1, -1).text().size() == 4);
}

TEST_CASE("more characters than there is room for are cut, and none written elsewhere") {
    abi::number_text text;
    for (int i = 0; i < 100; ++i) {
        text.before('x');
    }
    CHECK(as_string(text.digits(5)) == std::string(abi::number_text::size_max, 'x'));
}

} // namespace
} // namespace fc::test
