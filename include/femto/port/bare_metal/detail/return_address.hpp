// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/memory_image.hpp>

#include <cstdint>

namespace fc::bare_metal::detail {

/// Whether code in Thumb state comes back here: what stands before it is a `bl` or a `blx`.
inline bool is_return_address(std::uint32_t value) {
    const auto start = reinterpret_cast<std::uintptr_t>(femto_code_start);
    const auto end = reinterpret_cast<std::uintptr_t>(femto_code_end);
    if ((value & 1) == 0 || value < start + 4 || value > end) {
        return false;
    }
    const auto* const next = reinterpret_cast<const std::uint16_t*>(value - 1);
    const bool calls_register = (next[-1] & 0xFF87) == 0x4780;
    const bool calls_place = (next[-2] & 0xF800) == 0xF000 && (next[-1] & 0xD000) == 0xD000;
    return calls_register || calls_place;
}

/// Where the code that uses the stack now was called from, as far as the stack tells. @return  0: nowhere
inline std::uint32_t nearest_return_address(const std::uint32_t* at) {
    for (at = at < femto_stack_low ? femto_stack_low : at; at < femto_stack_top; ++at) {
        if (is_return_address(*at)) {
            return *at - 1;
        }
    }
    return 0;
}

} // namespace fc::bare_metal::detail
