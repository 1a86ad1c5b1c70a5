// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/compact.hpp>
#include <femto/vm/detail/decoded.hpp>
#include <femto/vm/detail/switched.hpp>
#include <femto/vm/detail/threaded.hpp>

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
constexpr errc execute(machine<Semantics>& m, const return_stack& returns,
                       [[maybe_unused]] cells_slot<Decodes> cells) {
    using dispatch = typename Semantics::dispatch;
    if constexpr (!std::same_as<dispatch, fc::dispatch::compact>) {
        if (!std::is_constant_evaluated()) {
            if constexpr (std::same_as<dispatch, fc::dispatch::switched>) {
                return run_switched(m, returns);
            } else if constexpr (!Decodes) {
                return run_threaded(m, returns);
            } else {
                // One fast loop is enough ROM: what was not decoded runs by the smallest.
                return cells.first != nullptr ? run_decoded(&m, returns, cells.first, nullptr)
                                              : run_compact_beside(m, returns);
            }
        }
    }
    return run_compact(m, returns);
}

} // namespace fc::detail
