// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/sample_helpers.hpp"
#include "support/executors.hpp"

#include <femto/vm.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// A random program with what the reference says of it, to be compared by who has no reference: the
// compiler, and targets without a C library.
namespace fc::test {

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

} // namespace fc::test
