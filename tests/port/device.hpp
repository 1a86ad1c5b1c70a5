// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "support/catch.hpp"

#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/lock.hpp>

#include <cstdint>
#include <functional>

namespace fc::test {

/// A firmware for tests on a real system, with a clock of choice.
template <class Clock>
struct board : Clock {
    using thread_lock = posix::thread_lock<board>;
    using interrupt_guard = posix::signal_guard;

    std::function<std::uint64_t()> act = [] { return 0; };
};

/// A number for a key in the store that all share, and the number after it from the next call on.
template <class Board>
result<std::uint32_t> count(caller<Board>& from, std::uint32_t key) {
    const auto old = from.store().fetch(from.user(), store_scope::global, key);
    if (!old) {
        return old.error();
    }
    const auto done = from.store().put(from.user(), store_scope::global, key, *old + 1);
    if (!done) {
        return done.error();
    }
    return *old + 1;
}
template <class Board>
std::uint64_t act(caller<Board>& from) {
    return from.platform().act();
}

template <class Clock>
struct device : engine_defaults<board<Clock>> {
    static constexpr std::size_t store_entries = 8;
    using helpers = helper_table<helper<0x10, "count", count<board<Clock>>, 0, callable::anywhere>,
                                 helper<0x20, "act", act<board<Clock>>>>;
};

/// An engine with one tenant that may do everything.
template <class Clock>
struct stage {
    using config = device<Clock>;
    using helpers = helper_set<typename config::helpers>;

    board<Clock> firmware{};
    fc::engine<config> engine{firmware};
    tenant_id tenant = *engine.add_tenant({.helpers = helpers::all(),
                                           .hooks = hook_set::all(),
                                           .budget = 10'000,
                                           .store_entries = 8});

    template <class Text>
    container_id attach(const Text& text, hook_base<config>& to, helpers asks = helpers::all()) {
        const auto made = engine.load(tenant, {.text = text}, {}, asks);
        REQUIRE(made);
        const auto attached = engine.attach(*made, to);
        REQUIRE(attached);
        return *made;
    }
    /// What is in the store that all share; 0 for a key it lacks.
    std::uint32_t counted(std::uint32_t key) const {
        for (const store_entry& each : engine.store().entries()) {
            if (each.in == store_entry::state::global && each.key == key) {
                return each.value;
            }
        }
        return 0;
    }
};

} // namespace fc::test
