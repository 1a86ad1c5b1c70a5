// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/verify/program.hpp>
#include <femto/vm/detail/hide.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc::detail {

/// The environment pointer, absent where the Config has none.
template <class Environment>
struct environment_slot {
    Environment* pointer = nullptr;
    constexpr Environment& get() { return *pointer; }
    constexpr void set(Environment& to) { pointer = &to; }
};
template <>
struct environment_slot<no_environment> {
    [[no_unique_address]] no_environment none{};
    constexpr no_environment& get() { return none; }
    constexpr void set(no_environment&) {}
};

/// Where a vm keeps the slots its calls return to: out of reach of the program.
struct return_stack {
    std::uint16_t* slots;
    std::uint32_t capacity;
};

/// Everything a run consists of but its stack bytes and return slots, whose number is a matter of
/// the Config; the executors know only this.
template <class Semantics>
struct machine {
    /// r6 to r9 of a caller, kept in the stack between its frame and its callee's.
    static constexpr std::uint32_t saved_bytes = 4 * sizeof(std::uint64_t);
    static constexpr unsigned first_saved = 6;

    std::array<std::uint64_t, isa::register_count> registers{};
    [[no_unique_address]] typename Semantics::memory memory{};
    std::uint8_t depth = 0;                    // calls the run is inside of
    std::uint16_t slot = 0;                    // where to go on, or where the run was stopped
    const verified<Semantics>* code = nullptr; // null when nothing is started
    std::int32_t credit = 0;                   // budget left [slots]; below 0 when overdrawn
    std::uint32_t granted = 0;                 // budget given since the start [slots]
    [[no_unique_address]] environment_slot<typename Semantics::environment> environment{};

    /// Enters a function of the program: saves r6 to r9, gives it a frame of its own.
    FEMTO_SHARED constexpr errc_byte enter(const return_stack& returns, std::uint32_t return_to) {
        if (depth == returns.capacity) {
            return byte_of(errc::call_depth_exceeded);
        }
        const std::uint32_t step = frame_step();
        const std::uint32_t left = stack_left();
        if (left < step) {
            return byte_of(errc::stack_exhausted);
        }
        returns.slots[depth++] = static_cast<std::uint16_t>(return_to);
        move_frame(0U - std::size_t{step});
        std::uint8_t* to = saved(left - step);
        for (unsigned i = first_saved; i < isa::frame_pointer; ++i) {
            store_le(to, registers[i]);
            to += sizeof(std::uint64_t);
        }
        return errc_byte::ok;
    }

    /// Leaves it: restores r6 to r9 and clears where they were kept.
    /// @return  the slot to go on at
    FEMTO_SHARED constexpr std::uint32_t leave(const return_stack& returns) {
        std::uint8_t* from = saved(stack_left());
        for (unsigned i = first_saved; i < isa::frame_pointer; ++i) {
            registers[i] = load_le<std::uint64_t>(from);
            store_le(from, hidden(std::uint64_t{0})); // not a call of memset
            from += sizeof(std::uint64_t);
        }
        move_frame(frame_step());
        return returns.slots[--depth];
    }

private:
    constexpr std::uint32_t frame_step() const { return code->frame_bytes() + saved_bytes; }
    /// Bytes between the lowest of the stack and r10.
    constexpr std::uint32_t stack_left() const {
        return static_cast<std::uint32_t>(registers[isa::frame_pointer] -
                                          memory.address_of(fc::memory::section::stack));
    }
    /// r10 is always an address, and no address is wider than one of the host.
    constexpr void move_frame(std::size_t by) {
        std::uint64_t& r10 = registers[isa::frame_pointer];
        r10 = narrowed<std::size_t>(r10) + by;
    }
    /// Frames are whole double words of an aligned stack.
    constexpr std::uint8_t* saved(std::uint32_t offset) const {
        std::uint8_t* at = memory.base_of(fc::memory::section::stack) + offset;
        return std::is_constant_evaluated()
                   ? at
                   : static_cast<std::uint8_t*>(__builtin_assume_aligned(at, 8));
    }
};

/// What a call instruction is about to do.
struct call_target {
    enum class kind : std::uint8_t { helper, local, nothing };
    kind to = kind::nothing;
    std::int32_t value = 0; // index of the helper in the table, or distance of the function [slots]
};

/// CALL, verified: src tells the kind.
template <class Semantics>
FEMTO_INLINE constexpr call_target target_of_call(unsigned src, std::int32_t imm) {
    // Without helpers `verify` lets no other call pass.
    if (Semantics::helpers::size == 0 || src == isa::call_local) {
        return {call_target::kind::local, imm};
    }
    return {call_target::kind::helper,
            static_cast<std::int32_t>(Semantics::helpers::find(static_cast<std::uint32_t>(imm)))};
}

/// callx: a register says what is called, so it is checked here what CALL has had checked before.
/// @param next  slot behind the instruction
/// @return      a `call_target`, its kind in the upper half: returned in registers, where a structure
///              would take room on the C stack of every run
template <class Semantics>
FEMTO_SHARED constexpr std::uint64_t
packed_target_of_callx(const verified<Semantics>& code, std::uint32_t next, std::uint64_t value) {
    constexpr auto packed = [](call_target::kind to, std::int32_t of) {
        return static_cast<std::uint64_t>(to) << 32 | static_cast<std::uint32_t>(of);
    };
    const std::uint64_t slot = (value - isa::code_address_base) / isa::slot_bytes;
    if (value % isa::slot_bytes == 0 && value >= isa::code_address_base &&
        code.starts_function(slot)) {
        return packed(call_target::kind::local,
                      static_cast<std::int32_t>(slot) - static_cast<std::int32_t>(next));
    }
    if (value < isa::code_address_base) {
        const std::size_t index = Semantics::helpers::find(static_cast<std::uint32_t>(value));
        if (code.may_call(index)) {
            return packed(call_target::kind::helper, static_cast<std::int32_t>(index));
        }
    }
    return packed(call_target::kind::nothing, 0);
}

template <class Semantics>
FEMTO_INLINE constexpr call_target target_of_callx(const verified<Semantics>& code,
                                                   std::uint32_t next, std::uint64_t value) {
    const std::uint64_t packed = packed_target_of_callx(code, next, value);
    return {static_cast<call_target::kind>(packed >> 32), static_cast<std::int32_t>(packed)};
}

} // namespace fc::detail
