// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>

#include <concepts>
#include <type_traits>

namespace fc {

/// The part of a Config that decides what programs mean, without its sizes: `verify` and the
/// executors are instantiated on this, so two Configs that differ in stack size share them in ROM.
template <group_set Groups, class Memory, class Helpers, class Dispatch, class Environment,
          class Trace, class Guard>
struct semantics {
    static constexpr group_set groups = Groups;
    using memory = Memory;
    using helpers = Helpers;
    using dispatch = Dispatch;
    using environment = Environment;
    using trace = Trace;
    using guard = Guard;

    /// Programs can have data, bss and rodata.
    static constexpr bool has_sections = Groups.has(group::section);
    static constexpr bool traces = !std::same_as<Trace, no_trace>;
    static constexpr bool has_environment = !std::same_as<Environment, no_environment>;
};

template <class Config>
using semantics_of = semantics<Config::groups, typename Config::memory, typename Config::helpers,
                               typename Config::dispatch, typename Config::environment,
                               typename Config::trace, typename Config::guard>;

} // namespace fc
