// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/instruction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc {

/// A started program between two slices, taken off its vm: all that is its own but its stack. Plain
/// data without addresses of the host under `memory::segmented`.
/// @tparam CallDepth  `Config::call_depth`
template <std::size_t CallDepth>
struct suspended_run {
    std::array<std::uint64_t, isa::register_count> registers{};
    std::int32_t credit = 0; // below 0, what the last slice was overdrawn by; above, what it kept
                             // for a helper that costs more [slots]
    std::array<std::uint16_t, CallDepth> return_slots{};
    std::uint16_t slot = 0;
    std::uint8_t depth = 0; // calls it is inside of
};

} // namespace fc
