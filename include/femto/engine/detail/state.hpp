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

/// What a run may execute. It counts as used while the run lasts, so that runs within it cannot use the
/// same once more.
struct allowance {
    std::uint32_t slots = 0;    // 0 when the tenant has none left
    std::uint32_t reserved = 0; // of the tenant's window
    bool is_cut = false;        // less than was wanted
};

/// What runs the containers of one event, or one slice. What it is to know of those stands here and
/// not on the C stack, which in interrupts is that of whoever was interrupted.
template <class Config>
struct worker {
    using platform = typename Config::platform;

    vm<Config> machine{};
    caller<platform> from{};
    fc::platform::request_of<platform>* request = nullptr;
    allowance given{};
    std::uint8_t hook = 0; // of the event
    bool in_interrupt = false;
};

/// A long-running container between its slices.
template <class Config>
struct task {
    enum class phase : std::uint8_t {
        free,
        running, // a slice
        ending,  // stopped in the middle of a slice
        fresh,   // waits for its first slice
        waiting  // for its next
    };
    constexpr bool waits() const { return now >= phase::fresh; }

    suspended_run<Config::call_depth> run{};
    std::uint8_t place = 0;
    phase now = phase::free;
    context about{};
    alignas(8) std::array<std::uint8_t, Config::task_stack_bytes> stack{};
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
    std::array<container<Config>, Config::containers> containers_{};
    std::array<hook_base<Config>*, Config::hooks> hooks_{};
    std::array<tenant<Config>, Config::tenants> tenants_{};
    std::array<store_entry, Config::store_entries> entries_{};
    std::array<worker<Config>, Config::thread_levels + Config::interrupt_levels> workers_{};
    std::array<task<Config>, Config::tasks> tasks_{};
    fault_log<Config::fault_reports> faults_{};
    firing* innermost_ = nullptr; // of the events threads are in the middle of
    // Events and slices being handled, one within the other: of threads, of interrupts. Each has a
    // worker, in the same order.
    std::uint8_t levels_[2] = {};
    std::uint8_t tenant_count_ = 0;
};

} // namespace fc::detail
