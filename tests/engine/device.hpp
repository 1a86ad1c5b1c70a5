// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "support/catch.hpp"

#include <femto/engine.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace fc::test {

/// A firmware for tests: a clock that stands still, and a helper that does what a test says.
struct board {
    std::uint32_t ms = 0;
    std::function<std::uint64_t(std::uint32_t)> act = [](std::uint32_t) { return 0; };
    std::uint32_t wakes_at = 0;

    std::uint32_t now_ms() const { return ms; }
};

inline std::uint64_t act(caller<board>& from, std::uint32_t what) {
    return from.platform().act(what);
}
inline std::int32_t put_global(caller<board>& from, std::uint32_t key, std::uint32_t value) {
    return from.store().put(from.user(), store_scope::global, key, value) ? 0 : -1;
}
inline std::int32_t put_local(caller<board>& from, std::uint32_t key, std::uint32_t value) {
    return from.store().put(from.user(), store_scope::local, key, value) ? 0 : -1;
}
inline result<std::uint32_t> fetch_local(caller<board>& from, std::uint32_t key) {
    return from.store().fetch(from.user(), store_scope::local, key);
}
inline result<std::uint32_t> sleep(caller<board>& from) {
    if (from.platform().ms < from.platform().wakes_at) {
        return errc::would_block;
    }
    return from.platform().ms;
}

/// Fails as the vm does when it cannot begin at all.
inline result<std::uint32_t> overflow(caller<board>&) { return errc::buffer_too_small; }
/// Fails as another tenant's run would that found no slots left.
inline result<std::uint32_t> pass_on(caller<board>&) { return errc::tenant_budget_exhausted; }

inline void work(caller<board>&) {}

struct device : engine_defaults<board> {
    static constexpr std::size_t containers = 6;
    static constexpr std::size_t store_entries = 4;
    static constexpr std::size_t tasks = 2;
    static constexpr std::size_t fault_reports = 2;
    using helpers = helper_table<helper<0x10, "put_local", put_local, 0, callable::anywhere>,
                                 helper<0x11, "put_global", put_global, 0, callable::anywhere>,
                                 helper<0x12, "fetch_local", fetch_local, 0, callable::anywhere>,
                                 helper<0x20, "act", act>, helper<0x21, "sleep", sleep>,
                                 helper<0x22, "overflow", overflow>,
                                 helper<0x23, "pass_on", pass_on>, helper<0x24, "work", work, 500>>;
};
using device_helpers = helper_set<device::helpers>;

struct event {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

// Programs. `r1` is the event.
inline constexpr const auto& adds_one = assembled<"r0 = *(u64 *)(r1 + 0)\n"
                                                  "r0 += 1\n"
                                                  "*(u64 *)(r1 + 0) = r0\n"
                                                  "exit">;
inline constexpr const auto& doubles = assembled<"r0 = *(u64 *)(r1 + 0)\n"
                                                 "r0 += r0\n"
                                                 "*(u64 *)(r1 + 0) = r0\n"
                                                 "exit">;
inline constexpr const auto& faults = assembled<"r0 = *(u64 *)(r1 + 4096)\n"
                                                "exit">;
inline constexpr const auto& loops = assembled<"goto -1">;
/// Hands the event's second number to `act` and returns what that gives.
inline constexpr const auto& acts = assembled<"r1 = *(u64 *)(r1 + 8)\n"
                                              "call 0x20\n"
                                              "exit">;
template <int Value>
inline constexpr const auto& returns = assembled<"r0 = -1\nexit">;
template <>
inline constexpr const auto& returns<0> = assembled<"r0 = 0\nexit">;
template <>
inline constexpr const auto& returns<1> = assembled<"r0 = 1\nexit">;
template <>
inline constexpr const auto& returns<2> = assembled<"r0 = 2\nexit">;

inline constexpr hook_description<device> plain_hook{.name = "plain", .default_result = 77};

/// An engine with one tenant that may do everything, and one hook.
struct stage {
    board firmware{};
    fc::engine<device> engine{firmware};
    tenant_id tenant = *engine.add_tenant({.helpers = device_helpers::all(),
                                           .hooks = hook_set::all(),
                                           .budget = 1'000'000,
                                           .store_entries = 4});
    hook<event, device> on_event{engine, plain_hook};

    /// A container with every helper, not attached.
    template <class Text>
    container_id load(const Text& text) {
        const auto made = engine.load(tenant, {.text = text}, {}, device_helpers::all());
        REQUIRE(made);
        return *made;
    }
    /// The same, attached to the hook.
    template <class Text>
    container_id attach(const Text& text, std::uint8_t position = attachment::last) {
        const container_id made = load(text);
        REQUIRE(engine.attach(made, on_event, {.position = position}));
        return made;
    }
    /// What firing the hook with `first` leaves of it.
    std::uint64_t fired(std::uint64_t first) {
        event about{first, 0};
        last = on_event.fire(about);
        return about.first;
    }
    container_state state(container_id of) const { return engine.info(of)->state; }

    hook_result last{};
};

} // namespace fc::test
