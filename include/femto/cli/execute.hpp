// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/config.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/run_options.hpp>
#include <femto/cli/stopped.hpp>
#include <femto/cli/trace.hpp>
#include <femto/cli/verified.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace fc::cli {

/// A program that ran to its end.
struct run_outcome {
    std::uint64_t r0 = 0;
    std::uint32_t instructions = 0;
    program_facts facts;
};

namespace detail {

/// How a run began and ended, without the size of the vm it was in.
struct run_course {
    errc error = errc::ok; // of the start, if `slot` is not given
    std::optional<std::uint32_t> slot{};
    std::uint32_t instructions = 0;
    register_values at_start{};
    register_values at_end{};
};

/// The part of a run that is compiled for every stack: as little as can be.
template <class Config, class Instance>
run_course run_in_vm(const Instance& whole, std::span<std::uint8_t> ctx, desk& on,
                     std::uint32_t budget) {
    run_course course;
    const auto keep = [](std::span<const std::uint64_t, isa::register_count> registers) {
        register_values out;
        std::copy(registers.begin(), registers.end(), out.begin());
        return out;
    };
    vm<Config> vm;
    if (const auto started = vm.start(whole, ctx, on); !started) {
        course.error = started.error();
        return course;
    }
    course.at_start = keep(vm.registers());
    const auto end = vm.resume(budget);
    course.error = !end ? end.error() : end->done() ? errc::ok : errc::budget_exhausted;
    course.slot = vm.slot();
    course.instructions = vm.instructions();
    course.at_end = keep(vm.registers());
    return course;
}

template <class Config>
run_outcome run_with(const loaded_program& from, std::span<std::uint8_t> ctx,
                     const run_options& options) {
    const std::vector<desk_helper> helpers = granted(options.helpers, from);
    const auto program =
        std::make_unique<program_of<Config>>(verified_program<Config>(from, contract{helpers}));

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
    std::optional<tracer> trace;
    if (options.trace != nullptr) {
        trace.emplace(from, *options.trace);
    }
    desk on{.helpers = helpers, .trace = trace ? &*trace : nullptr};

    run_course course;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto run_if = [&]<std::size_t Bytes>(std::integral_constant<std::size_t, Bytes>) {
            if (options.stack_bytes == Bytes) {
                course = run_in_vm<with_stack<Config, Bytes>>(*whole, ctx, on, options.budget);
            }
        };
        (run_if(std::integral_constant<std::size_t, stack_sizes[I]>{}), ...);
    }
    (std::make_index_sequence<stack_sizes.size()>{});

    if (!course.slot) {
        throw failure{failure::kind::refused, course.error, "", 0};
    }
    if (trace) {
        trace->finish(course.at_end);
    }
    if (course.error != errc::ok) {
        throw stopped(from, *course.slot, course.error,
                      {.registers = {course.at_end.begin(), course.at_end.end()},
                       .regions = regions_of(*whole, course.at_start, options.stack_bytes),
                       .wanted = {}},
                      on);
    }
    return {
        .r0 = course.at_end[0], .instructions = course.instructions, .facts = facts_of(*program)};
}

template <class Config>
run_outcome run_traced_or_not(const loaded_program& from, std::span<std::uint8_t> ctx,
                              const run_options& options) {
    return options.trace != nullptr ? run_with<on_desk<Config, true>>(from, ctx, options)
                                    : run_with<on_desk<Config, false>>(from, ctx, options);
}

template <class Dispatch, std::size_t DecodeSlots = 0>
run_outcome run_in_memory(const loaded_program& from, std::span<std::uint8_t> ctx,
                          const run_options& options) {
    return options.memory == memory_choice::allow_list
               ? run_traced_or_not<composed<Dispatch, memory::allow_list<4>, DecodeSlots>>(
                     from, ctx, options)
               : run_traced_or_not<composed<Dispatch, memory::segmented<4>, DecodeSlots>>(from, ctx,
                                                                                          options);
}

/// Longer programs than this run by the compact executor when `decoded` is asked for, as on a
/// device; 64 KiB of cells are nothing on the desk.
inline constexpr std::size_t decode_slots = 4096;

} // namespace detail

/// Verifies a program and runs it on `ctx` until it exits.
/// @throws failure  refused or fault, naming the slot
inline run_outcome run_program(const loaded_program& from, std::span<std::uint8_t> ctx,
                               const run_options& options) {
    if (options.config == config_choice::tiny) {
        return detail::run_traced_or_not<tiny>(from, ctx, options);
    }
    if (options.config == config_choice::fast) {
        return detail::run_traced_or_not<fast>(from, ctx, options);
    }
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
