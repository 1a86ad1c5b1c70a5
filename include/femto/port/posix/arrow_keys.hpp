// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/keypad.hpp>

#include <cstdint>
#include <utility>

namespace fc::posix {

/// Makes keys of a keypad out of what a terminal sends for its arrow keys: ESC, `[` or `O`, and a
/// letter from A to D. Takes it character by character.
class arrow_keys {
public:
    /// @return  the key that `next` completes; `key::none` for anything else
    platform::key take(char next) {
        const auto was = std::exchange(at_, begin);
        if (next == '\x1b') {
            at_ = escape;
        } else if (was == escape && (next == '[' || next == 'O')) {
            at_ = bracket;
        } else if (was == bracket && next >= 'A' && next <= 'D') {
            return keys[next - 'A'];
        }
        return platform::key::none;
    }

private:
    enum state : std::uint8_t { begin, escape, bracket };
    static constexpr platform::key keys[] = {platform::key::up, platform::key::down,
                                             platform::key::right, platform::key::left};

    state at_ = begin;
};

} // namespace fc::posix
