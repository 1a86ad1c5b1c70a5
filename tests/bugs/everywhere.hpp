// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"

#include <femto/base/errc.hpp>

#include <cstdint>
#include <ostream>
#include <span>

namespace fc::test {

/// What became of a program: refused before it ran, or run.
struct outcome {
    bool ran = false;
    errc error = errc::ok;
    std::uint32_t at = 0;
    std::uint64_t r0 = 0; // 0 after an error

    friend bool operator==(const outcome&, const outcome&) = default;
    friend std::ostream& operator<<(std::ostream& to, const outcome& o) {
        return to << (o.ran ? "ran, " : "refused, ") << static_cast<int>(o.error) << " at " << o.at
                  << ", r0 = " << o.r0;
    }
};
inline outcome returns(std::uint64_t r0) { return {true, errc::ok, 0, r0}; }
inline outcome faults(errc why, std::uint32_t at) { return {true, why, at, 0}; }
inline outcome refused(errc why, std::uint32_t at) { return {false, why, at, 0}; }

/// Verifies and runs a program by every executor over both memory policies, with a budget of 10000
/// slots, and demands that all agree (r0 excepted where host addresses could be in it). Around the
/// context lie canaries that must survive.
///
/// Helpers: 1 may_write(address, count), 2 copy(to, to_count, from, from_count),
/// 3 costs 9000 slots, 4 sets a word, 300 returns 300.
/// @param context  lent for writing; at most 64 bytes
outcome everywhere(std::span<const std::uint8_t> text, std::span<std::uint8_t> context = {});

} // namespace fc::test
