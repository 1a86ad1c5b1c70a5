// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/observe.hpp"

#include <cstdint>

namespace fc::test {

using over_segments = sample_config;
using over_addresses = listed<sample_config>;

namespace detail {
template struct reveal<compact<over_segments>, &fc::vm<compact<over_segments>>::stack_>;
template struct reveal<switched<over_segments>, &fc::vm<switched<over_segments>>::stack_>;
template struct reveal<threaded<over_segments>, &fc::vm<threaded<over_segments>>::stack_>;
template struct reveal<decoded<over_segments>, &fc::vm<decoded<over_segments>>::stack_>;
template struct reveal<compact<over_addresses>, &fc::vm<compact<over_addresses>>::stack_>;
template struct reveal<switched<over_addresses>, &fc::vm<switched<over_addresses>>::stack_>;
template struct reveal<threaded<over_addresses>, &fc::vm<threaded<over_addresses>>::stack_>;
template struct reveal<decoded<over_addresses>, &fc::vm<decoded<over_addresses>>::stack_>;
} // namespace detail

/// A vm of every executor over one memory policy.
template <class Base>
struct rigs {
    rig<test::compact<Base>> compact{};
    rig<test::switched<Base>> switched{};
    rig<test::threaded<Base>> threaded{};
    rig<test::decoded<Base>> decoded{};

    /// Calls `visit` with one of the four; which one follows from `number`.
    template <class Visit>
    auto one(std::uint64_t number, Visit&& visit) {
        switch (number % 4) {
        case 0: return visit(compact);
        case 1: return visit(switched);
        case 2: return visit(threaded);
        default: return visit(decoded);
        }
    }
};

/// What the reference says of a run that `by` has made. Host addresses differ from vm to vm, so that
/// each needs a reference of its own.
template <class Config>
observation expect_over_addresses(rig<Config>& by, const sample& of) {
    const bool has_data = of.data.size() + of.bss_bytes != 0;
    const auto rodata = reinterpret_cast<std::uintptr_t>(of.rodata.data());
    return expect(of, {.segmented = false,
                       .stack_top = by.stack_top(),
                       .context = of.context.empty() ? 0 : by.context_address(),
                       .data = has_data ? by.data_address() : 0,
                       .rodata = of.rodata.empty() ? 0 : std::uint64_t{rodata}});
}

} // namespace fc::test
