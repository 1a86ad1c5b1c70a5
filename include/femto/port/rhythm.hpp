// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::port {

/// A period of a clock that wraps at 2^32. What is late does not delay what comes after.
///
/// Period and lateness together stay below 2^32 microseconds, or what is over cannot be told from
/// what has just begun. So a period has a maximum, and whoever asks at least as often as that, some
/// 35 minutes, misses none.
class rhythm {
public:
    static constexpr std::uint32_t period_us_max = 0x7FFF'FFFF;

    /// @param period_us  0 is taken for 1, and what is above the maximum for that
    constexpr rhythm(std::uint32_t now_us, std::uint32_t period_us)
        : last_us_{now_us}, period_us_{period_us == 0              ? 1
                                       : period_us > period_us_max ? period_us_max
                                                                   : period_us} {}

    constexpr std::uint32_t period_us() const { return period_us_; }

    /// Until the end of the period; 0 when it is over.
    constexpr std::uint32_t due_in_us(std::uint32_t now_us) const {
        const std::uint32_t passed = now_us - last_us_;
        return passed < period_us_ ? period_us_ - passed : 0;
    }
    /// How many periods are over since the last call; the next began when the last of them ended.
    constexpr std::uint32_t take_periods(std::uint32_t now_us) {
        const std::uint32_t periods = (now_us - last_us_) / period_us_;
        last_us_ += periods * period_us_;
        return periods;
    }

private:
    std::uint32_t last_us_;
    std::uint32_t period_us_;
};

} // namespace fc::port
