// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/groups.hpp>
#include <femto/vm/detail/access.hpp>
#include <femto/vm/detail/position.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::detail {

/// The smallest executor, and the one the compiler runs: operands are fetched by shared code from
/// the fields RFC 9669 section 3 gives them, then one switch per class picks the operation.
///
/// Runs from `m.slot` until exit, fault or the end of the budget.
/// @return  errc::ok on exit, errc::budget_exhausted when it can be resumed, otherwise the fault
template <class Semantics>
FEMTO_OUTLINE constexpr errc run_compact(machine<Semantics>& m, std::uint16_t* return_slots) {
    using memory::access;
    constexpr group_set groups = Semantics::groups;
    std::uint64_t* const registers = m.registers.data();
    text_position at{m, text_base{}};
    for (;;) {
        if constexpr (Semantics::traces) {
            Semantics::trace::step(m.environment.get(), at.slot(m), m.registers);
        }
        const std::uint8_t* const slot = aligned_text(at.pc);
        const auto head = load_le<std::uint32_t>(slot);
        const auto imm = load_le<std::int32_t>(slot + 4);
        at.advance();
        std::uint64_t& d = registers[head >> 8 & 15U];
        const unsigned src = head >> 12 & 15U;
        const std::uint64_t s =
            (head & 8U) != 0 ? registers[src] : static_cast<std::uint64_t>(std::int64_t{imm});
        const auto offset = static_cast<std::int16_t>(head >> 16);
        bool taken = false;
        std::ptrdiff_t displacement = offset;
        errc why = errc::ok;
        switch (head & 7U) {
        case 0: { // LD
            std::uint64_t value = static_cast<std::uint32_t>(imm) |
                                  std::uint64_t{load_le<std::uint32_t>(aligned_text(at.pc) + 4)}
                                      << 32;
            if (groups.has(group::callx) && src == isa::lddw_code_address) {
                value = isa::code_address(at.slot(m), imm);
            }
            if (groups.has(group::section) && (head & 0x80U) != 0) {
                value += m.memory.address_of((head & 0x40U) == 0 ? memory::section::data
                                                                 : memory::section::rodata);
            }
            d = value;
            at.advance();
            continue;
        }
        case 1:   // LDX
        case 2:   // ST
        case 3: { // STX
            const auto size = static_cast<width>(head >> 3 & 3U);
            const bool loads = (head & 7U) == 1;
            std::uint8_t* bytes = nullptr;
            if (!m.memory.reach(loads ? access::read : access::write, loads ? registers[src] : d,
                                offset, bytes_of(size), bytes)) {
                why = errc::illegal_memory;
                break;
            }
            const bool special = (head & 0x80U) != 0;
            if (loads) {
                const std::uint64_t value = load(bytes, size);
                d = groups.has(group::base64) && special ? isa::extend(value, 8 * bytes_of(size))
                                                         : value;
            } else if (groups.has(group::atomic32) && special) {
                if (groups.has(group::atomic64) && size == width::double_word) {
                    atomic<std::uint64_t, typename Semantics::guard>(bytes, imm, registers, src);
                } else {
                    atomic<std::uint32_t, typename Semantics::guard>(bytes, imm, registers, src);
                }
            } else {
                store(bytes, size,
                      (head & 1U) != 0 ? registers[src]
                                       : static_cast<std::uint64_t>(std::int64_t{imm}));
            }
            continue;
        }
        case 4:   // ALU
        case 7: { // ALU64
            const auto op = static_cast<isa::alu_code>(head >> 4 & 15U);
            const auto variant = static_cast<unsigned>(displacement);
            if (op == isa::alu_code::end) {
                d = isa::order_bytes(d, static_cast<unsigned>(imm), (head & 0xFFU) != 0xD4);
            } else if ((head & 3U) == 0) {
                d = isa::alu(op, static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(s),
                             variant);
            } else {
                d = isa::alu(op, d, s, variant);
            }
            continue;
        }
        case 5:   // JMP
        case 6: { // JMP32
            const auto op = static_cast<isa::jump_code>(head >> 4 & 15U);
            if (op == isa::jump_code::exit) {
                if (at.overdrawn(m)) {
                    why = errc::budget_exhausted;
                    break;
                }
                if (m.depth == 0) {
                    return at.leave(m, errc::ok);
                }
                at.go_to(m, m.leave(return_slots));
                continue;
            }
            if (op == isa::jump_code::call) {
                const call_target target =
                    groups.has(group::callx) && (head & 8U) != 0
                        ? target_of_callx(*m.code,
                                          registers[(head >> 8 & 15U) | static_cast<unsigned>(imm)])
                        : target_of_call<Semantics>(at.slot(m), src, imm);
                why = call(m, return_slots, at, target);
                break;
            }
            if ((head & 1U) != 0) {
                taken = isa::holds(op, d, s);
            } else {
                // Sign extension keeps equality, both orders and whether bits are shared.
                taken = isa::holds(op, isa::extend_word(d), isa::extend_word(s));
                if (op == isa::jump_code::ja) {
                    displacement = imm;
                }
            }
            break;
        }
        default: __builtin_unreachable();
        }
        if (taken && at.overdrawn(m)) {
            why = errc::budget_exhausted;
        }
        if (why != errc::ok) {
            return at.stop(m, why);
        }
        if (taken) {
            at.jump(displacement);
        }
    }
}

} // namespace fc::detail
