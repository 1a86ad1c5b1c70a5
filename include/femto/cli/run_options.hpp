// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/config.hpp>
#include <femto/cli/trace.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <vector>

namespace fc::cli {

/// How to run a program.
struct run_options {
    std::uint32_t budget = defaults::budget;
    std::optional<config_choice> config{}; // if named, dispatch and memory are not
    dispatch_choice dispatch = dispatch_choice::switched;
    memory_choice memory = memory_choice::segmented;
    std::size_t stack_bytes = defaults::stack_bytes; // one of `stack_sizes`
    std::vector<desk_helper> helpers{};
    std::ostream* trace = nullptr;
};

} // namespace fc::cli
