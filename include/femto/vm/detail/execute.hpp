// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/compact.hpp>
#include <femto/vm/detail/switched.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// Where a vm keeps the decoded form of what it runs; empty where programs are not decoded.
template <bool Decodes>
struct cells_slot {
    const cell* first = nullptr;
    constexpr void set(const cell* to) { first = to; }
};
template <>
struct cells_slot<false> {
    constexpr void set(const cell*) {}
};

/// Runs a prepared machine by the dispatch its Config names; the compiler always runs `compact`,
/// which needs the fewest evaluation steps (clang stops after about a million).
template <class Semantics, bool Decodes>
constexpr errc execute(machine<Semantics>& m, std::uint16_t* return_slots, cells_slot<Decodes>) {
    if constexpr (std::same_as<typename Semantics::dispatch, dispatch::compact>) {
        return run_compact(m, return_slots);
    } else {
        if (std::is_constant_evaluated()) {
            return run_compact(m, return_slots);
        }
        return run_switched(m, return_slots);
    }
}

} // namespace fc::detail
