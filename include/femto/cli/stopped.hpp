// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/config.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/stop.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace fc::cli::detail {

/// What `memory::segmented` can map; no device has more for one container.
inline constexpr std::size_t data_bytes_max = memory::segmented<4>::region_bytes_max;

using register_values = std::array<std::uint64_t, isa::register_count>;

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

} // namespace fc::cli::detail
