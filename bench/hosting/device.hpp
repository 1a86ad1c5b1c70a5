// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine.hpp>

#include <cstdint>
#include <span>

namespace bench {

struct board {
    std::uint32_t now_ms() { return 0; }
};
using from = fc::caller<board>;

#ifdef VM_ALONE // see footprint.cpp
inline std::int32_t store_global(from&, std::uint32_t, std::uint32_t) { return 0; }
inline std::int32_t fetch_global(from&, std::uint32_t, fc::guest<std::uint32_t>) { return 0; }
#else
inline std::int32_t store_global(from& by, std::uint32_t key, std::uint32_t value) {
    return by.store().put(by.user(), fc::store_scope::global, key, value) ? 0 : -1;
}
inline std::int32_t fetch_global(from& by, std::uint32_t key, fc::guest<std::uint32_t> out) {
    const auto value = by.store().fetch(by.user(), fc::store_scope::global, key);
    if (!value) {
        return -1;
    }
    out.set(*value);
    return 0;
}
#endif

#ifndef PROFILE
#define PROFILE defaults
#endif

/// What the original's examples offer the thread counter, in a ready-made Config.
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t call_depth = fc::PROFILE::call_depth;
    static constexpr std::size_t decode_slots = fc::PROFILE::decode_slots;
    static constexpr fc::group_set groups = fc::PROFILE::groups;
    using memory = fc::PROFILE::memory;
    using dispatch = fc::PROFILE::dispatch;
    static constexpr std::size_t containers = 10;
    using helpers = fc::helper_table<
        fc::helper<0x11, "bpf_store_global", store_global, 0, fc::callable::anywhere>,
        fc::helper<0x13, "bpf_fetch_global", fetch_global, 0, fc::callable::anywhere>>;
};

/// What the scheduler of the original gives its containers.
struct thread_switch {
    std::uint64_t previous;
    std::uint64_t next;
};

} // namespace bench
