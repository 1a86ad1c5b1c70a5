// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace fc::posix::coap::detail {

/// Which of two notifications is the newer: they may overtake each other (RFC 7641 section 3.4).
class freshness {
public:
    using clock = std::chrono::steady_clock;

    /// False for one that is older than what was accepted last.
    bool accept(std::uint32_t number, clock::time_point now = clock::now()) {
        constexpr std::uint32_t half = 1 << 23;
        const bool is_newer = !begun_ || (last_ < number && number - last_ < half) ||
                              (last_ > number && last_ - number > half) ||
                              now > at_ + std::chrono::seconds{128};
        if (is_newer) {
            begun_ = true;
            last_ = number;
            at_ = now;
        }
        return is_newer;
    }

private:
    clock::time_point at_{};
    std::uint32_t last_ = 0;
    bool begun_ = false;
};

} // namespace fc::posix::coap::detail
