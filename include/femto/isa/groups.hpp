// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/row.hpp>

#include <cstdint>

namespace fc::isa {

/// A set of conformance groups, closed the way RFC 9669 section 2.4 nests them: base64 brings
/// base32, divmul64 brings divmul32, atomic64 brings atomic32 and both atomics bring their base.
class group_set {
public:
    constexpr group_set() = default;
    constexpr group_set(group one) : bits_{closure(one)} {}

    constexpr bool has(group one) const {
        return (std::uint32_t{bits_} >> static_cast<unsigned>(one) & 1U) != 0;
    }
    friend constexpr group_set operator|(group_set a, group_set b) {
        a.bits_ = static_cast<std::uint16_t>(a.bits_ | b.bits_);
        return a;
    }
    friend constexpr bool operator==(group_set, group_set) = default;

    // Public only because a template argument must have no private members.
    std::uint16_t bits_ = 1U << static_cast<unsigned>(group::base32);

private:
    static constexpr std::uint16_t bit(group one) {
        return static_cast<std::uint16_t>(1U << static_cast<unsigned>(one));
    }
    static constexpr std::uint16_t closure(group one) {
        unsigned bits = unsigned{bit(group::base32)} | bit(one);
        if (one == group::divmul64) {
            bits |= unsigned{bit(group::divmul32)} | bit(group::base64);
        }
        if (one == group::atomic64) {
            bits |= unsigned{bit(group::atomic32)} | bit(group::base64);
        }
        return static_cast<std::uint16_t>(bits);
    }
};

constexpr group_set operator|(group a, group b) { return group_set{a} | group_set{b}; }

} // namespace fc::isa

namespace fc {

using isa::group;
using isa::group_set;

/// Everything femto can execute.
inline constexpr group_set all_groups = group::base64 | group::divmul64 | group::atomic64 |
                                        group_set{group::callx} | group_set{group::section};

} // namespace fc
