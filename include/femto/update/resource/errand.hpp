// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace fc::update::resource {

/// What a firmware is to get from elsewhere, and to bring to its `fc::management`. It is void when
/// there is one with another number.
struct errand {
    enum class kind : std::uint8_t {
        none,
        envelope, ///< which a peer asked to have pulled
        image     ///< which an envelope says is there
    };

    kind what = kind::none;
    std::uint32_t number = 0;
    /// Where it is to be had: text, good until the next call of the management.
    std::span<const std::uint8_t> uri{};

    constexpr explicit operator bool() const { return what != kind::none; }
};

} // namespace fc::update::resource
