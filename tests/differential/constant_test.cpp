// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "differential/constant_row.hpp"
#include "support/catch.hpp"

#include <array>
#include <utility>

// Random programs run by the compiler: that each static_assert below holds says that the compiler
// got the reference's answer, and that nothing on the way was undefined behaviour.
namespace fc::test {
namespace {

#include "constants.inc"

template <std::size_t... Row>
constexpr bool all_agree(std::index_sequence<Row...>) {
    // One constant expression each: the limits of the compilers are per expression.
    constexpr std::array<bool, sizeof...(Row)> verdicts{
        std::bool_constant<agrees<constant_config>(constant_rows[Row])>::value...};
    for (const bool verdict : verdicts) {
        if (!verdict) {
            return false;
        }
    }
    return true;
}
static_assert(all_agree(std::make_index_sequence<constant_rows.size()>{}),
              "the compiler runs a random program differently from the reference");

TEST_CASE("programs that the compiler ran do the same at run time", "[constexpr]") {
    std::size_t finished = 0;
    for (const constant_row& row : constant_rows) {
        finished += row.finished ? 1U : 0U;
        CAPTURE(&row - constant_rows.data());
        each_executor<constant_config>([&]<class Config>() {
            CAPTURE(Config::name);
            CHECK(agrees<Config>(row));
        });
    }
    CHECK(finished >= constant_rows.size() / 4);
}

} // namespace
} // namespace fc::test
