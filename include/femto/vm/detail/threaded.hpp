// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/follow.hpp>
#include <femto/vm/detail/operands.hpp>
#include <femto/vm/detail/position.hpp>
#include <femto/vm/detail/step.hpp>

#include <cstdint>
#include <span>

// Labels as values are an extension of GCC and clang.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wgnu-label-as-value"
#endif

namespace fc::detail {

/// Each opcode's code ends in a jump of its own to the code of the next: nothing is shared on the
/// way of a plain instruction. Same contract as `run_compact`, outside constant evaluation.
template <class Semantics>
FEMTO_OUTLINE errc run_threaded(machine<Semantics>& m, const return_stack& returns) {
    static const void* const labels[256] = {
#define FEMTO_OPCODE(n, ...) executes<Semantics>(n) ? &&opcode_##n : nullptr,
#include <femto/vm/detail/each_opcode.def>
    };
    const register_file registers{m.registers.data()};
    text_position<0> at{m, text_base{}};
    errc why;
    bool done = false;

#define FEMTO_GO()                                                                                 \
    do {                                                                                           \
        if constexpr (Semantics::traces) {                                                         \
            Semantics::trace::step(m.environment.get(), at.next(m) - 1, m.registers);              \
        }                                                                                          \
        goto* labels[*at.pc];                                                                      \
    } while (false)
#define FEMTO_NEXT()                                                                               \
    do {                                                                                           \
        at.advance();                                                                              \
        FEMTO_GO();                                                                                \
    } while (false)
    FEMTO_GO();

#define FEMTO_OPCODE(n, ...)                                                                       \
    opcode_##n : if constexpr (executes<Semantics>(n)) {                                           \
        const text_operands in{at.pc, registers};                                                  \
        const flow what = step<(n)>(m, in, at);                                                    \
        if (what == flow::next) {                                                                  \
            FEMTO_NEXT();                                                                          \
        }                                                                                          \
        if (what == flow::over) {                                                                  \
            at.advance();                                                                          \
            FEMTO_NEXT();                                                                          \
        }                                                                                          \
        if (what == flow::taken || what == flow::taken_long) {                                     \
            if (at.overdrawn(m)) [[unlikely]] {                                                    \
                goto out_of_budget;                                                                \
            }                                                                                      \
            at.jump(what == flow::taken ? in.offset() : in.imm());                                 \
            FEMTO_NEXT();                                                                          \
        }                                                                                          \
        if (what == flow::fault) {                                                                 \
            goto fault;                                                                            \
        }                                                                                          \
        why = follow(what, m, returns, at, in, done);                                              \
        goto followed;                                                                             \
    }                                                                                              \
    else {                                                                                         \
        __builtin_unreachable();                                                                   \
    }
#include <femto/vm/detail/each_opcode.def>

followed:
    if (why != errc::ok) {
        return stopped(m, at, why);
    }
    if (done) {
        return at.leave(m, errc::ok);
    }
    FEMTO_NEXT();
#undef FEMTO_NEXT
#undef FEMTO_GO
out_of_budget:
    return stopped(m, at, errc::budget_exhausted);
fault:
    return stopped(m, at, errc::illegal_memory);
}

} // namespace fc::detail

#pragma GCC diagnostic pop
