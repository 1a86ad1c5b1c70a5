// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/request.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace fc::posix::coap::detail {

/// The value of Block1 and Block2 (RFC 7959 section 2.2): number, "more" and the size's exponent.
constexpr std::uint32_t value_of(const update::resource::block& it) {
    const auto exponent = static_cast<std::uint32_t>(std::countr_zero(it.bytes)) - 4;
    return it.number << 4 | static_cast<std::uint32_t>(it.more) << 3 | exponent;
}

/// Nothing (`bytes` is 0) for an exponent of 7, which is none over datagrams, and a number of more than
/// 20 bits.
constexpr update::resource::block block_of(std::uint32_t value) {
    update::resource::block out;
    if ((value & 7) != 7 && value < 1U << 24) {
        out.number = value >> 4;
        out.more = (value & 8) != 0;
        out.bytes = static_cast<std::uint16_t>(16U << (value & 7));
    }
    return out;
}

/// A size that blocks can have, of at most so many bytes.
constexpr std::uint16_t block_size(std::uint32_t bytes) {
    return bytes < 16     ? 16
           : bytes > 1024 ? 1024
                          : static_cast<std::uint16_t>(std::bit_floor(bytes));
}

/// The largest block that can begin at an offset: sizes are powers of two, numbers count blocks.
constexpr std::uint16_t block_size_at(std::uint64_t offset, std::uint16_t most) {
    const auto aligned = offset == 0 ? most : std::uint64_t{1} << std::countr_zero(offset);
    return static_cast<std::uint16_t>(std::clamp<std::uint64_t>(aligned, 16, most));
}

} // namespace fc::posix::coap::detail
