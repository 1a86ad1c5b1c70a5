// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/helpers.hpp>
#include <femto/cli/device/board.hpp>
#include <femto/engine.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::cli::device {

/// The device's Config: what containers notice of it is as a firmware has it that changes nothing,
/// and there is room for more of them.
struct config : engine_defaults<board> {
    static constexpr std::size_t containers = 32;
    static constexpr std::size_t tenants = 16;
    static constexpr std::size_t hooks = 8;
    static constexpr std::size_t store_entries = 256;
    static constexpr std::size_t tasks = 8;
    static constexpr std::size_t task_stack_bytes = stack_bytes;
    /// The most a hook allows; what a tenant has unless it is given more is `usual_budget`.
    static constexpr std::uint32_t budget = 1'000'000;
    /// As many as can be within one event, so that none is lost.
    static constexpr std::size_t fault_reports = 64;
    using helpers = abi::helpers<board>;

    static constexpr std::uint32_t usual_budget = engine_defaults<board>::budget;
};

using helpers = helper_set<config::helpers>;

/// What one container may have of data and bss.
inline constexpr std::size_t data_bytes_max = std::size_t{64} << 10;

} // namespace fc::cli::device
