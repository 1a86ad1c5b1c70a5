// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/verify/cell.hpp>
#include <femto/vm/detail/hide.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::detail {

/// r0 to r10 as a dense executor sees them.
class register_file {
public:
    FEMTO_INLINE explicit register_file(std::uint64_t* first) : first_{first} {
#if defined(__arm__)
        zero_ = hidden(std::uint32_t{0});
#endif
    }

    FEMTO_INLINE std::uint64_t* first() const { return first_; }
    FEMTO_INLINE std::uint64_t& operator[](std::size_t number) const {
        return *hidden(first_ + number);
    }
    FEMTO_INLINE std::uint64_t& at_bytes(std::size_t offset) const {
        void* const at = hidden(reinterpret_cast<char*>(first_) + offset);
        return *static_cast<std::uint64_t*>(at);
    }
    /// The low half of a register. Reading only that needs no address of the whole.
    FEMTO_INLINE std::uint32_t word(std::size_t number) const {
        return static_cast<std::uint32_t>(hidden_wide(first_[number]));
    }
    FEMTO_INLINE std::uint32_t word_at_bytes(std::size_t offset) const {
        const void* const at = reinterpret_cast<const char*>(first_) + offset;
        return static_cast<std::uint32_t>(*static_cast<const std::uint64_t*>(at));
    }
    /// A 32-bit result, upper half 0.
    FEMTO_INLINE std::uint64_t extended(std::uint32_t value) const {
        return value | std::uint64_t{zero_} << 32;
    }

private:
    std::uint64_t* first_;
#if defined(__arm__)
    std::uint32_t zero_ = 0;
#else
    static constexpr std::uint32_t zero_ = 0;
#endif
};

/// The operands of one slot of text, taken out of it only where an operation asks for them.
class text_operands {
public:
#if defined(__arm__)
    // One LDRD, then UBFX for each field.
    FEMTO_INLINE text_operands(const std::uint8_t* slot, register_file registers)
        : registers_{registers} {
        slot = aligned_text(slot);
        head_ = load_le<std::uint32_t>(slot);
        imm_ = hidden(load_le<std::int32_t>(slot + 4));
    }

    FEMTO_INLINE unsigned opcode() const { return head_ & 0xFFU; }
    FEMTO_INLINE std::size_t dst_number() const { return head_ >> 8 & 15U; }
    FEMTO_INLINE std::size_t src_number() const { return head_ >> 12 & 15U; }
    FEMTO_INLINE std::int16_t offset() const { return static_cast<std::int16_t>(head_ >> 16); }
    FEMTO_INLINE std::int32_t imm() const { return imm_; }
#else
    // Each field straight from memory: a load costs no more than a shift (measured on x86-64: 21.1
    // to 18.4 instructions per slot, registers by number included).
    FEMTO_INLINE text_operands(const std::uint8_t* slot, register_file registers)
        : registers_{registers}, slot_{aligned_text(slot)} {}

    FEMTO_INLINE unsigned opcode() const { return slot_[0]; }
    FEMTO_INLINE std::size_t dst_number() const { return slot_[1] & 15U; }
    // By way of 16 bits: of the one byte GCC would make a byte shift and extend it again.
    FEMTO_INLINE std::size_t src_number() const { return load_le<std::uint16_t>(slot_) >> 12; }
    FEMTO_INLINE std::int16_t offset() const { return load_le<std::int16_t>(slot_ + 2); }
    FEMTO_INLINE std::int32_t imm() const { return load_le<std::int32_t>(slot_ + 4); }
#endif
    FEMTO_INLINE std::uint64_t& dst() const { return registers_[dst_number()]; }
    FEMTO_INLINE std::uint64_t src() const { return registers_[src_number()]; }
    /// A register that GCC may read half by half.
    FEMTO_INLINE static std::uint64_t pair(std::uint64_t value) { return value; }
    FEMTO_INLINE std::uint32_t dst_word() const { return registers_.word(dst_number()); }
    FEMTO_INLINE std::uint32_t src_word() const { return registers_.word(src_number()); }
    FEMTO_INLINE const register_file& registers() const { return registers_; }

    /// The 64 bits of a 16-byte instruction, the current one at `at`.
    template <class Position>
    FEMTO_INLINE std::uint64_t wide(const Position& at) const {
        return static_cast<std::uint32_t>(imm()) |
               std::uint64_t{load_le<std::uint32_t>(
                   aligned_text(at.pc) + (Position::behind * std::ptrdiff_t{isa::slot_bytes} + 4))}
                   << 32;
    }

private:
    register_file registers_;
#if defined(__arm__)
    std::uint32_t head_;
    std::int32_t imm_;
#else
    const std::uint8_t* slot_;
#endif
};

/// The operands of one decoded cell.
class cell_operands {
public:
    FEMTO_INLINE explicit cell_operands(register_file registers) : registers_{registers} {}
    /// Goes to a cell, of which the first operand is loaded already.
    FEMTO_INLINE cell_operands& stand(const cell* at, std::size_t dst) {
        at_ = at;
        dst_ = dst;
        return *this;
    }

    FEMTO_INLINE std::uint64_t& dst() const { return registers_.at_bytes(dst_); }
    FEMTO_INLINE std::uint64_t src() const { return registers_.at_bytes(at_->fields.src); }
    /// A register that is better read at once (measured on Cortex-M4: 64-bit additions of registers
    /// take 11 instructions instead of 13 over cells, and one more over text).
    FEMTO_INLINE static std::uint64_t pair(std::uint64_t value) { return hidden_pair(value); }
    FEMTO_INLINE std::uint32_t dst_word() const { return registers_.word_at_bytes(dst_); }
    FEMTO_INLINE std::uint32_t src_word() const {
        return registers_.word_at_bytes(at_->fields.src);
    }
    FEMTO_INLINE std::size_t dst_number() const { return dst_ / sizeof(std::uint64_t); }
    FEMTO_INLINE std::size_t src_number() const { return at_->fields.src / sizeof(std::uint64_t); }
    FEMTO_INLINE std::int16_t offset() const { return at_->fields.offset; }
    FEMTO_INLINE std::int32_t imm() const { return at_->imm; }
    FEMTO_INLINE const register_file& registers() const { return registers_; }

    template <class Position>
    FEMTO_INLINE std::uint64_t wide(const Position&) const {
        return static_cast<std::uint32_t>(at_->imm) |
               std::uint64_t{static_cast<std::uint32_t>(at_[1].imm)} << 32;
    }

private:
    const cell* at_ = nullptr;
    std::size_t dst_ = 0;
    register_file registers_;
};

/// Operands whose offset is known to be 0.
template <class Operands>
class plain : public Operands {
public:
    using Operands::Operands;
    FEMTO_INLINE constexpr std::int16_t offset() const { return 0; }
};

} // namespace fc::detail
