// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/config/semantics.hpp>
#include <femto/image/sections.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>
#include <femto/isa/table.hpp>
#include <femto/verify/cell.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc {

namespace detail {
template <class Semantics>
class verifier;

/// True for exit and the unconditional jumps. Spelled out, since a look into the table at run time
/// would put all of it into ROM.
constexpr bool ends_function(std::uint8_t opcode) {
    return opcode == 0x95 || opcode == 0x05 || opcode == 0x06;
}
static_assert([] {
    for (const isa::row& row : isa::table) {
        const bool ends = row.operands == isa::form::exit || row.operands == isa::form::jump ||
                          row.operands == isa::form::jump_long;
        if (ends != ends_function(row.opcode)) {
            return false;
        }
    }
    return true;
}());
} // namespace detail

/// A text that passed every rule, and what was learnt on the way. Only `verify` makes one.
/// Immutable; may be shared by threads and by every vm of the same semantics. Borrows its bytes:
/// they must outlive it and stay unwritten.
template <class Semantics>
class verified {
public:
    /// First byte of the text, on a 4-byte boundary.
    constexpr const std::uint8_t* text() const { return parts_.text.data(); }
    /// Length of the text [slots of 8 bytes].
    constexpr std::uint32_t slots() const {
        return static_cast<std::uint32_t>(parts_.text.size() / isa::slot_bytes);
    }
    /// Slot where a run starts.
    constexpr std::uint32_t entry() const { return parts_.entry; }

    constexpr std::span<const std::uint8_t> rodata() const { return parts_.rodata; }
    /// What the data of a fresh instance starts with; `bss_bytes()` zeroes follow.
    constexpr std::span<const std::uint8_t> data() const { return parts_.data; }
    constexpr std::uint32_t bss_bytes() const { return parts_.bss_bytes; }
    constexpr std::span<const relocation> relocations() const { return parts_.relocations; }
    /// Bytes an instance needs for itself.
    constexpr std::size_t data_bytes() const { return parts_.data.size() + parts_.bss_bytes; }

    /// Bytes below r10 that a function may use: what a call leaves free below its caller.
    constexpr std::uint32_t frame_bytes() const { return frame_bytes_; }
    /// Bytes of stack the program gets, in whole double words: as deep as it reaches through r10,
    /// `whole_stack` if that is not known.
    constexpr std::uint32_t reach_bytes() const { return reach_bytes_; }
    static constexpr std::uint32_t whole_stack = 0xFFFFFFFF;
    /// True when a run needs nothing looked at but its context: no data, no rodata, no stack, and
    /// text that lies where `verify` saw it.
    constexpr bool context_only() const { return Semantics::has_sections && context_only_; }
    /// Slots executed between two looks at the budget, at most: how far a run can overdraw it.
    constexpr std::uint32_t longest_straight_run() const { return longest_straight_run_; }

    /// The helpers it may call: its contract.
    constexpr const helper_set<typename Semantics::helpers>& contract() const { return allowed_; }
    /// True when the helper at `index` of the table may be called.
    constexpr bool may_call(std::size_t index) const { return allowed_.contains(index); }

    /// True when slot `index` can be a function: it starts an instruction, and what stands before it
    /// ends another one, be it by a call that does not return.
    constexpr bool starts_function(std::uint64_t index) const {
        if (index >= slots() || text()[index * isa::slot_bytes] == 0) {
            return false;
        }
        if (index == 0) {
            return true;
        }
        const std::uint8_t before = text()[(index - 1) * isa::slot_bytes];
        return detail::ends_function(before) || before == isa::opcode::call ||
               before == isa::opcode::callx;
    }

private:
    friend class detail::verifier<Semantics>;

    sections parts_{};
    std::uint32_t frame_bytes_ = 0;
    std::uint32_t reach_bytes_ = 0;
    std::uint32_t longest_straight_run_ = 0;
    bool context_only_ = false;
    [[no_unique_address]] helper_set<typename Semantics::helpers> allowed_{};

protected:
    constexpr verified(const sections& parts,
                       const helper_set<typename Semantics::helpers>& allowed)
        : parts_{parts}, allowed_{allowed} {}
    constexpr verified(const verified&) = default;
    constexpr verified& operator=(const verified&) = default;
};

/// A verified program, with its decoded cells where the Config has them.
template <class Semantics, std::size_t DecodeSlots>
class program : public verified<Semantics> {
public:
    using semantics = Semantics;

    /// The decoded form; null in a program that is longer than `Config::decode_slots` or was
    /// verified by the compiler (handlers have no addresses there).
    constexpr const detail::cell* cells() const {
        return decoded_ ? cells_.data() + detail::cells_before : nullptr;
    }

private:
    friend class detail::verifier<Semantics>;
    friend class result<program>;
    constexpr program(const sections& parts, const helper_set<typename Semantics::helpers>& allowed)
        : verified<Semantics>{parts, allowed} {
        if (std::is_constant_evaluated()) { // which knows no objects without a value
            cells_ = {};
        }
    }

    std::array<detail::cell, DecodeSlots + detail::cells_before> cells_;
    bool decoded_ = false;
};

template <class Semantics>
class program<Semantics, 0> : public verified<Semantics> {
public:
    using semantics = Semantics;

private:
    friend class detail::verifier<Semantics>;
    friend class result<program>;
    constexpr program(const sections& parts, const helper_set<typename Semantics::helpers>& allowed)
        : verified<Semantics>{parts, allowed} {}
};

/// What `verify<Config>` makes.
template <class Config>
using program_of = program<semantics_of<Config>, Config::decode_slots>;

} // namespace fc
