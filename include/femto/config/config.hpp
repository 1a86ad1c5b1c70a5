// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>
#include <femto/isa/groups.hpp>
#include <femto/memory/segmented.hpp>

#include <cstddef>
#include <cstdint>

namespace fc {

/// How instructions reach their operation. All three execute the same operations.
namespace dispatch {
struct compact {}; ///< operands fetched by shared code, then a switch over the operations: smallest
struct switched {}; ///< one case per opcode with its operand form folded in; pure ISO C++
struct threaded {}; ///< computed goto; with `Config::decode_slots`, over pre-decoded cells
} // namespace dispatch

/// What helpers get when a Config names no environment of its own.
struct no_environment {};

/// Sees nothing and costs nothing. A tracer of your own has a static member function
/// `step(environment&, std::uint32_t slot, std::span<const std::uint64_t, 11> registers)`, called
/// before each instruction is tried: also before one that then faults, and again when a slice ended
/// at a jump, call or exit, since those are what looks at the budget. Who counts steps over slices
/// takes `vm::instructions()`, which has each once.
struct no_trace {};

/// Held while an atomic instruction reads, changes and writes memory. A Config whose regions are
/// shared with interrupts or threads names the port's guard: a type that masks in its constructor
/// and unmasks in its destructor.
struct no_guard {};

/// The most a budget can be [slots]: 12-byte cells then span less than half of a 32-bit address
/// space, within which differences of addresses have a sign.
inline constexpr std::uint32_t budget_max = 0x7FFFFFF;

/// Every knob of a vm. Derive and override what you need.
struct defaults {
    /// Guest stack [bytes], 64 to 65528, a multiple of 8. RAM: as many bytes per vm.
    static constexpr std::size_t stack_bytes = 512;
    /// Instruction slots one `run` may execute, 1 to 134217727. Free.
    static constexpr std::uint32_t budget = 1'000'000;
    /// Nested calls of a program's own functions, 0 to 255. RAM: 2 bytes each per vm.
    static constexpr std::size_t call_depth = 7;
    /// Stack of a function [bytes] where `verify` cannot see it, 0 to 65528, a multiple of 8. The
    /// default is what compilers for BPF promise not to exceed. Less lets more calls fit the stack;
    /// a program whose functions need more than this says would overwrite its own locals. Free.
    static constexpr std::size_t frame_bytes = 512;
    /// Longest program [slots] that `dispatch::threaded` decodes when it is verified, 0 to 10922; a
    /// longer one runs from its text by `dispatch::compact`. RAM: 12 bytes each and once more per
    /// program on 32-bit cores, 16 on 64-bit ones.
    static constexpr std::size_t decode_slots = 0;
    /// Instructions accepted. ROM: leaving out the atomics, callx and section groups saves most.
    static constexpr group_set groups = all_groups;
    /// What programs may call. ROM: the functions and about 16 bytes each.
    using helpers = helper_table<>;
    /// What guest addresses are; see memory/segmented.hpp and memory/allow_list.hpp for RAM.
    using memory = fc::memory::segmented<4>;
    /// Size against speed; bench/ has the figures.
    using dispatch = fc::dispatch::switched;
    /// Passed to helpers that ask for it. RAM: one pointer per vm, none if it is `no_environment`.
    using environment = no_environment;
    /// Called before each instruction is tried unless it is `no_trace`.
    using trace = no_trace;
    /// Held around atomic instructions.
    using guard = no_guard;
};

/// The smallest: stack and context are all the memory a program has. Left out: atomics, callx, and
/// with the section group programs that have data or rodata.
struct tiny : defaults {
    static constexpr std::size_t call_depth = 4;
    static constexpr group_set groups = group::base64 | group::divmul64;
    using memory = fc::memory::segmented<3>;
    using dispatch = fc::dispatch::compact;
};

/// The fastest: programs of up to 64 slots are decoded when they are verified.
struct fast : defaults {
    static constexpr std::size_t decode_slots = 64;
    using dispatch = fc::dispatch::threaded;
};

} // namespace fc
