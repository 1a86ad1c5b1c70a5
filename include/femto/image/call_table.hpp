// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/image/format.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// A CALL the packer left open.
struct open_call {
    std::uint32_t slot = 0;   // of the CALL
    std::uint32_t callee = 0; // slot of the function it goes to
};

/// The call table of an extended image. Borrows the image.
class call_table {
public:
    constexpr call_table() = default;
    /// @param entries  whole entries, each known to point into text
    constexpr explicit call_table(std::span<const std::uint8_t> entries) : entries_{entries} {}

    constexpr std::uint32_t size() const {
        return narrowed<std::uint32_t>(entries_.size() / call_entry::bytes);
    }
    constexpr bool empty() const { return entries_.empty(); }

    /// @param index  below size()
    constexpr open_call operator[](std::uint32_t index) const {
        const std::uint8_t* const entry = entries_.data() + std::size_t{index} * call_entry::bytes;
        return {.slot = static_cast<std::uint32_t>(get(entry, call_entry::call.at) / 8),
                .callee = static_cast<std::uint32_t>(get(entry, call_entry::function.at) / 8)};
    }

private:
    std::span<const std::uint8_t> entries_{};
};

} // namespace fc::image
