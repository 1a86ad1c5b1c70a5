// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/follow.hpp>
#include <femto/vm/detail/operands.hpp>
#include <femto/vm/detail/position.hpp>
#include <femto/vm/detail/step.hpp>

#include <cstdint>
#include <span>

namespace fc::detail {

/// ARM likes the pc advanced by the fetch, x86 on the way back to it (measured: 23.9 k instead of
/// 25.0 k instructions for Fletcher32, 17.5 instead of 18.3 per slot).
#if defined(__arm__)
inline constexpr std::ptrdiff_t switched_lead = 1;
#else
inline constexpr std::ptrdiff_t switched_lead = 0;
#endif

/// The default executor: one case per opcode with its operand form folded in. Same contract as
/// `run_compact`, outside constant evaluation.
template <class Semantics>
FEMTO_OUTLINE errc run_switched(machine<Semantics>& m, const return_stack& returns) {
    const register_file registers{m.registers.data()};
    text_position<switched_lead> at{m, text_base{}};
    for (;; at.advance_if(switched_lead == 0)) {
        if constexpr (Semantics::traces) {
            Semantics::trace::step(m.environment.get(), at.next(m) - 1, m.registers);
        }
        const text_operands in{at.pc, registers};
        at.advance_if(switched_lead == 1);
        flow what;
        // Opcodes these semantics lack get a case beyond the byte, which the compiler drops. No
        // program has opcode 0; its case saves a subtraction on the way into the jump table.
        switch (in.opcode()) {
// clang-format off
#define FEMTO_OPCODE(n, ...)                                                                          \
    case executes<Semantics>(n) ? (n) : 0x1000 + (n):                                              \
        if constexpr (executes<Semantics>(n)) {                                                    \
            what = step<(n)>(m, in, at);                                                           \
        } else {                                                                                   \
            __builtin_unreachable();                                                               \
        }                                                                                          \
        break;
#include <femto/isa/opcodes.def>
            // clang-format on
        case 0: return errc::illegal_instruction;
        default: __builtin_unreachable();
        }
        if (what == flow::next) {
            continue;
        }
        if (what == flow::over) {
            at.advance();
            continue;
        }
        if (what == flow::taken || what == flow::taken_long) {
            if (at.overdrawn(m)) {
                return stopped(m, at, errc::budget_exhausted);
            }
            at.jump(what == flow::taken ? in.offset() : in.imm());
            continue;
        }
        if (what == flow::fault) {
            return stopped(m, at, errc::illegal_memory);
        }
        bool done = false;
        if (const errc error = follow(what, m, returns, at, in, done); error != errc::ok) {
            return stopped(m, at, error);
        }
        if (done) {
            return at.leave(m, errc::ok);
        }
    }
}

} // namespace fc::detail
