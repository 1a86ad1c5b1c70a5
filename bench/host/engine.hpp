// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace bench {

/// One way to execute programs: a dispatch over a memory policy, compiled alone.
struct engine {
    const char* name;

    /// Makes `text` the program that the others run; called `times` times.
    /// @return  the slots of the program
    fc::result<std::uint64_t> (*verify)(std::span<const std::uint8_t> text, std::uint64_t times);
    /// Runs it `times` times.
    /// @return  r0 of the last run
    fc::result<std::uint64_t> (*run)(std::span<std::uint8_t> context, std::uint64_t times);
    /// Slots the last run executed.
    std::uint32_t (*slots)();
};

} // namespace bench
