// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "differential/helpers.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <femto/vm.hpp>

#include <array>
#include <utility>

// Random programs run by the compiler: that each static_assert below holds says that the compiler
// got the reference's answer, and that nothing on the way was undefined behaviour.
namespace fc::test {
namespace {

struct constant_config : defaults {
    static constexpr std::size_t frame_bytes = sample_frame_bytes;
    using helpers = sample_helpers;
};

struct constant_row {
    sections parts;
    std::span<const std::uint8_t> context;
    bool context_is_writable;
    std::uint32_t budget;
    errc end;
    bool finished;
    std::uint32_t slot;
    std::uint32_t executed;
    std::array<std::uint64_t, 11> registers;
    std::span<const std::uint8_t> context_after;
    std::span<const std::uint8_t> data_after;
};

#include "constants.inc"

template <class Config, class Code>
constexpr bool runs_as(const constant_row& row, const Code& code,
                       std::span<std::uint8_t> context_bytes) {
    fc::vm<Config> vm;
    const region bytes =
        row.context_is_writable ? writable(context_bytes) : read_only(context_bytes);
    if (!vm.start(code, bytes)) {
        return false;
    }
    const result<progress> end = vm.resume(row.budget);
    bool same = end.error() == row.end && vm.slot() == row.slot &&
                vm.instructions() == row.executed && (end ? end->done() : false) == row.finished;
    for (std::size_t i = 0; i < row.registers.size(); ++i) {
        same = same && vm.registers()[i] == row.registers[i];
    }
    return same;
}

constexpr bool equal(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    for (std::size_t i = 0; i < b.size(); ++i) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

template <class Config>
constexpr bool agrees(const constant_row& row) {
    const auto program = fc::verify<Config>(row.parts);
    if (!program) {
        return false;
    }
    std::array<std::uint8_t, 64> context{};
    std::array<std::uint8_t, 64> data{};
    for (std::size_t i = 0; i < row.context.size(); ++i) {
        context[i] = row.context[i];
    }
    const std::span<std::uint8_t> lent = std::span{context}.first(row.context.size());
    bool same = false;
    if (program->data_bytes() != 0) {
        const auto own = fc::instantiate(*program, std::span<std::uint8_t>{data});
        same = own && runs_as<Config>(row, *own, lent);
    } else {
        same = runs_as<Config>(row, *program, lent);
    }
    return same && equal(context, row.context_after) && equal(data, row.data_after);
}

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
