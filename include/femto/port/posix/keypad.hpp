// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/keypad.hpp>

#include <cstdint>

namespace fc::posix {

/// A keypad that is not there, at one analogue input.
class simulated_keypad {
public:
    simulated_keypad() = default;
    explicit simulated_keypad(std::uint32_t input) : input_{input} {}

    /// Holds a key down, until another or `key::none`.
    void press_key(platform::key it) { pressed_ = it; }

    platform::key read_key(std::uint32_t input) const {
        return input == input_ ? pressed_ : platform::key::none;
    }

private:
    std::uint32_t input_ = 0;
    platform::key pressed_ = platform::key::none;
};

} // namespace fc::posix
