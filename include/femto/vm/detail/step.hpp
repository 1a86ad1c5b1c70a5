// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/groups.hpp>
#include <femto/isa/opcode.hpp>
#include <femto/isa/operations.hpp>
#include <femto/isa/table.hpp>
#include <femto/vm/detail/access.hpp>
#include <femto/vm/detail/machine.hpp>

#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// What a dense executor has to do after an instruction.
enum class flow : std::uint8_t { next, over, taken, taken_long, call, callx, exit, fault };

/// True when programs of these semantics can contain the opcode.
template <class Semantics>
constexpr bool executes(unsigned opcode) {
    const isa::row& row = isa::table[opcode];
    return row.operands != isa::form::illegal && Semantics::groups.has(row.needs);
}

/// The second operand of an ALU operation or a comparison on T.
template <bool FromRegister, class T, class Operands>
FEMTO_INLINE T operand(const Operands& in) {
    if constexpr (!FromRegister) {
        return static_cast<T>(std::int64_t{in.imm()});
    } else if constexpr (sizeof(T) == sizeof(std::uint64_t)) {
        return in.src();
    } else {
        return in.src_word();
    }
}

/// Executes one instruction whose opcode is known at compile time: everything that depends on the
/// opcode alone folds, and what is left is the operation on its operands.
///
/// @param in  `text_operands` or `cell_operands`
/// @param at  behind the instruction
template <unsigned Opcode, class Semantics, class Operands, class Position>
FEMTO_INLINE flow step(machine<Semantics>& m, const Operands& in,
                       [[maybe_unused]] const Position& at) {
    using isa::form;
    using memory::access;
    constexpr isa::row row = isa::table[Opcode];
    constexpr bool is_alu64 = (Opcode & 7U) == 7;
    constexpr bool is_jump64 = (Opcode & 7U) == 5;
    constexpr auto size = static_cast<width>(Opcode >> 3 & 3U);

    if constexpr (row.operands == form::alu_imm || row.operands == form::alu_reg ||
                  row.operands == form::negate) {
        constexpr auto code = static_cast<isa::alu_code>(Opcode >> 4);
        std::uint64_t& d = in.dst();
        const auto variant =
            row.off == isa::off_use::none ? 0U : static_cast<unsigned>(in.offset());
        if constexpr (is_alu64) {
            constexpr bool carries = code == isa::alu_code::add || code == isa::alu_code::sub;
            d = isa::alu(code, carries ? in.pair(d) : d,
                         operand<row.operands == form::alu_reg, std::uint64_t>(in), variant);
        } else {
            d = in.registers().extended(
                isa::alu(code, static_cast<std::uint32_t>(d),
                         operand<row.operands == form::alu_reg, std::uint32_t>(in), variant));
        }
        return flow::next;
    } else if constexpr (row.operands == form::byte_order || row.operands == form::byte_swap) {
        std::uint64_t& d = in.dst();
        d = isa::order_bytes(d, static_cast<unsigned>(in.imm()), Opcode != 0xD4);
        return flow::next;
    } else if constexpr (row.operands == form::load || row.operands == form::load_signed) {
        std::uint8_t* from = nullptr;
        if (!m.memory.reach(access::read, in.src(), in.offset(), bytes_of(size), from))
            [[unlikely]] {
            return flow::fault;
        }
        if constexpr (row.operands == form::load_signed) {
            in.dst() = isa::extend(load(from, size), 8 * bytes_of(size));
        } else if constexpr (size == width::double_word) {
            in.dst() = load(from, size);
        } else {
            in.dst() = in.registers().extended(static_cast<std::uint32_t>(load(from, size)));
        }
        return flow::next;
    } else if constexpr (row.operands == form::store_imm || row.operands == form::store_reg) {
        std::uint8_t* to = nullptr;
        if (!m.memory.reach(access::write, in.dst(), in.offset(), bytes_of(size), to))
            [[unlikely]] {
            return flow::fault;
        }
        store(to, size,
              row.operands == form::store_reg ? in.src()
                                              : static_cast<std::uint64_t>(std::int64_t{in.imm()}));
        return flow::next;
    } else if constexpr (row.operands == form::atomic) {
        std::uint8_t* to = nullptr;
        if (!m.memory.reach(access::write, in.dst(), in.offset(), bytes_of(size), to))
            [[unlikely]] {
            return flow::fault;
        }
        atomic<typename Semantics::guard>(to, size, in.imm(), in.registers().first(),
                                          static_cast<unsigned>(in.src_number()));
        return flow::next;
    } else if constexpr (row.operands == form::wide) {
        std::uint64_t value = in.wide(at);
        if constexpr (Opcode == isa::opcode::lddw_data) {
            value += m.memory.address_of(memory::section::data);
        } else if constexpr (Opcode == isa::opcode::lddw_rodata) {
            value += m.memory.address_of(memory::section::rodata);
        } else if constexpr (Semantics::groups.has(group::callx)) {
            if (in.src_number() == isa::lddw_code_address) [[unlikely]] {
                value = isa::code_address(at.next(m), in.imm());
            }
        }
        in.dst() = value;
        return flow::over;
    } else if constexpr (row.operands == form::branch_imm || row.operands == form::branch_reg) {
        constexpr auto code = static_cast<isa::jump_code>(Opcode >> 4);
        constexpr bool from_register = row.operands == form::branch_reg;
        bool taken;
        if constexpr (is_jump64) {
            taken = isa::holds<std::uint64_t>(code, in.dst(),
                                              operand<from_register, std::uint64_t>(in));
        } else {
            taken = isa::holds(code, in.dst_word(), operand<from_register, std::uint32_t>(in));
        }
        return taken ? flow::taken : flow::next;
    } else if constexpr (row.operands == form::jump) {
        return flow::taken;
    } else if constexpr (row.operands == form::jump_long) {
        return flow::taken_long;
    } else if constexpr (row.operands == form::call) {
        return flow::call;
    } else if constexpr (row.operands == form::call_reg) {
        return flow::callx;
    } else {
        static_assert(row.operands == form::exit);
        return flow::exit;
    }
}

} // namespace fc::detail
