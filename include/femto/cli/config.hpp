// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/helpers.hpp>
#include <femto/cli/trace.hpp>
#include <femto/vm.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::cli {

/// What `--config` chooses from: the ready-made Configs.
enum class config_choice : std::uint8_t { tiny, defaults, fast };

/// What `--dispatch` and `--memory` choose from. `decoded` is `fc::dispatch::threaded` over cells,
/// `threaded` the same over the text.
enum class dispatch_choice : std::uint8_t { compact, switched, threaded, decoded };
enum class memory_choice : std::uint8_t { segmented, allow_list };

/// `fc::defaults`, so that a program that is refused here is refused on a device that changed
/// nothing, with the executor and the memory policy free to choose.
template <class Dispatch, class Memory, std::size_t DecodeSlots = 0>
struct composed : defaults {
    static constexpr std::size_t decode_slots = DecodeSlots;
    using memory = Memory;
    using dispatch = Dispatch;
};

/// Lets a tracer see each instruction.
struct desk_trace {
    static void step(desk& on, std::uint32_t slot, tracer::registers now) {
        tracer::step(*on.trace, slot, now);
    }
};

/// A Config as the desk runs it: with the helpers of the desk, and a tracer if one is wanted.
template <class Config, bool Traces = false>
struct on_desk : Config {
    static constexpr bool traces = Traces;
    using helpers = desk_helpers;
    using environment = desk;
    using trace = std::conditional_t<Traces, desk_trace, no_trace>;
};

/// A Config with another stack: verifier and executors stay the same, only the vm differs.
template <class Config, std::size_t Bytes>
struct with_stack : Config {
    static constexpr std::size_t stack_bytes = Bytes;
};

/// The stacks that `run` has vms for: the size is a part of a vm's type.
inline constexpr std::array<std::size_t, 7> stack_sizes{64, 128, 256, 512, 1024, 2048, 4096};

} // namespace fc::cli
