// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/trace.hpp>
#include <femto/vm.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::cli {

/// What `--dispatch` and `--memory` choose from. `decoded` is `fc::dispatch::threaded` over cells,
/// `threaded` the same over the text.
enum class dispatch_choice : std::uint8_t { compact, switched, threaded, decoded };
enum class memory_choice : std::uint8_t { segmented, allow_list };

/// The one helper of bpf_conformance's programs: its number 5 takes a value and gives it back.
inline std::uint64_t give_back(std::uint64_t value) { return value; }
using conformance_helpers = helper_table<helper<5, "give_back", give_back>>;
using contract = helper_set<conformance_helpers>;

/// What programs run in: `fc::defaults`, so that a program that is refused here is refused on a
/// device that changed nothing, with the executor and the memory policy free to choose.
///
/// The helper is there for `plugin`; for `run` the contract is empty, which costs nothing and saves
/// every executor from being compiled twice.
template <class Dispatch, class Memory, bool Traces, std::size_t DecodeSlots = 0>
struct config : defaults {
    static constexpr std::size_t decode_slots = DecodeSlots;
    static constexpr bool traces = Traces;
    using helpers = conformance_helpers;
    using memory = Memory;
    using dispatch = Dispatch;
    using environment = std::conditional_t<Traces, tracer, no_environment>;
    using trace = std::conditional_t<Traces, tracer, no_trace>;
};

} // namespace fc::cli
