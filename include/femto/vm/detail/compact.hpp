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
    const verified<Semantics>& code = *m.code;
    std::uint64_t* const registers = m.registers.data();
    text_position at{code.text(), m};
    for (;;) {
        if constexpr (Semantics::traces) {
            Semantics::trace::step(m.environment.get(), at.slot(),
                                   std::span<const std::uint64_t, isa::register_count>{
                                       registers, isa::register_count});
        }
        const auto head = load_le<std::uint32_t>(at.pc);
        const auto imm = load_le<std::int32_t>(at.pc + 4);
        at.pc += isa::slot_bytes;
        const auto offset = static_cast<std::int16_t>(head >> 16);
        std::uint64_t& d = registers[head >> 8 & 15U];
        const unsigned src = head >> 12 & 15U;
        const bool from_register = (head & 8U) != 0;
        const std::uint64_t s =
            from_register ? registers[src] : static_cast<std::uint64_t>(std::int64_t{imm});
        const auto size = static_cast<width>(head >> 3 & 3U);
        const unsigned operation = head >> 4 & 15U;
        bool taken = false;
        std::ptrdiff_t displacement = offset;
        switch (head & 7U) {
        case 0: { // LD
            std::uint64_t value = static_cast<std::uint32_t>(imm) |
                                  std::uint64_t{load_le<std::uint32_t>(at.pc + 4)} << 32;
            if (Semantics::groups.has(group::callx) && src == isa::lddw_code_address) {
                value =
                    isa::code_address_base +
                    std::uint64_t{at.slot() + static_cast<std::uint32_t>(imm)} * isa::slot_bytes;
            }
            if (Semantics::groups.has(group::section) && (head & 0x80U) != 0) {
                value += m.memory.address_of((head & 0x40U) == 0 ? memory::section::data
                                                                 : memory::section::rodata);
            }
            d = value;
            at.pc += isa::slot_bytes;
            continue;
        }
        case 1: { // LDX
            const std::uint8_t* from =
                m.memory.template reach<access::read>(registers[src], offset, bytes_of(size));
            if (from == nullptr) {
                return at.stop(m, errc::illegal_memory);
            }
            d = load(from, size);
            if ((head & 0x80U) != 0) {
                d = isa::extend(d, 8 * bytes_of(size));
            }
            continue;
        }
        case 2:   // ST
        case 3: { // STX
            std::uint8_t* to = m.memory.template reach<access::write>(d, offset, bytes_of(size));
            if (to == nullptr) {
                return at.stop(m, errc::illegal_memory);
            }
            if (Semantics::groups.has(group::atomic32) && (head & 0x80U) != 0) {
                if (Semantics::groups.has(group::atomic64) && size == width::double_word) {
                    atomic<std::uint64_t, typename Semantics::guard>(to, imm, registers, src);
                } else {
                    atomic<std::uint32_t, typename Semantics::guard>(to, imm, registers, src);
                }
                continue;
            }
            store(to, size,
                  (head & 1U) != 0 ? registers[src]
                                   : static_cast<std::uint64_t>(std::int64_t{imm}));
            continue;
        }
        case 4:   // ALU
        case 7: { // ALU64
            const auto op = static_cast<isa::alu_code>(operation);
            if (op == isa::alu_code::end) {
                d = isa::order_bytes(d, static_cast<unsigned>(imm),
                                     from_register || (head & 3U) != 0);
            } else if ((head & 3U) == 0) {
                d = isa::alu(op, static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(s),
                             static_cast<unsigned>(displacement));
            } else {
                d = isa::alu(op, d, s, static_cast<unsigned>(displacement));
            }
            continue;
        }
        case 5: // JMP
            if (operation == static_cast<unsigned>(isa::jump_code::exit)) {
                if (at.overdrawn()) {
                    return at.stop(m, errc::budget_exhausted);
                }
                if (m.depth == 0) {
                    return at.leave(m, errc::ok);
                }
                const std::uint32_t from = at.slot();
                at.jump(static_cast<std::ptrdiff_t>(m.leave(return_slots)) -
                        static_cast<std::ptrdiff_t>(from));
                continue;
            }
            if (operation == static_cast<unsigned>(isa::jump_code::call)) {
                const call_target target =
                    Semantics::groups.has(group::callx) && from_register
                        ? target_of_callx(code,
                                          registers[(head >> 8 & 15U) | static_cast<unsigned>(imm)])
                        : target_of_call<Semantics>(at.slot(), src, imm);
                if (const errc error = call(m, return_slots, at, target); error != errc::ok) {
                    return at.stop(m, error);
                }
                continue;
            }
            taken = isa::holds(static_cast<isa::jump_code>(operation), d, s);
            break;
        default: // JMP32
            taken = isa::holds(static_cast<isa::jump_code>(operation),
                               static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(s));
            if (operation == static_cast<unsigned>(isa::jump_code::ja)) {
                displacement = imm;
            }
            break;
        }
        if (taken) {
            if (at.overdrawn()) {
                return at.stop(m, errc::budget_exhausted);
            }
            at.jump(displacement);
        }
    }
}

} // namespace fc::detail
