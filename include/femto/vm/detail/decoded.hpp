// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/instruction.hpp>
#include <femto/verify/cell.hpp>
#include <femto/vm/detail/follow.hpp>
#include <femto/vm/detail/fuse.hpp>
#include <femto/vm/detail/operands.hpp>
#include <femto/vm/detail/position.hpp>
#include <femto/vm/detail/step.hpp>

#include <bit>
#include <cstddef>
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

// How a handler enters the next one.
#if defined(__thumb2__) && !defined(__clang__) && __GNUC__ == 12
// GCC sets bit 0 of whatever it jumps to, and has no pattern for a load of the pc. The addresses in
// cells have that bit set: one instruction instead of three, 2.9 k of 18.1 k in Fletcher32 on a
// Cortex-M4. What the compiler sees is a jump to `dispatch`, and from there to anywhere. It must have
// nothing to do on the way, since nobody goes there: the start is a jump of its own, and pc is made a
// new value in front of the load, so that no two of them live at once and all can have one register.
// No compiler promises that: tests/vm/entered_by_load.cmake looks whether it is so at each level of
// optimisation. Of a version that it has not looked at, jumps are what GCC makes of them.
static_assert(cells_lead_on);
#define FEMTO_ENTERS_BY_LOAD
#define FEMTO_ADDRESS(label) (static_cast<const char*>(&&label) + 1)
#define FEMTO_FETCH(dst, slots)                                                                    \
    std::size_t dst;                                                                               \
    __asm__("ldrb %0, [%1, %2]!"                                                                   \
            : "=r"(dst), "+r"(pc)                                                                  \
            : "I"((slots) * sizeof(cell)), "m"(pc[slots]))
#define FEMTO_START()                                                                              \
    --pc;                                                                                          \
    FEMTO_TRACE(FEMTO_AT.next(m))                                                                  \
    goto * pc->handler
#define FEMTO_ENTER(from)                                                                          \
    __asm__("" : "+r"(pc));                                                                        \
    __asm__ goto("ldr pc, %0 @ %l1 " #from : : "m"(pc->handler) : : dispatch);                     \
    __builtin_unreachable()
#else
static_assert(!cells_lead_on);
#define FEMTO_ADDRESS(label) &&label
#define FEMTO_FETCH(dst, slots)                                                                    \
    pc += (slots)-1;                                                                               \
    const std::size_t dst = pc->fields.dst
#define FEMTO_START()                                                                              \
    FEMTO_TRACE(FEMTO_AT.next(m) - 1)                                                              \
    goto * pc->handler
#define FEMTO_ENTER(from)                                                                          \
    pc = hidden_pc(pc + 1);                                                                        \
    goto * pc->handler
#endif
// The position and the operands for what is not written here.
#define FEMTO_AT at.stand(pc, limit)
#define FEMTO_IN static_cast<const cell_operands&>(FEMTO_PLAIN)
#define FEMTO_PLAIN static_cast<const plain<cell_operands>&>(in.stand(pc, dst))

/// Handlers are numbered as the rows of the opcode table, then come two for plain moves - what the
/// offset of a move says is known when it is decoded -, and those of pairs.
enum : unsigned {
    plain_move64 = isa::rows.size(),
    plain_move32,
    both_shifts,
    move_and_0,
    handler_count = move_and_0 + fused_moves.size()
};

/// On small cores all taken jumps share the code that charges them (measured for `fast` on Cortex-M4:
/// 8,812 B instead of 10,036, and no instruction more).
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
#define FEMTO_OPCODE(n, ...) FEMTO_ADDRESS(opcode_##n),
#include <femto/isa/opcodes.def>
        FEMTO_ADDRESS(plain_move_64), FEMTO_ADDRESS(plain_move_32), FEMTO_ADDRESS(shifts),
        FEMTO_ADDRESS(pair_0),        FEMTO_ADDRESS(pair_1),        FEMTO_ADDRESS(pair_2),
        FEMTO_ADDRESS(pair_3)};
    if (machine_or_null == nullptr) {
        *handlers = labels;
        return errc::ok;
    }
    machine<Semantics>& m = *machine_or_null;
    cell_position at{m, cell_base{cells}};
    plain<cell_operands> in{register_file{m.registers.data()}};
    const cell* pc = at.pc;
    std::uintptr_t limit = at.limit();
    errc why;
    bool done = false;

#define FEMTO_TRACE(slot)                                                                          \
    if constexpr (Semantics::traces) {                                                             \
        Semantics::trace::step(m.environment.get(), slot, m.registers);                            \
    }
#define FEMTO_NEXT(from)                                                                           \
    do {                                                                                           \
        FEMTO_TRACE(FEMTO_AT.next(m))                                                              \
        FEMTO_ENTER(from);                                                                         \
    } while (false)
#define FEMTO_TAKE()                                                                               \
    if (!FEMTO_AT.template take<grain_bytes>(m, pc->fields.offset)) {                              \
        goto out_of_budget;                                                                        \
    }                                                                                              \
    pc = at.pc;                                                                                    \
    limit = at.limit();                                                                            \
    FEMTO_NEXT(a_jump)
    FEMTO_START();

#define FEMTO_OPCODE(n, ...)                                                                       \
    opcode_##n : if constexpr (executes<Semantics>(n)) {                                           \
        FEMTO_FETCH(dst, 1);                                                                       \
        const flow what = step<(n)>(m, FEMTO_IN, FEMTO_AT);                                        \
        if (what == flow::next) {                                                                  \
            if constexpr (is_frequent(n)) {                                                        \
                FEMTO_NEXT(n);                                                                     \
            }                                                                                      \
            goto next;                                                                             \
        }                                                                                          \
        if (what == flow::over) {                                                                  \
            ++pc;                                                                                  \
            goto next;                                                                             \
        }                                                                                          \
        if (what == flow::taken) {                                                                 \
            if constexpr (shares_jumps) {                                                          \
                goto taken;                                                                        \
            }                                                                                      \
            FEMTO_TAKE();                                                                          \
        }                                                                                          \
        if (what == flow::taken_long) {                                                            \
            if (FEMTO_AT.overdrawn(m)) [[unlikely]] {                                              \
                goto out_of_budget;                                                                \
            }                                                                                      \
            at.jump(pc->imm);                                                                      \
            pc = at.pc;                                                                            \
            limit = at.limit();                                                                    \
            goto next;                                                                             \
        }                                                                                          \
        if (what == flow::fault) {                                                                 \
            goto fault;                                                                            \
        }                                                                                          \
        why = follow(what, m, returns, FEMTO_AT, FEMTO_IN, done);                                  \
        pc = at.pc;                                                                                \
        limit = at.limit();                                                                        \
        goto followed;                                                                             \
    }                                                                                              \
    else {                                                                                         \
        __builtin_unreachable();                                                                   \
    }
#include <femto/isa/opcodes.def>

plain_move_64 : {
    FEMTO_FETCH(dst, 1);
    step<0xBF>(m, FEMTO_PLAIN, FEMTO_AT);
    FEMTO_NEXT(a_handler);
}
plain_move_32 : {
    FEMTO_FETCH(dst, 1);
    step<0xBC>(m, FEMTO_PLAIN, FEMTO_AT);
    FEMTO_NEXT(a_handler);
}

shifts : {
    FEMTO_FETCH(dst, 2);
    clear_upper_half(FEMTO_IN);
    FEMTO_NEXT(a_pair);
}
#define FEMTO_PAIR(n)                                                                              \
    pair_##n : {                                                                                   \
        FEMTO_FETCH(dst, 2);                                                                       \
        move_and_operate<fused_moves[n].second>(FEMTO_IN, pc[-1].fields.src);                      \
        FEMTO_NEXT(a_pair);                                                                        \
    }
    FEMTO_PAIR(0)
    FEMTO_PAIR(1)
    FEMTO_PAIR(2)
    FEMTO_PAIR(3)
#undef FEMTO_PAIR
    static_assert(fused_moves.size() == 4);

taken:
    __attribute__((unused)); // by semantics on which each jump charges itself
    { FEMTO_TAKE(); }
followed:
    if (why != errc::ok) {
        return stopped(m, FEMTO_AT, why);
    }
    if (done) {
        return FEMTO_AT.leave(m, errc::ok);
    }
next:
    FEMTO_NEXT(handlers);
out_of_budget:
    return stopped(m, FEMTO_AT, errc::budget_exhausted);
fault:
    return stopped(m, FEMTO_AT, errc::illegal_memory);
#if defined(FEMTO_ENTERS_BY_LOAD)
dispatch: // where no handler goes
    const void* anywhere;
    __asm__ volatile("@ dispatch:" : "=r"(anywhere));
    goto* anywhere;
#undef FEMTO_ENTERS_BY_LOAD
#endif
#undef FEMTO_ADDRESS
#undef FEMTO_FETCH
#undef FEMTO_START
#undef FEMTO_ENTER
#undef FEMTO_AT
#undef FEMTO_IN
#undef FEMTO_PLAIN
#undef FEMTO_TRACE
#undef FEMTO_NEXT
#undef FEMTO_TAKE
}

/// Makes the cells of a verified text, one per slot.
template <class Semantics>
struct decoder {
    FEMTO_OUTLINE static void decode(const verified<Semantics>& code, cell* cells) {
        const void* const* handlers = nullptr;
        static_cast<void>(run_decoded<Semantics>(nullptr, {}, nullptr, &handlers));
        const std::uint8_t* slot = aligned_text(code.text());
        const cell* const end = cells + code.slots();
        std::uint32_t before = 0; // the first word of the slot before
        for (cell* to = cells; to != end; ++to, slot += isa::slot_bytes) {
            const auto head = load_le<std::uint32_t>(slot);
            const auto imm = load_le<std::int32_t>(slot + 4);
            if constexpr (!Semantics::traces) { // who traces sees each instruction
                const unsigned pair = pair_of(before, head);
                if (pair != 0 && (pair != both_shifts || (imm == half && (to - 1)->imm == half))) {
                    handler_of(to - 1) = handlers[pair];
                }
            }
            before = head;
            handler_of(to) = handlers[number_of(head)];
            to->fields = fields_of(head);
            to->imm = imm;
        }
    }

private:
    /// The handler of an instruction alone. Plain moves have their own.
    FEMTO_INLINE static unsigned number_of(std::uint32_t head) {
        if (head >> 16 == 0) {
            if ((head & 0xFFU) == 0xBF) {
                return plain_move64;
            }
            if ((head & 0xFFU) == 0xBC) {
                return plain_move32;
            }
        }
        return isa::row_number[head & 0xFFU];
    }

    /// That of two in a row, or 0.
    FEMTO_INLINE static unsigned pair_of(std::uint32_t first, std::uint32_t second) {
        const unsigned move = fused_move(first, second);
        if (move < fused_moves.size()) {
            return move_and_0 + move;
        }
        return clears_upper_half(first, second) ? both_shifts : 0U;
    }

    FEMTO_INLINE static cell_fields fields_of(std::uint32_t head) {
        std::uint32_t offset = head & 0xFFFF0000U;
        if (cell_grains != 1 && (head & 7U) - 5U < 2U) { // classes JMP and JMP32
            offset *= std::uint32_t{cell_grains};
        }
        const std::uint32_t all = (head >> 5 & 0x78U) | (head >> 1 & 0x7800U) | offset;
        if constexpr (std::endian::native == std::endian::little) {
            return std::bit_cast<cell_fields>(hidden(all)); // one store
        }
        return {static_cast<std::uint8_t>(all), static_cast<std::uint8_t>(all >> 8),
                static_cast<std::int16_t>(all >> 16)};
    }
};

} // namespace fc::detail

#pragma GCC diagnostic pop
