// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <cstddef>
#include <cstdint>

// What random programs may call, as firmware writes it.
namespace fc::test {

constexpr std::uint64_t weigh(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d,
                              std::uint64_t e) {
    return a + 3 * b + 5 * c + 7 * d + 11 * e;
}
constexpr void fill(guest_span<std::uint8_t> into, std::uint8_t value) {
    for (const auto byte : into) {
        byte.set(value);
    }
}
constexpr result<std::int32_t> even_only(std::int32_t value) {
    if (value % 2 != 0) {
        return errc::helper_failed;
    }
    return value;
}
constexpr std::uint32_t peek(guest<const std::uint32_t> at) { return at.get(); }
constexpr std::uint8_t length_of(guest_string text) {
    return static_cast<std::uint8_t>(text.size());
}
constexpr std::uint64_t sum_of(guest_span<const std::uint16_t> numbers) {
    std::uint64_t sum = 0;
    for (const auto number : numbers) {
        sum += number.get();
    }
    return sum;
}

// One id above 255, so that finding one takes the search.
// What a frame that cannot be seen is taken for: little, so that calls of such functions are run and
// not only refused.
inline constexpr std::size_t sample_frame_bytes = 64;

using sample_helpers =
    helper_table<helper<1, "weigh", weigh>, helper<2, "fill", fill, 3, callable::from_threads, 2>,
                 helper<3, "even_only", even_only>, helper<4, "peek", peek, 1>,
                 helper<5, "length_of", length_of, 2, callable::from_threads, 1>,
                 helper<0x120, "sum_of", sum_of, 5, callable::from_threads, 3>>;

} // namespace fc::test
