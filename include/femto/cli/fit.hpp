// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/verified.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

// How much stack a program takes. `fc::verify` does not ask, since it does not know the stack of the
// vm that will run what it makes; an author wants to know on the desk.

namespace fc::cli {

/// What a program does with the stack.
struct stack_use {
    std::uint32_t frame_bytes = 0; // what a call leaves free for its caller
    std::uint32_t seen_bytes = 0;  // what is seen to be used; the rest is assumed
    bool calls = false;            // functions of its own

    /// What a call takes from the stack: the frame and r6 to r9.
    std::uint32_t call_bytes() const { return frame_bytes + 4 * sizeof(std::uint64_t); }
    /// Calls inside of calls that a vm lets happen.
    std::size_t nested_calls(std::size_t stack_bytes, std::size_t call_depth) const {
        return std::min(call_depth, stack_bytes / call_bytes());
    }
};

namespace detail {

inline bool has_calls(std::span<const std::uint8_t> text) {
    for (std::size_t at = 0; at < text.size(); at += isa::slot_bytes) {
        const isa::instruction in = isa::decode(&text[at]);
        const isa::form operands = isa::table[in.opcode].operands;
        if (operands == isa::form::call_reg ||
            (operands == isa::form::call && in.src == isa::call_local)) {
            return true;
        }
    }
    return false;
}

/// Where the verifier cannot see a frame, it assumes nothing.
template <class Config>
struct without_assumption : Config {
    static constexpr std::size_t frame_bytes = 0;
};

} // namespace detail

/// @param from  a program that `Config` accepts
template <class Config>
stack_use stack_use_of(const loaded_program& from, const contract& allowed) {
    const auto with = verified_program<Config>(from, allowed);
    const auto without = verified_program<detail::without_assumption<Config>>(from, allowed);
    return {.frame_bytes = with.frame_bytes(),
            .seen_bytes = without.frame_bytes(),
            .calls = detail::has_calls(from.text())};
}

/// Refuses a program that cannot do with a stack what it is made to do.
/// @throws failure
inline void require_stack(const stack_use& needs, std::size_t stack_bytes) {
    const auto refuse = [&](const char* what, std::uint32_t bytes) {
        throw failure{failure::kind::refused,
                      std::string{what} + " takes " + std::to_string(bytes) +
                          " bytes of stack, and there are " + std::to_string(stack_bytes),
                      describe(errc::stack_exhausted).name};
    };
    if (needs.seen_bytes > stack_bytes) {
        refuse("a function", needs.seen_bytes);
    }
    if (needs.calls && needs.call_bytes() > stack_bytes) {
        refuse("a call of its functions", needs.call_bytes());
    }
}

} // namespace fc::cli
