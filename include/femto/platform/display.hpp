// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

namespace fc::platform {

/// One display of characters. Text goes where the cursor is and moves it; rows and columns count
/// from 0. May take its time: it is not called from interrupts.
///
/// `start_display` is called each time a container asks for the display and gives false when there
/// is none at hand; the others give false for what the display cannot do, such as a row too many.
template <class Platform>
concept character_display = requires(Platform& platform, std::span<const char> text,
                                     std::uint8_t row, std::uint8_t column) {
    { platform.start_display() } -> std::same_as<bool>;
    { platform.clear_display() } -> std::same_as<bool>;
    { platform.show_text(text) } -> std::same_as<bool>;
    { platform.move_cursor(row, column) } -> std::same_as<bool>;
};

} // namespace fc::platform
