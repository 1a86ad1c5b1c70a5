// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/name.hpp>
#include <femto/image/notes.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// A function to write, for those who list them by hand.
struct named_slot {
    image::name name{};
    std::uint32_t slot = 0;
};

/// What some layouts hold beside sections and functions.
struct extras {
    std::span<const std::uint8_t> helpers{}; // ids that may be called; extended always has a list
    image::notes notes{};                    // fc32
    /// True: a name that stands in rodata already, with its NUL, is not written again. So that what
    /// was read and is written again does not grow; the original packer always appends.
    bool shares_names = false;
};

} // namespace fc::image
