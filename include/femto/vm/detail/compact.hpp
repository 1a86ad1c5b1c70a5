// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/groups.hpp>
#include <femto/vm/detail/access.hpp>
#include <femto/vm/detail/hide.hpp>
#include <femto/vm/detail/position.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::detail {

/// The smallest executor, and the one the compiler runs: operands are fetched by shared code from
/// the fields RFC 9669 section 3 gives them, then one switch per class picks the operation.
///
/// Runs from `m.slot` until exit, fault or the end of the budget.
/// @return  errc::ok on exit, errc::budget_exhausted when it can be resumed, otherwise the fault
///
/// Calls, exits and stops leave the inner loop by one way, through the machine: they are rare, and
/// share what writes the position down and reads it again.
///
/// @tparam Division  how 32-bit numbers are divided
template <class Division, class Semantics>
FEMTO_INLINE constexpr errc compact_loop(machine<Semantics>& m, const return_stack& returns) {
    using memory::access;
    constexpr group_set groups = Semantics::groups;
    std::uint64_t* const registers = m.registers.data();
    for (;;) {
        text_position<1> at{m, text_base{}};
        std::uint32_t head = 0;
        std::int32_t imm = 0;
        errc_byte why = errc_byte::ok;
        for (;;) {
            if constexpr (Semantics::traces) {
                Semantics::trace::step(m.environment.get(), at.next(m), m.registers);
            }
            const std::uint8_t* const slot = aligned_text(at.pc);
            head = load_le<std::uint32_t>(slot);
            imm = load_le<std::int32_t>(slot + 4);
            at.advance();
            const unsigned src = head >> 12 & 15U;
            std::uint64_t& d = *hidden(registers + (head >> 8 & 15U));
            if ((head & 4U) != 0) { // ALU, ALU64, JMP, JMP32
                std::uint64_t s = static_cast<std::uint64_t>(std::int64_t{imm});
                if ((head & 8U) != 0) {
                    s = *hidden(registers + src);
                }
                const unsigned operation = head >> 4 & 15U;
                if (((head + 1) & 2U) == 0) { // ALU, ALU64
                    const auto code = static_cast<isa::alu_code>(operation);
                    const unsigned variant = head >> 16;
                    if (code == isa::alu_code::end) {
                        d = isa::order_bytes(d, static_cast<unsigned>(imm), (head & 0xFFU) != 0xD4);
                    } else if ((head & 1U) == 0) {
                        d = isa::alu<std::uint32_t, Division>(code, static_cast<std::uint32_t>(d),
                                                              static_cast<std::uint32_t>(s),
                                                              variant);
                    } else {
                        d = isa::alu(code, d, s, variant);
                    }
                    continue;
                }
                const auto code = static_cast<isa::jump_code>(operation);
                if (code == isa::jump_code::call || code == isa::jump_code::exit) { // call, exit
                    break;
                }
                std::uint64_t left = d;
                if ((head & 1U) == 0) {
                    // Sign extension keeps equality, both orders and whether bits are shared.
                    left = isa::extend_word(left);
                    s = isa::extend_word(s);
                }
                if (!isa::holds(code, left, s)) {
                    continue;
                }
                if (at.overdrawn(m)) {
                    why = byte_of(errc::budget_exhausted);
                    break;
                }
                const bool is_long = code == isa::jump_code::ja && (head & 1U) == 0;
                at.jump(is_long ? imm : static_cast<std::int16_t>(head >> 16));
            } else if ((head & 3U) == 0) { // LD
                std::uint64_t value = static_cast<std::uint32_t>(imm) |
                                      std::uint64_t{load_le<std::uint32_t>(aligned_text(at.pc) + 4)}
                                          << 32;
                if (groups.has(group::callx) && src == isa::lddw_code_address) {
                    value = isa::code_address(at.next(m), imm);
                }
                if (groups.has(group::section) && (head & 0x80U) != 0) {
                    value += m.memory.address_of((head & 0x40U) == 0 ? memory::section::data
                                                                     : memory::section::rodata);
                }
                d = value;
                at.advance();
            } else { // LDX, ST, STX
                const auto size = static_cast<width>(head >> 3 & 3U);
                const bool loads = (head & 3U) == 1;
                const bool special = (head & 0x80U) != 0;
                std::uint64_t& s = *hidden(registers + src);
                std::uint8_t* bytes = nullptr;
                if (!m.memory.reach(static_cast<access>((head & 3U) != 1), loads ? s : d,
                                    static_cast<std::int16_t>(head >> 16), bytes_of(size), bytes)) {
                    why = byte_of(errc::illegal_memory);
                    break;
                }
                if (loads) {
                    const std::uint64_t value = load(bytes, size);
                    d = groups.has(group::base64) && special
                            ? isa::extend(value, 8 * bytes_of(size))
                            : value;
                } else if (groups.has(group::atomic32) && special) {
                    atomic<typename Semantics::guard>(bytes, size, imm, registers, src);
                } else {
                    store(bytes, size,
                          (head & 3U) == 2 ? static_cast<std::uint64_t>(std::int64_t{imm}) : s);
                }
            }
        }
        at.leave(m, errc::ok);
        standing here{m};
        if (why == errc_byte::ok) {
            if ((head & 0x10U) != 0) { // exit; the operation of call is even
                if (here.overdrawn(m)) {
                    why = byte_of(errc::budget_exhausted);
                } else if (m.depth == 0) {
                    return errc::ok;
                } else {
                    m.slot = static_cast<std::uint16_t>(m.leave(returns));
                }
            } else {
                const call_target target =
                    groups.has(group::callx) && (head & 8U) != 0
                        ? target_of_callx(*m.code, m.slot,
                                          registers[(head >> 8 & 15U) | static_cast<unsigned>(imm)])
                        : target_of_call<Semantics>(head >> 12 & 15U, imm);
                why = byte_of(call(m, returns, here, target));
            }
        }
        if (why != errc_byte::ok) {
            here.step_back();
            return errc_of(why);
        }
    }
}

template <class Semantics>
FEMTO_OUTLINE constexpr errc run_compact(machine<Semantics>& m, const return_stack& returns) {
    return compact_loop<isa::divide_wide>(m, returns);
}

/// The same beside a faster executor, whose division it shares: only its size matters.
template <class Semantics>
FEMTO_COLD errc run_compact_beside(machine<Semantics>& m, const return_stack& returns) {
    return compact_loop<isa::divide_narrow>(m, returns);
}

} // namespace fc::detail
