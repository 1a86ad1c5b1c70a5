// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm/detail/machine.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// The pc and the budget of a running executor over `Unit`s (bytes of text, or cells).
///
/// The budget is a limit that lies as far ahead of the pc as there are slots left. Straight-line
/// code only moves the pc, so it is charged without an instruction; a jump moves both. Differences
/// are taken modulo the width of an address, so a limit beyond the top of the address space works.
template <class Unit, std::ptrdiff_t PerSlot>
class position {
public:
    template <class Semantics>
    FEMTO_INLINE constexpr position(const Unit* base, const machine<Semantics>& from)
        : base_{base}, pc{base + from.slot * PerSlot},
          limit_{number(pc) + static_cast<std::uintptr_t>(std::intptr_t{from.credit} * step)} {}

    /// True when the slots before the current instruction have used the budget up. The pc is
    /// already behind the instruction.
    FEMTO_INLINE constexpr bool overdrawn() const {
        return static_cast<std::intptr_t>(limit_ - number(pc)) < 0;
    }

    /// Goes `slots` on from the pc.
    FEMTO_INLINE constexpr void jump(std::ptrdiff_t slots) {
        pc += slots * PerSlot;
        limit_ += static_cast<std::uintptr_t>(slots * step);
    }

    /// Goes to slot `target`.
    FEMTO_INLINE constexpr void go_to(std::uint32_t target) {
        jump(static_cast<std::ptrdiff_t>(target) - static_cast<std::ptrdiff_t>(slot()));
    }

    FEMTO_INLINE constexpr std::uint32_t slot() const {
        return static_cast<std::uint32_t>(pc - base_) / std::uint32_t{PerSlot};
    }

    /// Takes `slots` more (or, below 0, fewer) from the budget.
    FEMTO_INLINE constexpr void charge(std::int32_t slots) {
        limit_ -= static_cast<std::uintptr_t>(std::intptr_t{slots} * step);
    }

    /// Records the stop at the current instruction, which is not charged.
    template <class Semantics>
    FEMTO_INLINE constexpr errc stop(machine<Semantics>& to, errc why) {
        pc -= PerSlot;
        return leave(to, why);
    }
    /// Records the end behind the current instruction, which is charged.
    template <class Semantics>
    FEMTO_INLINE constexpr errc leave(machine<Semantics>& to, errc why) const {
        to.slot = static_cast<std::uint16_t>(slot());
        to.credit =
            static_cast<std::int32_t>(static_cast<std::intptr_t>(limit_ - number(pc)) / step);
        return why;
    }

private:
    static constexpr std::ptrdiff_t step = PerSlot * std::ptrdiff_t{sizeof(Unit)};

    FEMTO_INLINE constexpr std::uintptr_t number(const Unit* at) const {
        // In constant evaluation a pointer has no number, but a distance.
        if (std::is_constant_evaluated()) {
            return static_cast<std::uintptr_t>((at - base_) * std::ptrdiff_t{sizeof(Unit)});
        }
        return reinterpret_cast<std::uintptr_t>(at);
    }

    const Unit* base_;

public:
    const Unit* pc;

private:
    std::uintptr_t limit_;
};

using text_position = position<std::uint8_t, isa::slot_bytes>;

/// A call, met by any executor. `at` is behind the instruction; afterwards it is where to go on.
/// The helper's cost is charged before the helper runs, so a budget is never overdrawn by one.
template <class Semantics, class Position>
FEMTO_INLINE constexpr errc call(machine<Semantics>& m, std::uint16_t* return_slots, Position& at,
                                 call_target target) {
    if (target.to == call_target::kind::local) {
        if (at.overdrawn()) {
            return errc::budget_exhausted;
        }
        if (const errc error = m.enter(return_slots, at.slot()); error != errc::ok) {
            return error;
        }
        at.go_to(target.index);
        return errc::ok;
    }
    if constexpr (Semantics::helpers::size == 0) {
        return errc::illegal_call;
    } else {
        if (target.to == call_target::kind::nothing) {
            return errc::illegal_call;
        }
        const auto cost = static_cast<std::int32_t>(Semantics::helpers::costs[target.index]);
        at.charge(cost);
        if (at.overdrawn()) {
            at.charge(-cost);
            return errc::budget_exhausted;
        }
        return Semantics::helpers::invoke(target.index, m.registers.data(), m.memory,
                                          m.environment.get());
    }
}

} // namespace fc::detail
