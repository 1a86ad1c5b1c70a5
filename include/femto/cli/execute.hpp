// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/config.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/trace.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <vector>

namespace fc::cli {

/// How to run a program.
struct run_options {
    std::uint32_t budget = defaults::budget;
    dispatch_choice dispatch = dispatch_choice::switched;
    memory_choice memory = memory_choice::segmented;
    contract allowed{};
    std::ostream* trace = nullptr;
};

/// What `verify` learnt about a program, for people.
struct program_facts {
    std::uint32_t slots = 0;
    std::uint32_t entry = 0;
    std::size_t rodata_bytes = 0;
    std::size_t data_bytes = 0; // with bss
    std::uint32_t frame_bytes = 0;
    std::uint32_t longest_straight_run = 0;
};

/// A program that ran to its end.
struct run_outcome {
    std::uint64_t r0 = 0;
    std::uint32_t instructions = 0;
    program_facts facts;
};

/// Which of the three things that make a length illegal this text has.
inline std::string about_length(std::size_t bytes) {
    return bytes == 0 ? std::string{"the text is empty"}
           : bytes % isa::slot_bytes != 0
               ? "the text has " + std::to_string(bytes) + " bytes, which is no multiple of 8"
               : "the text has " + std::to_string(bytes / isa::slot_bytes) +
                     " slots, which is more than 65535";
}

/// @throws failure  refused, naming the slot
template <class Config>
program_of<Config> verified_program(const loaded_program& from, const contract& allowed) {
    const auto program = verify<Config>(from.sections(), allowed);
    if (program) {
        return *program;
    }
    if (program.error() == errc::illegal_length) {
        throw failure{failure::kind::refused, about_length(from.text().size()),
                      describe(errc::illegal_length).name};
    }
    throw failure{failure::kind::refused, program.error(), from.place(program.at()), program.at()};
}

template <class Program>
program_facts facts_of(const Program& program) {
    return {.slots = program.slots(),
            .entry = program.entry(),
            .rodata_bytes = program.rodata().size(),
            .data_bytes = program.data_bytes(),
            .frame_bytes = program.frame_bytes(),
            .longest_straight_run = program.longest_straight_run()};
}

namespace detail {

/// What `memory::segmented` can map; no device has more for one container.
inline constexpr std::size_t data_bytes_max = memory::segmented<4>::region_bytes_max;

template <class Config>
run_outcome run_with(const loaded_program& from, std::span<std::uint8_t> ctx,
                     const run_options& options) {
    const auto program =
        std::make_unique<program_of<Config>>(verified_program<Config>(from, options.allowed));

    // An object of a few bytes can ask for a gigabyte of bss.
    if (program->data_bytes() > data_bytes_max) {
        throw failure{failure::kind::refused, errc::region_too_large, "data", 0};
    }
    // Words, so that data lies as aligned under `allow_list` as it was linked.
    std::vector<std::uint64_t> storage(program->data_bytes() / sizeof(std::uint64_t) + 1);
    const auto whole = instantiate(
        *program, {reinterpret_cast<std::uint8_t*>(storage.data()), program->data_bytes()});
    if (!whole) {
        throw failure{failure::kind::refused, whole.error(), "", 0};
    }

    typename Config::environment environment = [&] {
        if constexpr (Config::traces) {
            return tracer{from, *options.trace};
        } else {
            return no_environment{};
        }
    }();
    vm<Config> vm;
    if (const auto started = vm.start(*whole, ctx, environment); !started) {
        throw failure{failure::kind::refused, started.error(), "", started.at()};
    }
    const auto end = vm.resume(options.budget);
    if constexpr (Config::traces) {
        environment.finish(vm.registers());
    }
    if (!end || !end->done()) {
        const errc error = end ? errc::budget_exhausted : end.error();
        throw failure{failure::kind::fault, error, from.place(vm.slot()), vm.slot()};
    }
    return {.r0 = end->r0(), .instructions = vm.instructions(), .facts = facts_of(*program)};
}

template <class Dispatch, class Memory, std::size_t DecodeSlots>
run_outcome run_traced_or_not(const loaded_program& from, std::span<std::uint8_t> ctx,
                              const run_options& options) {
    return options.trace != nullptr
               ? run_with<config<Dispatch, Memory, true, DecodeSlots>>(from, ctx, options)
               : run_with<config<Dispatch, Memory, false, DecodeSlots>>(from, ctx, options);
}

template <class Dispatch, std::size_t DecodeSlots = 0>
run_outcome run_in_memory(const loaded_program& from, std::span<std::uint8_t> ctx,
                          const run_options& options) {
    return options.memory == memory_choice::allow_list
               ? run_traced_or_not<Dispatch, memory::allow_list<4>, DecodeSlots>(from, ctx, options)
               : run_traced_or_not<Dispatch, memory::segmented<4>, DecodeSlots>(from, ctx, options);
}

/// Longer programs than this run by the compact executor when `decoded` is asked for, as on a
/// device; 64 KiB of cells are nothing on the desk.
inline constexpr std::size_t decode_slots = 4096;

} // namespace detail

/// Verifies a program and runs it on `ctx` until it exits.
/// @throws failure  refused or fault, naming the slot
inline run_outcome run_program(const loaded_program& from, std::span<std::uint8_t> ctx,
                               const run_options& options) {
    switch (options.dispatch) {
    case dispatch_choice::compact:
        return detail::run_in_memory<dispatch::compact>(from, ctx, options);
    case dispatch_choice::threaded:
        return detail::run_in_memory<dispatch::threaded>(from, ctx, options);
    case dispatch_choice::decoded:
        return detail::run_in_memory<dispatch::threaded, detail::decode_slots>(from, ctx, options);
    case dispatch_choice::switched: break;
    }
    return detail::run_in_memory<dispatch::switched>(from, ctx, options);
}

} // namespace fc::cli
