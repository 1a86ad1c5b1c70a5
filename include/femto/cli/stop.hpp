// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/failure.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// What a program had when an instruction of it stopped it.
struct run_state {
    std::vector<std::uint64_t> registers; ///< none of a program that never ran
    std::vector<named_region> regions;
    bool knows_context = true;           ///< `regions` have the context, if there was one
    std::optional<memory_access> wanted; ///< the access that was refused
};

/// A failure that one instruction is to blame for. `at()` is its slot.
class stop : public failure {
public:
    /// @param place  the instruction, as `loaded_program::place` says it
    stop(kind what, const std::string& place, std::string cause, const char* name,
         std::uint32_t slot, run_state state = {})
        : failure{what, place + ": " + cause, name, slot}, cause_{std::move(cause)},
          state_{std::move(state)}, kind_{what} {}

    /// The sentence without its place.
    const std::string& cause() const { return cause_; }
    const run_state& state() const { return state_; }
    kind what_happened() const { return kind_; }

private:
    std::string cause_;
    run_state state_;
    kind kind_;
};

} // namespace fc::cli
