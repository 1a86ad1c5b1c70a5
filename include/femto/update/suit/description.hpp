// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace fc::update::suit {

/// A number that may be left out.
struct optional_number {
    constexpr optional_number() = default;
    constexpr optional_number(std::uint32_t number) : value{number}, is_set{true} {}

    std::uint32_t value = 0;
    bool is_set = false;
};

/// What a manifest says that brings one image to one component. Borrows all of it.
struct description {
    std::uint64_t sequence = 0;
    std::span<const std::span<const std::uint8_t>> component{}; ///< the parts of its identifier
    std::span<const std::uint8_t> vendor{};                     ///< a UUID, as the next two
    std::span<const std::uint8_t> device_class{};
    std::span<const std::uint8_t> device{}; ///< one alone, or nothing for every device of the class
    std::span<const std::uint8_t> digest{}; ///< SHA-256 of the image
    std::uint32_t size = 0;                 ///< of the image [bytes]
    std::span<const char> uri{};            ///< where it is; "#..." for one in the envelope
    optional_number position{};
    optional_number budget{};
    std::span<const char> name{};
};

} // namespace fc::update::suit
