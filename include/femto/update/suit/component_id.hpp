// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/scanner.hpp>

#include <cstdint>
#include <span>

namespace fc::update::suit {

/// What a manifest calls a component: byte strings one behind the other, like the parts of a path
/// (section 8.4.5.1). They are read where the manifest has them.
class component_id {
public:
    /// @param parts  at the first of `size` byte strings, which were looked at before
    constexpr component_id(const cbor::scanner& parts, std::uint32_t size)
        : parts_{parts}, size_{size} {}

    /// The number of parts.
    constexpr std::uint32_t size() const { return size_; }
    /// Part `index`, counted from 0; nothing behind the last.
    constexpr std::span<const std::uint8_t> operator[](std::uint32_t index) const {
        if (index >= size_) {
            return {};
        }
        cbor::scanner from = parts_;
        for (; index != 0; --index) {
            from.bytes();
        }
        return from.bytes();
    }

private:
    cbor::scanner parts_;
    std::uint32_t size_;
};

} // namespace fc::update::suit
