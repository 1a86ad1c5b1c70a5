// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/resource/words.hpp>

#include <cstdint>

namespace fc::update::resource {

/// Reads a decimal number below 2^32, written in the one way there is.
/// @errors  value_out_of_range for anything else
constexpr result<std::uint32_t> read_number(text from) {
    std::uint64_t out = 0;
    const bool has_zero = from.size() > 1 && from[0] == '0';
    bool good = !from.empty() && from.size() <= 10 && !has_zero;
    for (std::size_t i = 0; i < from.size() && good; ++i) {
        good = from[i] >= '0' && from[i] <= '9';
        out = out * 10 + static_cast<std::uint64_t>(from[i] - '0');
    }
    if (!good || out > 0xFFFFFFFF) {
        return errc::value_out_of_range;
    }
    return static_cast<std::uint32_t>(out);
}

} // namespace fc::update::resource
