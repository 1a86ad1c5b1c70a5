// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace fc::test {

/// SplitMix64: the same numbers from the same seed with every standard library.
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}

    std::uint64_t bits() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    /// 0 to count - 1.
    std::uint32_t below(std::size_t count) {
        return static_cast<std::uint32_t>((bits() >> 32) * count >> 32);
    }
    std::int32_t between(std::int32_t low, std::int32_t high) {
        return low + static_cast<std::int32_t>(below(static_cast<std::size_t>(high - low) + 1));
    }
    bool percent(unsigned chance) { return below(100) < chance; }

    template <class Array>
    const auto& one_of(const Array& list) {
        return list[below(list.size())];
    }

private:
    std::uint64_t state_;
};

} // namespace fc::test
