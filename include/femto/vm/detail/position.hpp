// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/argument.hpp>
#include <femto/vm/detail/hide.hpp>
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
///
/// @tparam Base  tells where the units of a machine begin
/// @tparam Lead  slots by which the pc is ahead of the current instruction: 1 while it is advanced
///               by the fetch, 0 where the way to the next instruction does that
template <class Unit, std::ptrdiff_t PerSlot, class Base, std::ptrdiff_t Lead>
class position {
public:
    /// Slots from the pc to the one behind the current instruction.
    static constexpr std::ptrdiff_t behind = 1 - Lead;

    template <class Semantics>
    FEMTO_INLINE constexpr position(const machine<Semantics>& m, Base base)
        : pc{base(m) + m.slot * PerSlot}, base_{base},
          limit_{number(m, pc) +
                 static_cast<std::uintptr_t>((std::intptr_t{m.credit} - behind) * step)} {}

    /// Of the parts that `apart` gives.
    FEMTO_INLINE constexpr position(const Unit* at, std::uintptr_t limit, Base base = {})
        : pc{at}, base_{base}, limit_{limit} {}
    template <class Use>
    FEMTO_INLINE constexpr auto apart(const Use& use) const {
        if constexpr (std::is_empty_v<Base>) {
            return use(pc, limit_);
        } else {
            return use(pc, limit_, base_);
        }
    }

    /// True when the slots before the current instruction have used the budget up.
    template <class Semantics>
    FEMTO_INLINE constexpr bool overdrawn(const machine<Semantics>& m) const {
        return static_cast<std::intptr_t>(limit_ - number(m, pc)) < 0;
    }

    /// Goes on to the next slot.
    FEMTO_INLINE constexpr void advance() { pc = hidden(pc + PerSlot); }

    FEMTO_INLINE constexpr void advance_if(bool condition) {
        if (condition) {
            advance();
        }
    }

    /// Goes where an executor is that keeps both itself.
    FEMTO_INLINE position& stand(const Unit* at, std::uintptr_t limit) {
        pc = at;
        limit_ = limit;
        return *this;
    }
    FEMTO_INLINE std::uintptr_t limit() const { return limit_; }

    /// Goes `slots` on.
    FEMTO_INLINE constexpr void jump(std::ptrdiff_t slots) {
        pc += slots * PerSlot;
        limit_ += static_cast<std::uintptr_t>(slots * step);
    }
    /// Takes a jump by so many grains, unless the budget is used up.
    template <std::ptrdiff_t GrainBytes, class Semantics>
    FEMTO_INLINE bool take(const machine<Semantics>& m, std::ptrdiff_t grains) {
        const std::uintptr_t left = limit_ - number(m, pc);
        if (static_cast<std::intptr_t>(left) < 0) [[unlikely]] {
            return false;
        }
        const std::ptrdiff_t bytes = grains * GrainBytes;
        const auto* from = static_cast<const unsigned char*>(static_cast<const void*>(pc));
        pc = static_cast<const Unit*>(static_cast<const void*>(from + bytes));
#if defined(__arm__)
        // A difference that is used once more is tested as it is made, and a jump leaves it as it is.
        limit_ = number(m, pc) + left;
#else
        limit_ += static_cast<std::uintptr_t>(bytes);
#endif
        return true;
    }
    /// Makes slot `target` the one behind the current instruction.
    template <class Semantics>
    FEMTO_INLINE constexpr void go_to(const machine<Semantics>& m, std::uint32_t target) {
        jump(static_cast<std::ptrdiff_t>(target) - static_cast<std::ptrdiff_t>(next(m)));
    }

    /// The slot behind the current instruction.
    template <class Semantics>
    FEMTO_INLINE constexpr std::uint32_t next(const machine<Semantics>& m) const {
        return static_cast<std::uint32_t>(pc - base_(m)) / std::uint32_t{PerSlot} +
               std::uint32_t{behind};
    }

    /// Takes `slots` more (or, below 0, fewer) from the budget.
    FEMTO_INLINE constexpr void charge(std::int32_t slots) {
        limit_ -= static_cast<std::uintptr_t>(std::intptr_t{slots} * step);
    }

    /// Slots left of the budget, below 0 when it is overdrawn.
    template <class Semantics>
    FEMTO_INLINE constexpr std::int32_t left(const machine<Semantics>& m) const {
        // Both are whole slots apart, so the division is exact; a power of two makes it a shift.
        const auto ahead = static_cast<std::intptr_t>(limit_ - number(m, pc));
        return static_cast<std::int32_t>(
            (step & (step - 1)) == 0 ? ahead >> std::countr_zero(std::size_t{step}) : ahead / step);
    }

    /// Records the stop at the current instruction, which is not charged.
    template <class Semantics>
    FEMTO_INLINE constexpr errc stop(machine<Semantics>& m, errc why) {
        pc -= PerSlot;
        return leave(m, why);
    }
    /// Records the end behind the current instruction, which is charged.
    template <class Semantics>
    FEMTO_INLINE constexpr errc leave(machine<Semantics>& m, errc why) const {
        m.slot = static_cast<std::uint16_t>(next(m));
        m.credit = left(m);
        return why;
    }

    const Unit* pc;

private:
    static constexpr std::ptrdiff_t step = PerSlot * std::ptrdiff_t{sizeof(Unit)};

    template <class Semantics>
    FEMTO_INLINE constexpr std::uintptr_t number(const machine<Semantics>& m,
                                                 const Unit* at) const {
        // In constant evaluation a pointer has no number, but a distance.
        if (std::is_constant_evaluated()) {
            return static_cast<std::uintptr_t>((at - base_(m)) * std::ptrdiff_t{sizeof(Unit)});
        }
        return reinterpret_cast<std::uintptr_t>(at);
    }

    [[no_unique_address]] Base base_;
    std::uintptr_t limit_;
};

/// Where the text of a machine begins: looked up again where it is needed, which is off the path
/// of plain instructions, so that it takes no register there.
struct text_base {
    template <class Semantics>
    constexpr const std::uint8_t* operator()(const machine<Semantics>& m) const {
        return m.code->text();
    }
};
template <std::ptrdiff_t Lead>
using text_position = position<std::uint8_t, isa::slot_bytes, text_base, Lead>;

/// The position of a machine at rest, behind an instruction: what `position::leave` wrote down.
template <class Semantics>
struct standing {
    machine<Semantics>& m;

    constexpr bool overdrawn(const machine<Semantics>&) const { return m.credit < 0; }
    constexpr std::int32_t left(const machine<Semantics>&) const { return m.credit; }
    constexpr std::uint32_t next(const machine<Semantics>&) const { return m.slot; }
    constexpr void jump(std::int32_t slots) {
        m.slot = static_cast<std::uint16_t>(m.slot + static_cast<std::uint32_t>(slots));
    }
    constexpr void charge(std::int32_t slots) { m.credit -= slots; }
    /// Takes the instruction back: a stop is at it, and does not charge it.
    constexpr void step_back() {
        jump(-1);
        charge(-1);
    }
};
template <class Semantics>
standing(machine<Semantics>&) -> standing<Semantics>;

/// A call, met by any executor. `at` is behind the instruction; afterwards it is where to go on.
/// What a helper costs is charged before the helper runs, so a budget is never overdrawn by one.
template <class Semantics, class Position>
FEMTO_INLINE constexpr errc call(machine<Semantics>& m, const return_stack& returns, Position& at,
                                 call_target target) {
    if (target.to == call_target::kind::local) {
        if (at.overdrawn(m)) {
            return errc::budget_exhausted;
        }
        if (const errc_byte error = m.enter(returns, at.next(m)); error != errc_byte::ok) {
            return errc_of(error);
        }
        at.jump(target.value);
        return errc::ok;
    }
    if constexpr (Semantics::helpers::size == 0) {
        return errc::illegal_call;
    } else {
        if (target.to == call_target::kind::nothing) {
            return errc::illegal_call;
        }
        const auto index = static_cast<std::size_t>(target.value);
        const auto cost = static_cast<std::int32_t>(Semantics::helpers::costs[index]);
        at.charge(cost);
        if (at.overdrawn(m)) {
            at.charge(-cost);
            return errc::budget_exhausted;
        }
        if constexpr (Semantics::helpers::is_metered) {
            const auto left = static_cast<std::uint32_t>(at.left(m));
            helpers::meter meter{left};
            const errc error = Semantics::helpers::invoke(index, m.registers.data(), m.memory,
                                                          m.environment.get(), meter);
            at.charge(error == errc::budget_exhausted
                          ? -cost
                          : static_cast<std::int32_t>(left - meter.left()));
            return error;
        } else {
            return Semantics::helpers::invoke(index, m.registers.data(), m.memory,
                                              m.environment.get());
        }
    }
}

} // namespace fc::detail
