// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/instruction.hpp>
#include <femto/verify/cell.hpp>
#include <femto/vm/detail/follow.hpp>
#include <femto/vm/detail/operands.hpp>
#include <femto/vm/detail/position.hpp>
#include <femto/vm/detail/step.hpp>

#include <cstdint>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-label" // of jumps that are not shared
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wgnu-label-as-value"
#endif

namespace fc::detail {

/// Where the cells of a machine begin.
struct cell_base {
    const cell* cells;
    template <class Semantics>
    const cell* operator()(const machine<Semantics>&) const {
        return cells;
    }
};
using cell_position = position<cell, 1, cell_base, 0>;

/// Handlers are numbered as the rows of the opcode table, then two more for plain moves: what the
/// offset of a move says is known when it is decoded.
enum : unsigned { plain_move64 = isa::rows.size(), plain_move32, handler_count };

/// On small cores all taken jumps share the code that charges them (measured for `fast` on Cortex-M4:
/// 8,684 B instead of 10,760, for 18,065 instructions of Fletcher32 instead of 17,879).
inline constexpr bool shares_jumps = sizeof(void*) < 8;

/// What compilers emit often enough for a jump to the next cell of its own. The others share one,
/// which is smaller.
constexpr bool is_frequent(unsigned opcode) {
    const isa::row& row = isa::table[opcode];
    switch (row.operands) {
    case isa::form::alu_imm:
    case isa::form::alu_reg:
        return row.off == isa::off_use::none || opcode == 0xB4 || opcode == 0xB7;
    case isa::form::load:
    case isa::form::store_reg:
    case isa::form::branch_imm:
    case isa::form::branch_reg:
    case isa::form::jump: return true;
    default: return false;
    }
}

/// Runs decoded cells, each of which names the code that executes it. Same contract as
/// `run_compact`; called without cells, it tells where the code of each handler is.
template <class Semantics>
FEMTO_OUTLINE errc run_decoded(machine<Semantics>* machine_or_null, const return_stack& returns,
                               const cell* cells, const void* const** handlers) {
    static const void* const labels[handler_count] = {
#define FEMTO_OPCODE(n, ...) &&opcode_##n,
#include <femto/isa/opcodes.def>
        &&plain_move_64, &&plain_move_32};
    if (machine_or_null == nullptr) {
        *handlers = labels;
        return errc::ok;
    }
    machine<Semantics>& m = *machine_or_null;
    const register_file registers{m.registers.data()};
    cell_position at{m, cell_base{cells}};
    errc why;
    bool done = false;
    std::ptrdiff_t displacement = 0;

#define FEMTO_TRACE()                                                                              \
    do {                                                                                           \
        if constexpr (Semantics::traces) {                                                         \
            Semantics::trace::step(m.environment.get(), at.next(m) - 1, m.registers);              \
        }                                                                                          \
    } while (false)
// The load of the next handler moves the pc: one instruction on ARM.
#define FEMTO_NEXT()                                                                               \
    do {                                                                                           \
        const void* const handler = at.advance_and_load();                                         \
        FEMTO_TRACE();                                                                             \
        goto* handler;                                                                             \
    } while (false)
    FEMTO_TRACE();
    goto* at.pc->handler;

#define FEMTO_OPCODE(n, ...)                                                                       \
    opcode_##n : if constexpr (executes<Semantics>(n)) {                                           \
        const cell_operands in{at.pc, registers};                                                  \
        const flow what = step<(n)>(m, in, at);                                                    \
        if (what == flow::next) {                                                                  \
            if constexpr (is_frequent(n)) {                                                        \
                FEMTO_NEXT();                                                                      \
            }                                                                                      \
            goto next;                                                                             \
        }                                                                                          \
        if (what == flow::over) {                                                                  \
            ++at.pc;                                                                               \
            goto next;                                                                             \
        }                                                                                          \
        if (what == flow::taken || what == flow::taken_long) {                                     \
            displacement = what == flow::taken ? in.offset() : in.imm();                           \
            if constexpr (shares_jumps) {                                                          \
                goto taken;                                                                        \
            }                                                                                      \
            if (at.overdrawn(m)) [[unlikely]] {                                                    \
                goto out_of_budget;                                                                \
            }                                                                                      \
            at.jump(displacement);                                                                 \
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
#include <femto/isa/opcodes.def>

plain_move_64 : {
    const plain<cell_operands> in{at.pc, registers};
    step<0xBF>(m, in, at);
    FEMTO_NEXT();
}
plain_move_32 : {
    const plain<cell_operands> in{at.pc, registers};
    step<0xBC>(m, in, at);
    FEMTO_NEXT();
}

taken:
    __attribute__((unused)); // by semantics on which each jump charges itself
    if (at.overdrawn(m)) [[unlikely]] {
        goto out_of_budget;
    }
    at.jump(displacement);
    FEMTO_NEXT();
followed:
    if (why != errc::ok) {
        return stopped(m, at, why);
    }
    if (done) {
        return at.leave(m, errc::ok);
    }
next:
    FEMTO_NEXT();
#undef FEMTO_NEXT
#undef FEMTO_TRACE
out_of_budget:
    return stopped(m, at, errc::budget_exhausted);
fault:
    return stopped(m, at, errc::illegal_memory);
}

/// Makes the cells of a verified text, one per slot.
template <class Semantics>
struct decoder {
    FEMTO_OUTLINE static void decode(const verified<Semantics>& code, cell* cells) {
        const void* const* handlers = nullptr;
        static_cast<void>(run_decoded<Semantics>(nullptr, {}, nullptr, &handlers));
        const std::uint8_t* slot = code.text();
        for (std::uint32_t i = 0; i < code.slots(); ++i, slot += isa::slot_bytes) {
            const auto head = load_le<std::uint32_t>(slot);
            const auto offset = static_cast<std::int16_t>(head >> 16);
            const unsigned opcode = head & 0xFFU;
            unsigned handler = isa::row_number[opcode];
            if (offset == 0 && (opcode == 0xBF || opcode == 0xBC)) {
                handler = opcode == 0xBF ? plain_move64 : plain_move32;
            }
            cells[i] = {handlers[handler], static_cast<std::uint8_t>(head >> 5 & 0x78U),
                        static_cast<std::uint8_t>(head >> 9 & 0x78U), offset,
                        load_le<std::int32_t>(slot + 4)};
        }
    }
};

} // namespace fc::detail

#pragma GCC diagnostic pop
