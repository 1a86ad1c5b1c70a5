// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/config.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/stop.hpp>
#include <femto/cli/stopped.hpp>
#include <femto/cli/verified.hpp>
#include <femto/vm.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// A fault that the desk did not see, as a device reports it: see fc::fault_report.
struct reported_fault {
    std::uint32_t slot = 0;
    errc cause = errc::ok;
    std::vector<std::uint64_t> registers{}; // r0 to r10; none if they are not known
};

/// What is known of the memory of that run, which had `fc::memory::segmented`.
struct reported_memory {
    std::size_t stack_bytes = defaults::stack_bytes;
    std::optional<std::uint64_t> context_bytes{};
    bool context_is_writable = true;
};

namespace detail {

/// The regions of a run that `verify` and `instantiate` say the same of on the desk.
inline std::vector<named_region> regions_of(const loaded_program& from,
                                            const reported_memory& had) {
    constexpr desk_helper any{.first = 0, .last = helper_id_max};
    const auto code =
        verified_program<on_desk<defaults>>(from, contract{std::span<const desk_helper>{&any, 1}});
    if (code.data_bytes() > data_bytes_max) {
        throw failure{failure::kind::refused, errc::region_too_large, "data", 0};
    }
    std::vector<std::uint64_t> storage(code.data_bytes() / sizeof(std::uint64_t) + 1);
    const auto whole =
        instantiate(code, {reinterpret_cast<std::uint8_t*>(storage.data()), code.data_bytes()});
    if (!whole) {
        throw failure{failure::kind::refused, whole.error(), "", 0};
    }
    const memory::segmented<4> places{};
    register_values at_start{};
    at_start[1] = places.address_of(memory::section::context);
    at_start[2] = had.context_bytes.value_or(0);
    at_start[isa::frame_pointer] = places.address_of(memory::section::stack) +
                                   std::min<std::uint64_t>(code.reach_bytes(), had.stack_bytes);
    std::vector<named_region> out = regions_of(*whole, at_start, had.stack_bytes);
    for (named_region& each : out) {
        each.writable = each.writable && (had.context_is_writable || each.name != "context");
    }
    return out;
}

} // namespace detail

/// The stop that a device reports, as `run` would have said it.
/// @throws failure  refused: the program cannot have had this fault
inline stop stop_of(const loaded_program& from, const reported_fault& fault,
                    const reported_memory& had) {
    run_state state;
    state.registers = fault.registers;
    state.regions = detail::regions_of(from, had);
    const std::size_t slots = from.text().size() / isa::slot_bytes;
    if (fault.slot >= slots) {
        throw failure{failure::kind::refused,
                      "slot " + std::to_string(fault.slot) + ": the program has " +
                          std::to_string(slots),
                      describe(errc::illegal_jump).name, fault.slot};
    }
    state.knows_context = had.context_bytes.has_value();
    return detail::stopped(from, fault.slot, fault.cause, std::move(state));
}

} // namespace fc::cli
