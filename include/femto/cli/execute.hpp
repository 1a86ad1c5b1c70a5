// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/config.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/stop.hpp>
#include <femto/cli/trace.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace fc::cli {

/// How to run a program.
struct run_options {
    std::uint32_t budget = defaults::budget;
    std::optional<config_choice> config{}; // if named, dispatch and memory are not
    dispatch_choice dispatch = dispatch_choice::switched;
    memory_choice memory = memory_choice::segmented;
    std::size_t stack_bytes = defaults::stack_bytes; // one of `stack_sizes`
    std::vector<desk_helper> helpers{};
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

/// Which of these helpers a program may call: if its image has a list, those it lists.
inline std::vector<desk_helper> granted(std::span<const desk_helper> offered,
                                        const loaded_program& to) {
    if (!to.contents().lists_helpers) {
        return {offered.begin(), offered.end()};
    }
    std::vector<desk_helper> out;
    for (const std::uint8_t id : to.contents().helpers) {
        if (const desk_helper* found = find_helper(offered, id)) {
            out.push_back(*found);
            out.back().first = out.back().last = id;
        }
    }
    return out;
}

/// @throws failure  refused, naming the slot
template <class Config>
program_of<Config> verified_program(const loaded_program& from, const contract& allowed) {
    const auto program = verify<Config>(from.sections(), allowed);
    if (program) {
        return *program;
    }
    const errc error = program.error();
    const auto refused = [&](const std::string& message) {
        return failure{failure::kind::refused, message, describe(error).name};
    };
    if (error == errc::illegal_length) {
        throw refused(about_length(from.text().size()));
    }
    // Said before any instruction is looked at.
    if (!Config::groups.has(group::section) && from.sections().has_data()) {
        throw refused("the program has data, bss or rodata, which this Config leaves out");
    }
    std::string cause = fc::message(error);
    if (error == errc::illegal_call) {
        const auto call = isa::decode(&from.text()[program.at() * isa::slot_bytes]);
        const auto helper = static_cast<std::uint32_t>(call.imm);
        if (call.src == isa::call_helper && from.forbids(helper)) {
            cause += "; the image does not list helper " + to_hex(helper);
        } else if (call.src == isa::call_helper && allowed.empty()) {
            cause += "; --helpers " + to_hex(static_cast<std::uint32_t>(call.imm)) +
                     " lets it call a firmware's";
        }
    }
    throw stop{failure::kind::refused, from.place(program.at()), cause, describe(error).name,
               program.at()};
}

/// Refuses a program that every firmware refuses, whatever its Config and its helpers.
/// @throws failure
inline void refuse_what_all_refuse(const loaded_program& program) {
    constexpr std::array<desk_helper, 1> any{desk_helper{.first = 0, .last = helper_id_max}};
    const std::vector<desk_helper> helpers = granted(any, program);
    static_cast<void>(verified_program<on_desk<defaults>>(program, contract{helpers}));
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

using register_values = std::array<std::uint64_t, isa::register_count>;

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

/// What a program may reach that was started with these registers.
template <class Instance>
std::vector<named_region> regions_of(const Instance& whole, const register_values& at_start,
                                     std::size_t stack_bytes) {
    const auto& code = whole.code();
    // As `vm` and `instantiate` place them.
    const std::uint64_t stack = std::min<std::uint64_t>(code.reach_bytes(), stack_bytes);
    typename std::remove_cvref_t<decltype(code)>::semantics::memory places;
    static_cast<void>(places.assign({.data = whole.data(), .rodata = code.rodata()}));
    using memory::section;
    std::vector<named_region> out{
        {"stack", at_start[isa::frame_pointer] - stack, stack, true},
        {"context", at_start[1], at_start[2], true},
        {"data", places.address_of(section::data), whole.data().size(), true},
        {"rodata", places.address_of(section::rodata), code.rodata().size(), false}};
    std::erase_if(out, [](const named_region& each) { return each.bytes == 0; });
    return out;
}

/// Why a program was stopped, and what it was about to do.
inline stop stopped(const loaded_program& from, std::uint32_t slot, errc error, run_state state) {
    std::string cause = fc::message(error);
    if (error == errc::illegal_memory && !state.registers.empty()) {
        const auto in = isa::decode(&from.text()[std::size_t{slot} * isa::slot_bytes]);
        state.wanted = access_of(in, state.registers);
        if (state.wanted) {
            cause += ": " + describe_access(*state.wanted, state.regions, state.knows_context);
        }
    }
    return {failure::kind::fault, from.place(slot), cause, describe(error).name, slot,
            std::move(state)};
}

/// The same on the desk, which may have had no answer for a helper.
inline stop stopped(const loaded_program& from, std::uint32_t slot, errc error, run_state state,
                    const desk& on) {
    if (!on.unanswered) {
        return stopped(from, slot, error, std::move(state));
    }
    const std::string id = to_hex(*on.unanswered);
    return {failure::kind::fault,
            from.place(slot),
            "the desk has no helper " + id + "; --helpers " + id + "=VALUE says what it returns",
            "missing_helper",
            slot,
            std::move(state)};
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
