// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "board.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>

#include <cstddef>
#include <cstdint>

namespace femto_riot {

/// The engine's knobs, from Kconfig; a wrong one fails with femto's sentence about it.
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t containers = CONFIG_FEMTO_RIOT_CONTAINERS;
    static constexpr std::size_t tenants = CONFIG_FEMTO_RIOT_TENANTS;
    static constexpr std::size_t hooks = FEMTO_HOOK_APP + CONFIG_FEMTO_RIOT_APP_HOOKS;
    static constexpr std::size_t store_entries = CONFIG_FEMTO_RIOT_STORE_ENTRIES;
    static constexpr std::size_t stack_bytes = CONFIG_FEMTO_RIOT_STACK_BYTES;
    static constexpr std::size_t thread_levels = 1; // no helper of the module fires a hook
    static constexpr std::size_t interrupt_levels = CONFIG_FEMTO_RIOT_ISR_HOOKS;
    static constexpr std::size_t tasks = CONFIG_FEMTO_RIOT_TASKS;
    static constexpr std::size_t task_stack_bytes = CONFIG_FEMTO_RIOT_TASK_STACK_BYTES;
    static constexpr std::uint32_t budget = CONFIG_FEMTO_RIOT_BUDGET;
    static constexpr std::uint8_t quarantine_after = CONFIG_FEMTO_RIOT_QUARANTINE_AFTER;
    static constexpr std::size_t fault_reports = CONFIG_FEMTO_RIOT_FAULT_REPORTS;
    using helpers = fc::abi::helpers<board>;
#ifdef MODULE_FEMTO_RIOT_COMPACT
    using dispatch = fc::dispatch::compact;
#endif
};

using engine = fc::engine<device>;
using hook_base = fc::hook_base<device>;

} // namespace femto_riot
