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
    /// @param id  at a list of byte strings, which was looked at before
    constexpr explicit component_id(const cbor::scanner& id) : parts_{id}, size_{parts_.array()} {}

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
