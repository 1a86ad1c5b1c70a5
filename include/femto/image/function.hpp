// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace fc::image {

/// A function of a program that was read.
struct function {
    std::span<const std::uint8_t> name{}; // without the NUL, borrowed from the image
    std::uint32_t slot = 0;               // of text
    std::uint32_t slots = 0;              // its length, 0 if the image does not say
    bool global = true;                   // false for `static`, which only ELF tells
};

} // namespace fc::image
