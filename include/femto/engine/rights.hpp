// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/config/config.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/image/notes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// How a container is attached to a hook.
struct attachment {
    static constexpr std::uint8_t last = 255;

    /// How many containers of the hook come before it; behind all of them if there are fewer.
    std::uint8_t position = last;
    /// Slots per run; 0 for what the Config, the hook and the tenant allow.
    std::uint32_t budget = 0;
    /// What the container was built for, as its image says: see `hook_description::layout`. Empty if
    /// that is unknown.
    image::fingerprint built_for{};
};

namespace detail {

constexpr std::uint32_t smaller(std::uint32_t a, std::uint32_t b) { return a < b ? a : b; }

template <class Helpers>
constexpr std::uint32_t id_of_helper([[maybe_unused]] std::size_t index) {
    if constexpr (Helpers::size == 0) {
        return 0;
    } else {
        return Helpers::ids[index];
    }
}

/// A hash of 0 stands for what is not known, on either side.
/// @errors  abi_mismatch, `at()` the first hash that differs
constexpr result<void> same_layout(const image::fingerprint& built_for,
                                   std::span<const std::uint32_t> has) {
    if (built_for.empty() || has.empty()) {
        return {};
    }
    const std::size_t both = built_for.size() < has.size() ? built_for.size() : has.size();
    for (std::size_t i = 0; i < both; ++i) {
        if (built_for[i] != has[i] && built_for[i] != 0 && has[i] != 0) {
            return {errc::abi_mismatch, static_cast<std::uint32_t>(i)};
        }
    }
    if (built_for.size() != has.size()) {
        return {errc::abi_mismatch, static_cast<std::uint32_t>(both)};
    }
    return {};
}

/// Slots per run that a tenant can have, at most.
template <class Config>
constexpr std::uint32_t most_of(const tenant_rights<Config>& granted) {
    return smaller(granted.budget, budget_max);
}

/// A run is stopped at the first charge above its budget. So that it overdraws that by no more than
/// the budget again, no straight run of the program may be longer.
template <class Program>
constexpr bool fits_budget(const Program& code, std::uint32_t budget) {
    return budget != 0 && code.longest_straight_run() <= budget;
}

/// Whether a tenant's program may be attached to a hook: what it asks for is what its tenant was
/// granted and the hook offers.
/// @errors  hook_not_granted, `at()` the hook's number; helper_not_offered and
///          helper_not_for_interrupts, the helper's id; budget_not_granted, the most that is
///          allowed, also when that is less than the program's longest straight run; abi_mismatch, 0
///          for the helpers, n for the nth field, one more for the size
template <class Config>
FEMTO_OUTLINE constexpr result<void>
may_attach(const program_of<Config>& code, const tenant_rights<Config>& granted,
           std::uint8_t hook_number, const hook_description<Config>& hook, const attachment& how) {
    using helpers = typename Config::helpers;
    if (!granted.hooks.contains(hook_number)) {
        return {errc::hook_not_granted, hook_number};
    }
    if (const std::size_t i = code.contract().first_not_in(hook.offers); i != helpers::size) {
        return {errc::helper_not_offered, id_of_helper<helpers>(i)};
    }
    if (hook.where == fired_from::interrupts) {
        constexpr auto safe = helper_set<helpers>::for_interrupts();
        if (const std::size_t i = code.contract().first_not_in(safe); i != helpers::size) {
            return {errc::helper_not_for_interrupts, id_of_helper<helpers>(i)};
        }
    }
    const std::uint32_t most = smaller(most_of(granted), hook.budget);
    if (how.budget > most || !fits_budget(code, how.budget != 0 ? how.budget : most)) {
        return {errc::budget_not_granted, most};
    }
    return same_layout(how.built_for, hook.layout);
}

} // namespace detail
} // namespace fc
