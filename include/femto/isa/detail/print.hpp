// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/detail/syntax.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <cstdint>

namespace fc::isa::detail {

/// True when the text of the instruction says all there is in its fields: registers exist and
/// what the row does not use is zero. Only then can its text be read back.
constexpr bool printable(const row& entry, const instruction& in) {
    if (entry.operands == form::illegal || in.dst >= register_count ||
        (entry.dst == dst_use::none && in.dst != 0) || !allows(entry.off, in.offset)) {
        return false;
    }
    switch (entry.src) {
    case src_use::none:
        if (in.src != 0) {
            return false;
        }
        break;
    case src_use::read:
    case src_use::atomic:
        if (in.src >= register_count) {
            return false;
        }
        break;
    case src_use::callee:
        if (in.src > 1) {
            return false;
        }
        break;
    case src_use::wide: break;
    }
    switch (entry.imm) {
    case imm_use::none: return in.imm == 0;
    case imm_use::width: return in.imm == 16 || in.imm == 32 || in.imm == 64;
    case imm_use::atomic: return find_atomic(in.imm).name[0] != '\0';
    case imm_use::register_:
        return in.imm == 0 ||
               (in.dst == 0 && in.imm > 0 && in.imm < static_cast<int>(register_count));
    case imm_use::value:
    case imm_use::wide:
    case imm_use::jump:
    case imm_use::callee: return true;
    }
    return false;
}

template <class Writer>
constexpr void print_register(Writer& out, bool low_half, unsigned number) {
    out.put(low_half ? 'w' : 'r').decimal(number);
}

/// *(u8 *)(r1 + 0x3), or without its first character and blanks as the atomic functions have it.
template <class Writer>
constexpr void print_address(Writer& out, const char* open, const row& entry, unsigned base,
                             std::int16_t offset) {
    out.put(open).put(entry.symbol).put(" *)(");
    print_register(out, false, base);
    out.displacement(" + ", " - ", offset).put(')');
}

/// The u32 atomics of LLVM take w registers, except in plain `llvm-objdump -d`, which only knows
/// the addition without fetch and writes it with r. (It also prints the addition with fetch so,
/// losing the fetch, and all others as <unknown>; `--mattr=+alu32` prints them as here.)
template <class Writer>
constexpr void print_atomic(Writer& out, const row& entry, const instruction& in) {
    const atomic_row atomic = find_atomic(in.imm);
    const bool low_half = access_bits(entry) == 32 && in.imm != 0;
    if ((in.imm & fetch_bit) == 0) {
        print_address(out.put("lock "), "*(", entry, in.dst, in.offset);
        out.put(' ').put(atomic.symbol).put(' ');
        print_register(out, low_half, in.src);
        return;
    }
    const bool compares = atomic.operation == 0xf0;
    print_register(out, low_half, compares ? 0U : in.src);
    out.put(" = ");
    if (exchanges(atomic)) {
        out.put(atomic.name).put(exchange_suffix(entry)).put('(');
        print_register(out, false, in.dst);
        out.displacement(" + ", " - ", in.offset);
        if (compares) {
            print_register(out.put(", "), low_half, 0);
        }
    } else {
        print_address(out.put(fetch_prefix).put(atomic.name), "((", entry, in.dst, in.offset);
    }
    print_register(out.put(", "), low_half, in.src);
    out.put(')');
}

/// r1 = 0x5 ll; with a section, r1 = data + 0x5 ll; with a reference, ld_pseudo r1, 0x4, 0x5.
template <class Writer>
constexpr void print_wide(Writer& out, const row& entry, const instruction& in, std::int32_t high) {
    const auto value = static_cast<std::uint64_t>(static_cast<std::uint32_t>(in.imm)) |
                       static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32;
    if (in.src != 0) {
        // LLVM shows the low word alone; here the whole value, the same where the high word is 0.
        print_register(out.put("ld_pseudo\t"), false, in.dst);
        out.put(", ").hex(in.src).put(", ").hex(value);
        return;
    }
    print_register(out, false, in.dst);
    out.put(" = ");
    if (entry.symbol[0] == '\0') {
        out.signed_hex(static_cast<std::int64_t>(value));
    } else {
        out.put(entry.symbol).displacement(" + ", " - ", static_cast<std::int64_t>(value));
    }
    out.put(" ll");
}

/// Legacy packet access. The forms with a register also add the immediate, which LLVM's text
/// leaves out; it is shown where it is not 0.
template <class Writer>
constexpr void print_packet(Writer& out, const row& entry, const instruction& in) {
    out.put("r0 = *(").put(entry.symbol).put(" *)skb[");
    if (entry.src != src_use::read) {
        out.signed_hex(in.imm);
    } else {
        print_register(out, false, in.src);
        if (in.imm != 0) {
            out.displacement(" + ", " - ", in.imm);
        }
    }
    out.put(']');
}

template <class Writer>
constexpr void print_alu(Writer& out, const row& entry, const instruction& in) {
    const bool low_half = narrow(entry);
    print_register(out, low_half, in.dst);
    out.put(' ');
    if (entry.off == off_use::signedness && in.offset != 0) {
        out.put('s');
    }
    out.put(entry.symbol).put(' ');
    if (entry.operands == form::alu_imm) {
        out.signed_hex(in.imm);
        return;
    }
    if (in.offset > 1) { // a sign-extending move
        out.put("(s").decimal(static_cast<unsigned>(in.offset)).put(')');
    }
    print_register(out, low_half, in.src);
}

/// Writes a `printable` instruction.
/// @param high  the immediate of the second slot, for the `wide` form
template <class Writer>
constexpr void print(Writer& out, const row& entry, const instruction& in, std::int32_t high) {
    const bool low_half = narrow(entry);
    switch (entry.operands) {
    case form::illegal: break;
    case form::alu_imm:
    case form::alu_reg: print_alu(out, entry, in); break;
    case form::negate:
        print_register(out, low_half, in.dst);
        print_register(out.put(" = -"), low_half, in.dst);
        break;
    case form::byte_order:
    case form::byte_swap:
        print_register(out, false, in.dst);
        out.put(" = ").put(entry.symbol).decimal(static_cast<unsigned>(in.imm)).put(' ');
        print_register(out, false, in.dst);
        break;
    case form::load:
    case form::load_signed:
        print_register(out, false, in.dst);
        print_address(out.put(" = "), "*(", entry, in.src, in.offset);
        break;
    case form::store_imm:
        print_address(out, "*(", entry, in.dst, in.offset);
        out.put(" = ").signed_hex(in.imm);
        break;
    case form::store_reg:
        print_address(out, "*(", entry, in.dst, in.offset);
        print_register(out.put(" = "), false, in.src);
        break;
    case form::atomic: print_atomic(out, entry, in); break;
    case form::wide: print_wide(out, entry, in, high); break;
    case form::jump: out.displacement("goto +", "goto -", in.offset); break;
    case form::jump_long: out.displacement("gotol +", "gotol -", in.imm); break;
    case form::branch_imm:
    case form::branch_reg:
        print_register(out.put("if "), low_half, in.dst);
        out.put(' ').put(entry.symbol).put(' ');
        if (entry.operands == form::branch_imm) {
            out.signed_hex(in.imm);
        } else {
            print_register(out, low_half, in.src);
        }
        out.displacement(" goto +", " goto -", in.offset);
        break;
    case form::call:
        out.put(entry.mnemonic).put(' ');
        if (in.src == 0) {
            out.hex(static_cast<std::uint32_t>(in.imm)); // a helper id has no sign
        } else {
            out.signed_hex(in.imm).put(" <").put(local_call_annotation).put('>');
        }
        break;
    case form::call_reg:
        out.put(entry.mnemonic).put(' ');
        print_register(out, false, in.imm == 0 ? in.dst : static_cast<unsigned>(in.imm));
        if (in.imm != 0) {
            out.put(" <").put(callx_imm_annotation).put('>');
        }
        break;
    case form::exit: out.put(entry.mnemonic); break;
    case form::packet: print_packet(out, entry, in); break;
    }
}

} // namespace fc::isa::detail
