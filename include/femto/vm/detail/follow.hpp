// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/position.hpp>
#include <femto/vm/detail/step.hpp>

#include <cstdint>

namespace fc::detail {

/// The stop of a dense executor. Not folded into it: there it would share the code that a plain exit
/// ends in, which then takes jumps and moves (measured).
template <class Semantics, class Position, class... Parts>
FEMTO_COLD errc stopped_at(machine<Semantics>& m, errc why, Parts... of) {
    return Position{of...}.stop(m, why);
}
/// Passes what a position consists of: whole, it would be put together on the C stack.
template <class Semantics, class Position>
FEMTO_INLINE errc stopped(machine<Semantics>& m, const Position& at, errc why) {
    return at.apart([&](auto... parts) {
        return stopped_at<Semantics, Position, decltype(parts)...>(m, why, parts...);
    });
}

/// Calls and exit, met by a dense executor.
/// @param done  set when the program has exited
/// @return      errc::ok to go on (or `done`), otherwise why the run stops
template <class Semantics, class Operands, class Position>
FEMTO_INLINE errc follow(flow what, machine<Semantics>& m, const return_stack& returns,
                         Position& at, const Operands& in, bool& done) {
    if (what == flow::exit) {
        if (at.overdrawn(m)) {
            return errc::budget_exhausted;
        }
        if (m.depth == 0) {
            done = true;
        } else {
            at.go_to(m, m.leave(returns));
        }
        return errc::ok;
    }
    const call_target target =
        what == flow::call
            ? target_of_call<Semantics>(static_cast<unsigned>(in.src_number()), in.imm())
            : target_of_callx(*m.code, at.next(m),
                              in.registers()[in.dst_number() | static_cast<std::size_t>(in.imm())]);
    return call(m, returns, at, target);
}

} // namespace fc::detail
