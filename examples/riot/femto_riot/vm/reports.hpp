// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "host.hpp"

// What the engine says, as C has it.

namespace femto_riot {

constexpr bool is(fc::container_state state, int number)
{
    return static_cast<int>(state) == number;
}
static_assert(is(fc::container_state::loaded, FEMTO_STATE_LOADED) &&
              is(fc::container_state::attaching, FEMTO_STATE_ATTACHING) &&
              is(fc::container_state::attached, FEMTO_STATE_ATTACHED) &&
              is(fc::container_state::started, FEMTO_STATE_STARTED) &&
              is(fc::container_state::finished, FEMTO_STATE_FINISHED) &&
              is(fc::container_state::quarantined, FEMTO_STATE_QUARANTINED));

inline femto_info_t info_of(host &in, const fc::container_info &it)
{
    return {.name = in.name_of(it.id),
            .instructions = it.done.instructions,
            .runs = it.done.runs,
            .budget = it.budget,
            .text_slots = it.text_slots,
            .faults = it.done.faults,
            .last_slot = it.done.last_slot,
            .last_fault = static_cast<std::int8_t>(it.done.last_fault),
            .state = static_cast<std::uint8_t>(it.state),
            .hook = in.hooks.of_number(it.hook),
            .tenant = it.tenant};
}

inline femto_fault_t fault_of(host &in, const fc::fault_report &it)
{
    femto_fault_t out{};
    static_assert(sizeof out.registers == sizeof it.registers);
    std::memcpy(out.registers, it.registers.data(), sizeof out.registers);
    out.number = it.number;
    out.container = host::handle_of(it.container);
    out.hook = in.hooks.of_number(it.hook);
    out.tenant = it.tenant;
    out.slot = it.slot;
    out.cause = static_cast<std::int8_t>(it.cause);
    return out;
}

inline femto_fired_t fired_of(const fc::hook_result &it)
{
    return {it.value, it.ran, it.unasked, static_cast<std::int8_t>(it.error)};
}

} // namespace femto_riot
