// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/console/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// What a character did to a line.
enum class line_event : std::uint8_t {
    none,     ///< nothing that is to be seen
    added,    ///< it stands at the end of the line
    erased,   ///< it took away the last one
    complete, ///< it ended the line: see `input_line::take`
    too_long, ///< it ended a line with more characters than there was room for, which is gone
    spoilt,   ///< it ended a line of which characters were lost, which is gone
    cancelled ///< Ctrl-C: the line is gone
};

/// A line that comes in character by character. One that is too long is told of and never cut.
template <std::size_t Capacity>
class input_line {
public:
    line_event add(char it) {
        constexpr char cancel = 3;
        constexpr char backspace = 8;
        constexpr char rubout = 127;
        const bool is_second_end = it == '\n' && last_ == '\r';
        last_ = it;
        if (it == '\n' || it == '\r') {
            return is_second_end ? line_event::none : end();
        }
        if (it == cancel) {
            forget();
            return line_event::cancelled;
        }
        if (it == backspace || it == rubout) {
            if (count_ == 0 || is_too_long_) {
                return line_event::none;
            }
            --count_;
            return line_event::erased;
        }
        it = it == '\t' ? ' ' : it;
        if (static_cast<unsigned char>(it) < ' ') { // no other control character means anything
            return line_event::none;
        }
        if (count_ == Capacity) {
            is_too_long_ = true;
            return line_event::added; // shown all the same: it was typed
        }
        characters_[count_++] = it;
        return line_event::added;
    }

    /// The line that is complete; the next one begins. Good until the next character.
    text take() {
        const text out = begun();
        forget();
        return out;
    }

    /// Characters of it were lost: whatever comes until its end, it is none.
    void spoil() { is_spoilt_ = true; }

    /// What there is of it until now.
    text begun() const { return std::span{characters_}.first(count_); }

private:
    line_event end() {
        if (!is_too_long_ && !is_spoilt_) {
            return line_event::complete;
        }
        const line_event why = is_spoilt_ ? line_event::spoilt : line_event::too_long;
        forget();
        return why;
    }
    void forget() {
        count_ = 0;
        is_too_long_ = false;
        is_spoilt_ = false;
    }

    std::array<char, Capacity> characters_{};
    std::size_t count_ = 0;
    bool is_too_long_ = false;
    bool is_spoilt_ = false;
    char last_ = 0;
};

} // namespace fc::port
