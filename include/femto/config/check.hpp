// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/config.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/memory/policy.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc {

/// What `verify` and `vm` ask of a Config: that it derives from `fc::defaults`, in public. Whether
/// what it overrides is right is asked when it is used, each mistake giving one sentence.
template <class Config>
concept vm_config = std::derived_from<Config, defaults>;

namespace detail {

template <class Dispatch>
inline constexpr bool is_dispatch =
    std::same_as<Dispatch, dispatch::compact> || std::same_as<Dispatch, dispatch::switched> ||
    std::same_as<Dispatch, dispatch::threaded>;

template <class Helpers>
inline constexpr bool is_helper_table = false;
template <class... Helpers>
inline constexpr bool is_helper_table<helper_table<Helpers...>> = true;

template <class Config>
inline constexpr bool
    is_trace = std::same_as<typename Config::trace, no_trace> ||
               requires(typename Config::environment& environment, std::uint32_t slot,
                        std::span<const std::uint64_t, isa::register_count> registers) {
    Config::trace::step(environment, slot, registers);
};

/// Instantiated for every Config in use: each mistake is one sentence.
template <vm_config Config>
struct checked {
    static_assert(Config::stack_bytes >= 64 && Config::stack_bytes <= 65528 &&
                      Config::stack_bytes % 8 == 0,
                  "Config::stack_bytes must be 64 to 65528 and a multiple of 8");
    static_assert(Config::budget >= 1 && Config::budget <= budget_max,
                  "Config::budget must be 1 to 134217727 slots");
    static_assert(Config::call_depth <= 255, "Config::call_depth must be 0 to 255");
    static_assert(Config::frame_bytes <= 65528 && Config::frame_bytes % 8 == 0,
                  "Config::frame_bytes must be 0 to 65528 and a multiple of 8");
    static_assert(Config::decode_slots <= 10922, "Config::decode_slots must be 0 to 10922");
    static_assert(is_dispatch<typename Config::dispatch>,
                  "Config::dispatch must be fc::dispatch::compact, switched or threaded");
    static_assert(Config::decode_slots == 0 ||
                      std::same_as<typename Config::dispatch, dispatch::threaded>,
                  "Config::decode_slots needs fc::dispatch::threaded");
    static_assert(is_helper_table<typename Config::helpers>,
                  "Config::helpers must be a fc::helper_table");
    static_assert(memory::policy<typename Config::memory>,
                  "Config::memory must be a memory policy: see femto/memory/policy.hpp");
    static_assert(std::is_class_v<typename Config::guard> &&
                      std::default_initializable<typename Config::guard>,
                  "Config::guard must be a class that masks in its constructor and unmasks in its "
                  "destructor");
    static_assert(is_trace<Config>,
                  "Config::trace needs static void step(environment&, std::uint32_t slot, "
                  "std::span<const std::uint64_t, 11> registers)");
    static constexpr bool value = true;
};

} // namespace detail
} // namespace fc
