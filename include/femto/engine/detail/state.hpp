// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/fault.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/store.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/vm/vm.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::detail {

/// A long-running container's machine.
template <class Config>
struct task {
    struct config : Config {
        static constexpr std::size_t stack_bytes = Config::task_stack_bytes;
    };
    enum class phase : std::uint8_t {
        free,
        waiting, // for its next slice
        running,
        ending // stopped in the middle of a slice
    };

    vm<config> machine{};
    caller<typename Config::platform> from{};
    std::uint32_t counted = 0; // slots of this run that are in the statistics
    std::uint8_t place = 0;
    phase now = phase::free;
};

/// An event that threads are in the middle of.
struct firing {
    std::uint8_t next;
    firing* outer;
};

/// Everything an engine keeps. All of it begins as 0, in one piece, so that making an engine is one
/// memset and not a loop for each array.
template <class Config>
struct state {
    /// How many events are being handled, one within the other; each has a machine.
    using level = std::uint8_t;

    std::array<container<Config>, Config::containers> containers_{};
    std::array<hook_base<Config>*, Config::hooks> hooks_{};
    std::array<tenant<Config>, Config::tenants> tenants_{};
    std::array<store_entry, Config::store_entries> entries_{};
    std::array<vm<Config>, Config::thread_levels> thread_machines_{};
    std::array<vm<Config>, Config::interrupt_levels> interrupt_machines_{};
    std::array<task<Config>, Config::tasks> tasks_{};
    fault_log<Config::fault_reports> faults_{};
    firing* innermost_ = nullptr; // of the events threads are in the middle of
    level thread_level_ = 0;
    level interrupt_level_ = 0;
    std::uint8_t tenant_count_ = 0;
};

} // namespace fc::detail
