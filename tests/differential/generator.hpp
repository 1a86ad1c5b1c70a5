// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/random.hpp"

#include <femto/image/sections.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fc::test {

/// A program and everything it is run with.
struct sample {
    std::vector<std::uint8_t> text{};
    std::vector<std::uint8_t> rodata{};
    std::vector<std::uint8_t> data{};
    std::uint32_t bss_bytes = 0;
    std::vector<relocation> relocations{};
    std::uint32_t entry = 0;

    std::vector<std::uint8_t> context{};
    bool context_is_writable = true;
    std::uint32_t budget = 0;

    fc::sections sections() const { return {text, rodata, data, bss_bytes, relocations, entry}; }
};

/// No longer program, context or data section is made.
inline constexpr std::size_t sample_slots_max = 250;
inline constexpr std::size_t sample_context_max = 64;
inline constexpr std::size_t sample_data_max = 64;

/// A random program that `verify` must accept: every instruction of the table, functions that call
/// each other, helpers, loops that end and loops that do not, pointers that are good, off by a few
/// bytes, or wild.
/// @param size  roughly how many instructions, from 1
sample random_program(random_numbers& random, std::size_t size);

/// Flips bits, copies slots over others: most results are refused, the rest must behave the same
/// everywhere.
void mutate(random_numbers& random, sample& of);

/// What the programs may call; see differential/helpers.hpp.
inline constexpr std::uint32_t sample_helper_ids[] = {1, 2, 3, 4, 5, 0x120};

} // namespace fc::test
