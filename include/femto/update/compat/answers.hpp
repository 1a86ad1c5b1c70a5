// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/update/resource/response.hpp>
#include <femto/update/resource/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

// How the originals write what they answer.

namespace fc::update::compat {

/// At least so many digits.
constexpr void write_digits(resource::response& to, std::uint64_t number, std::size_t least = 1) {
    std::array<char, 20> digits{};
    std::size_t from = digits.size();
    while (number != 0 || digits.size() - from < least) {
        digits[--from] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    to.write(resource::text{digits}.subspan(from));
}

/// The sign of r0. @return  the digits behind it
constexpr std::uint64_t write_sign(resource::response& to, std::uint64_t r0) {
    const bool is_negative = r0 >> 63U != 0;
    if (is_negative) {
        to.write(resource::text_of("-"));
    }
    return is_negative ? 0 - r0 : r0;
}

/// {"result": -1}
constexpr void write_result(resource::response& to, std::uint64_t r0) {
    to.write(resource::text_of("{\"result\": "));
    write_digits(to, write_sign(to, r0));
    to.write(resource::text_of("}"));
}

/// 2345 is 23.45.
constexpr void write_hundredths(resource::response& to, std::uint64_t r0) {
    const std::uint64_t all = write_sign(to, r0);
    write_digits(to, all / 100);
    to.write(resource::text_of("."));
    write_digits(to, all % 100, 2);
}

/// What a container does, in a word.
constexpr resource::text word_of(container_state it) {
    constexpr std::array<const char*, 8> words{"empty",   "loaded",   "attaching",   "attached",
                                               "started", "finished", "quarantined", "leaving"};
    return resource::until_zero(words[static_cast<std::size_t>(it)]);
}

} // namespace fc::update::compat
