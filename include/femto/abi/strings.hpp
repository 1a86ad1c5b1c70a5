// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/arguments.hpp>
#include <femto/abi/number_text.hpp>

#include <cstdint>

namespace fc::abi {

/// `bpf_memcpy(destination, source, bytes)`; the two may overlap.
/// @return  destination
inline guest_address copy(copied_bytes bytes) {
    if (!bytes.to.empty()) {
        __builtin_memmove(bytes.to.data(), bytes.from.data(), bytes.to.size());
    }
    return bytes.destination;
}

/// `bpf_strlen(text)`.
inline std::uint64_t length(guest_string text) { return text.size(); }

/// `bpf_fmt_s16_dfp(out, value, scale)`: value times 10^scale in decimal, without terminator.
/// @return  characters
/// @errors  helper_failed: scale is not -16 to 16
inline result<std::uint64_t> format_fixed_point(text_output out, std::int16_t value,
                                                std::int32_t scale) {
    if (scale < -fixed_point_max || scale > fixed_point_max) {
        return errc::helper_failed;
    }
    return out.put(fixed_point(value, scale).text());
}

/// `bpf_fmt_u32_dec(out, value)`: in decimal, without terminator.
/// @return  characters
inline result<std::uint64_t> format_decimal(text_output out, std::uint32_t value) {
    number_text text;
    return out.put(text.digits(value).text());
}

} // namespace fc::abi
