// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/helper/guest.hpp>
#include <femto/platform/display.hpp>
#include <femto/platform/keypad.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::abi {

/// The display, as `bpf_hd44780_init` names it to containers.
enum class display_handle : std::uint64_t { none = 0, the_display = 1 };

/// Characters of one call that are shown at most; the rest is cut.
inline constexpr std::size_t shown_max = 80;

/// `bpf_hd44780_init()`: the display, or none.
template <platform::character_display Platform>
display_handle start_display(caller<Platform>& from) {
    return from.platform().start_display() ? display_handle::the_display : display_handle::none;
}

/// `bpf_hd44780_clear(display)`.
/// @return  0, or -1: there is no such display, or it failed
template <platform::character_display Platform>
std::int32_t clear_display(caller<Platform>& from, display_handle which) {
    return which == display_handle::the_display && from.platform().clear_display() ? 0 : -1;
}

/// `bpf_hd44780_print(display, text)`.
/// @return  as clear_display
template <platform::character_display Platform>
std::int32_t show_text(caller<Platform>& from, display_handle which, guest_string text) {
    const std::size_t size = text.size() < shown_max ? text.size() : shown_max;
    const std::span shown{reinterpret_cast<const char*>(text.bytes().data()), size};
    return which == display_handle::the_display && from.platform().show_text(shown) ? 0 : -1;
}

/// `bpf_hd44780_set_cursor(display, row, column)`.
/// @return  as clear_display; also -1 for a row or column that is not there
template <platform::character_display Platform>
std::int32_t move_cursor(caller<Platform>& from, display_handle which, std::uint32_t row,
                         std::uint32_t column) {
    return which == display_handle::the_display && row <= 0xFF && column <= 0xFF &&
                   from.platform().move_cursor(static_cast<std::uint8_t>(row),
                                               static_cast<std::uint8_t>(column))
               ? 0
               : -1;
}

/// `bpf_keypad_get_input(input)`: the key that is pressed on the keypad at this analogue input.
template <platform::keypad Platform>
platform::key read_key(caller<Platform>& from, std::uint32_t input) {
    return from.platform().read_key(input);
}

} // namespace fc::abi
