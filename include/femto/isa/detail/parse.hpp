// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/isa/characters.hpp>
#include <femto/isa/detail/cursor.hpp>
#include <femto/isa/detail/operands.hpp>
#include <femto/isa/detail/syntax.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/row.hpp>
#include <femto/isa/table.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::isa::detail {

/// One instruction as read. `target`, if not empty, names the label that a jump or call goes to.
struct statement {
    instruction in{};
    std::int32_t high = 0; // of the wide form
    characters target{};
};

/// Reads one instruction into a statement. Labels, comments and the end of the line are the
/// caller's business, and so is stopping at the first error.
class parser {
public:
    constexpr parser(cursor& text, statement& out) : text_{text}, read_{text}, out_{out} {}

    constexpr errc read() {
        register_name dst;
        if (text_.accept_register(dst)) {
            assignment(dst);
        } else if (text_.accept('*')) {
            store();
        } else if (text_.accept_word("if")) {
            branch();
        } else if (text_.accept_word("goto")) {
            jump(form::jump);
        } else if (text_.accept_word("gotol")) {
            jump(form::jump_long);
        } else if (text_.accept_word("lock")) {
            lock();
        } else if (text_.accept_word("ld_pseudo")) {
            reference();
        } else if (!mnemonic()) {
            read_.fail(read_.at_register() ? errc::illegal_register : errc::unknown_mnemonic);
        }
        return read_.error();
    }

private:
    /// Stands for a row that was not found: there is no instruction 0. A null pointer would do but
    /// for GCC, which under -fsanitize=undefined refuses to compare one in a constant.
    static constexpr std::uint8_t no_opcode = 0;
    static_assert(!exists(no_opcode));

    static constexpr bool is_alu(const row& entry) {
        return entry.operands == form::alu_imm || entry.operands == form::alu_reg;
    }
    static constexpr bool is_branch(const row& entry) {
        return entry.operands == form::branch_imm || entry.operands == form::branch_reg;
    }
    static constexpr bool is_load(const row& entry) {
        return entry.operands == form::load || entry.operands == form::load_signed;
    }
    static constexpr bool is_store(const row& entry) { return entry.operands == form::store_reg; }
    static constexpr bool is_atomic(const row& entry) { return entry.operands == form::atomic; }

    constexpr void choose(const row& entry) { out_.in.opcode = entry.opcode; }
    /// Chooses the first row for which `wanted` holds.
    template <class Predicate>
    constexpr void choose(Predicate wanted) {
        for (const row& entry : rows) {
            if (wanted(entry)) {
                choose(entry);
                return;
            }
        }
        read_.fail(errc::unknown_mnemonic);
    }
    /// Chooses between the immediate and the register variant of an ALU or branch operation: bit
    /// 3 of the opcode (RFC 9669 section 4).
    constexpr void choose_source(const row& entry, bool is_register) {
        choose(table[(entry.opcode & ~8U) | (is_register ? 8U : 0U)]);
    }

    /// Finds the longest operator that comes next among the rows of a kind and width, and skips
    /// it. `s/=` and `s%=` are the rows of `/=` and `%=`, with the offset that makes them signed.
    constexpr const row& accept_operator(bool (*kind)(const row&), bool low_half) {
        std::uint8_t best = no_opcode;
        std::size_t longest = 0;
        const std::size_t s = text_.matches("s");
        cursor behind_s = text_;
        behind_s.skip(s);
        for (const row& entry : rows) {
            if (!kind(entry) || narrow(entry) != low_half) {
                continue;
            }
            const bool is_signed = s != 0 && entry.off == off_use::signedness;
            const std::size_t size = (is_signed ? behind_s : text_).matches(entry.symbol);
            if (size > longest) {
                best = entry.opcode;
                longest = size;
                out_.in.offset = is_signed ? 1 : 0;
            }
        }
        text_.skip(longest + (out_.in.offset != 0 ? s : 0));
        return table[best];
    }

    /// Finds the access of a kind whose type comes next, and skips `u8 *)`.
    constexpr const row& accept_type(bool (*kind)(const row&)) {
        for (const row& entry : rows) {
            if (kind(entry) && text_.accept_word(entry.symbol)) {
                read_.expect('*');
                read_.expect(')');
                choose(entry);
                return entry;
            }
        }
        read_.fail(errc::bad_operand);
        return table[no_opcode];
    }

    /// A 32-bit immediate. Where it meets 64 bits it is sign-extended, so 0xffffffff cannot be had
    /// there and is refused rather than turned into -1; 32-bit operations take either spelling.
    constexpr void immediate(bool sign_extends) {
        out_.in.imm = low_32(read_.any_number(sign_extends ? signed_32 : any_32));
    }

    /// A register or an immediate; which of the two decides between the variants of `entry`.
    constexpr void source(const row& entry, bool low_half) {
        const bool is_register = read_.at_register();
        choose_source(entry, is_register);
        if (is_register) {
            const register_name src = read_.any_register();
            read_.require(src.low_half == low_half);
            out_.in.src = src.number;
        } else {
            immediate(!low_half);
        }
    }

    constexpr void assignment(register_name dst) {
        const row& entry = accept_operator(is_alu, dst.low_half);
        out_.in.dst = dst.number;
        if (entry.operands == form::illegal) {
            read_.fail(errc::unknown_mnemonic);
        } else if (entry.dst == dst_use::write) {
            move(entry, dst);
        } else {
            source(entry, dst.low_half);
        }
    }

    /// What stands to the right of a plain `=`.
    constexpr void move(const row& entry, register_name dst) {
        cursor ahead = text_;
        register_name src;
        number value;
        if (ahead.accept('-') && ahead.accept_register(src)) {
            text_ = ahead;
            read_.require(src == dst);
            choose([&](const row& candidate) {
                return candidate.operands == form::negate && narrow(candidate) == dst.low_half;
            });
        } else if (text_.accept('*')) {
            load(dst);
        } else if (text_.accept('(')) {
            sign_extension(entry, dst);
        } else if (starts_name(text_.peek()) && !read_.at_register()) {
            named(dst);
        } else if (ahead = text_;
                   ahead.read_number(value) != errc::bad_operand && ahead.accept_word("ll")) {
            read_.require(!dst.low_half);
            choose(is_constant);
            wide(read_.any_number(any_64));
        } else {
            source(entry, dst.low_half);
        }
    }

    /// `s8)r2`
    constexpr void sign_extension(const row& entry, register_name dst) {
        read_.require(text_.accept("s"));
        const number width = read_.any_number({1, 64});
        read_.expect(')');
        const register_name src = read_.any_register();
        choose_source(entry, true);
        out_.in.src = src.number;
        out_.in.offset = low_16(width);
        read_.require(allows(table[out_.in.opcode].off, out_.in.offset) && !width.has_sign &&
                      src.low_half == dst.low_half);
    }

    /// `be16 r1`, `data + 0x10 ll`, and the atomics that return a value
    constexpr void named(register_name dst) {
        for (const row& entry : rows) {
            const bool swaps =
                entry.operands == form::byte_order || entry.operands == form::byte_swap;
            if (swaps && text_.accept(entry.symbol)) {
                choose(entry);
                out_.in.imm = low_32(read_.any_number({0, 64}));
                read_.require(out_.in.imm == 16 || out_.in.imm == 32 || out_.in.imm == 64);
                read_.require(read_.full_register() == dst.number && !dst.low_half);
                return;
            }
            if (entry.operands == form::wide && entry.symbol[0] != '\0' &&
                text_.accept_word(entry.symbol)) {
                read_.require(!dst.low_half);
                choose(entry);
                wide(read_.displacement(signed_64));
                return;
            }
        }
        for (const atomic_row& atomic : atomic_rows) {
            cursor ahead = text_;
            if ((exchanges(atomic) || ahead.accept(fetch_prefix)) && ahead.accept(atomic.name)) {
                text_ = ahead;
                exchanges(atomic) ? exchange(atomic, dst) : fetch(atomic, dst);
                return;
            }
        }
        read_.fail(errc::unknown_mnemonic);
    }

    static constexpr bool is_constant(const row& entry) {
        return entry.operands == form::wide && entry.src == src_use::wide;
    }
    constexpr void wide(number value) {
        out_.in.imm = low_32(value);
        out_.high = high_32(value);
        read_.expect_word("ll");
    }
    /// `r1, 0x4, 0x5`
    constexpr void reference() {
        choose(is_constant);
        out_.in.dst = read_.full_register();
        read_.expect(',');
        out_.in.src = static_cast<std::uint8_t>(read_.any_number({0, 15}).bits() & 15);
        read_.expect(',');
        const number value = read_.any_number(any_64);
        out_.in.imm = low_32(value);
        out_.high = high_32(value);
    }

    /// LLVM writes w where a value narrower than 64 bits is loaded or stored under
    /// `--mattr=+alu32`, and r otherwise, for the same bytes. Both are read.
    constexpr void require_width(const row& entry, register_name reg) {
        read_.require(!reg.low_half ||
                      (access_bits(entry) < 64 && entry.operands != form::load_signed));
    }

    /// `(u8 *)(r2 + 0x3)`, or `(u8 *)skb[0x3]` into r0
    constexpr void load(register_name dst) {
        read_.expect('(');
        const row& entry = accept_type(is_load);
        if (entry.operands == form::illegal) {
            return;
        }
        if (text_.accept_word("skb")) {
            read_.require(dst == register_name{});
            packet(entry);
            return;
        }
        require_width(entry, dst);
        read_.expect('(');
        read_.place(out_.in.src, out_.in.offset);
        read_.expect(')');
    }

    /// `[0x3]`, `[r2]` or `[r2 + 0x3]`
    constexpr void packet(const row& type) {
        read_.expect('[');
        const bool indirect = read_.at_register();
        if (indirect) {
            out_.in.src = read_.full_register();
        }
        if (!indirect) {
            immediate(true);
        } else if (text_.peek() != ']') {
            out_.in.imm = low_32(read_.displacement(signed_32));
        }
        read_.expect(']');
        choose([&](const row& entry) {
            return entry.operands == form::packet && same_type(entry, type) &&
                   (entry.src == src_use::read) == indirect;
        });
    }
    static constexpr bool same_type(const row& a, const row& b) {
        return a.symbol[0] == b.symbol[0] && access_bits(a) == access_bits(b);
    }

    /// `(u8 *)(r1 + 0x3) = r2`
    constexpr void store() {
        read_.expect('(');
        const row& type = accept_type(is_store);
        read_.expect('(');
        read_.place(out_.in.dst, out_.in.offset);
        read_.expect(')');
        read_.expect('=');
        if (type.operands == form::illegal) {
            return;
        }
        if (read_.at_register()) {
            const register_name src = read_.any_register();
            require_width(type, src);
            out_.in.src = src.number;
            return;
        }
        immediate(access_bits(type) == 64);
        choose([&](const row& entry) {
            return entry.operands == form::store_imm && same_type(entry, type);
        });
    }

    /// `*(u64 *)(r1 + 0x8) += r2`
    constexpr void lock() {
        read_.expect('*');
        const row& entry = atomic_place();
        for (const atomic_row& atomic : atomic_rows) {
            if (entry.operands == form::atomic && !exchanges(atomic) &&
                text_.accept(atomic.symbol)) {
                const register_name src = read_.any_register();
                require_width(entry, src);
                out_.in.src = src.number;
                out_.in.imm = atomic.operation;
                return;
            }
        }
        read_.fail(errc::unknown_mnemonic);
    }

    /// `(u64 *)(r1 + 0x8)`
    constexpr const row& atomic_place() {
        read_.expect('(');
        const row& entry = accept_type(is_atomic);
        read_.expect('(');
        read_.place(out_.in.dst, out_.in.offset);
        read_.expect(')');
        return entry;
    }

    /// `((u64 *)(r1 + 0x8), r2)`; the operand receives the old value, so it is written twice.
    constexpr void fetch(const atomic_row& atomic, register_name result) {
        read_.expect('(');
        atomic_place();
        read_.require(fetched_operand(atomic, result) == result);
    }

    /// `_64(r1 + 0x8, r2)`, or for the comparing one `_64(r1 + 0x8, r0, r2)` with result r0
    constexpr void exchange(const atomic_row& atomic, register_name result) {
        choose([&](const row& entry) {
            return is_atomic(entry) && text_.accept(exchange_suffix(entry));
        });
        read_.expect('(');
        read_.place(out_.in.dst, out_.in.offset);
        const bool compares = atomic.operation == 0xf0;
        if (compares) {
            read_.expect(',');
            read_.require(read_.any_register() == result && result.number == 0);
        }
        const register_name src = fetched_operand(atomic, result);
        read_.require(compares || src == result);
    }

    /// `, r2)`
    constexpr register_name fetched_operand(const atomic_row& atomic, register_name result) {
        read_.expect(',');
        const register_name src = read_.any_register();
        read_.expect(')');
        const row& entry = table[out_.in.opcode];
        const bool low_half = is_atomic(entry) && access_bits(entry) == 32;
        read_.require(src.low_half == low_half && result.low_half == low_half);
        out_.in.src = src.number;
        out_.in.imm = atomic.operation | fetch_bit;
        return src;
    }

    /// `r1 s> 5 goto +3`
    constexpr void branch() {
        const register_name dst = read_.any_register();
        const row& entry = accept_operator(is_branch, dst.low_half);
        if (entry.operands == form::illegal) {
            read_.fail(errc::unknown_mnemonic);
            return;
        }
        out_.in.dst = dst.number;
        source(entry, dst.low_half);
        read_.expect_word("goto");
        target(entry);
    }

    constexpr void jump(form operands) {
        choose([&](const row& entry) { return entry.operands == operands; });
        target(table[out_.in.opcode]);
    }

    /// A distance in slots, or a label.
    constexpr void target(const row& entry) {
        out_.target = text_.accept_name();
        if (!out_.target.empty()) {
            return;
        }
        if (entry.off == off_use::jump) {
            out_.in.offset = low_16(read_.any_number(signed_16));
        } else {
            out_.in.imm = low_32(read_.any_number(signed_32));
        }
    }

    /// `call`, `callx`, `exit`: the rows that are written by their mnemonics.
    constexpr bool mnemonic() {
        for (const row& entry : rows) {
            const bool written = entry.operands == form::call || entry.operands == form::call_reg ||
                                 entry.operands == form::exit;
            if (written && text_.accept_word(entry.mnemonic)) {
                choose(entry);
                if (entry.operands == form::call) {
                    call();
                } else if (entry.operands == form::call_reg) {
                    call_register();
                }
                return true;
            }
        }
        return false;
    }

    /// A number without a sign is a helper. A label, a number with a sign, and a number followed
    /// by an annotation, as the disassembler writes it, are functions of this program.
    constexpr void call() {
        out_.target = text_.accept_name();
        if (!out_.target.empty()) {
            out_.in.src = 1;
            return;
        }
        const number value = read_.any_number(any_32);
        characters annotation;
        if (text_.accept_annotation(annotation) || value.has_sign) {
            read_.require(value.within(signed_32.lowest, signed_32.highest),
                          errc::value_out_of_range);
            out_.in.src = 1;
        }
        out_.in.imm = low_32(value);
    }

    constexpr void call_register() {
        const std::uint8_t callee = read_.full_register();
        characters annotation;
        if (text_.accept_annotation(annotation)) {
            read_.require(annotation == characters{callx_imm_annotation});
            out_.in.imm = callee;
        } else {
            out_.in.dst = callee;
        }
    }

    cursor& text_;
    operand_reader read_;
    statement& out_;
};

} // namespace fc::isa::detail
