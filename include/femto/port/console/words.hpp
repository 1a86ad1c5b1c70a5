// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/console/text.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::port {

/// The words of a line, where they stand in it: found when they are asked for, so that a line has
/// as many as it has.
class words {
public:
    constexpr explicit words(text line) : line_{line} {
        for (text rest = line; !first_of(rest).empty(); rest = behind_first(rest)) {
            ++count_;
        }
    }

    constexpr std::size_t size() const { return count_; }
    /// Empty for a word that is not there.
    constexpr text operator[](std::size_t index) const { return first_of(from(index)); }
    /// The line from that word on, spaces included.
    constexpr text from(std::size_t index) const {
        text rest = line_;
        for (std::size_t i = 0; i < index; ++i) {
            rest = behind_first(rest);
        }
        return rest;
    }

private:
    static constexpr text without_spaces(text line) {
        std::size_t at = 0;
        while (at < line.size() && line[at] == ' ') {
            ++at;
        }
        return line.subspan(at);
    }
    static constexpr text first_of(text line) {
        line = without_spaces(line);
        std::size_t length = 0;
        while (length < line.size() && line[length] != ' ') {
            ++length;
        }
        return line.first(length);
    }
    static constexpr text behind_first(text line) {
        line = without_spaces(line);
        return line.subspan(first_of(line).size());
    }

    text line_;
    std::size_t count_ = 0;
};

/// Reads bytes in hexadecimal, two digits each, with spaces between bytes or without.
/// @param sink  called with each byte; false ends the reading
/// @return      false: something else was there, or the sink wanted no more
template <class Sink>
constexpr bool read_hex(text from, Sink&& sink) {
    const auto digit = [](char it) -> int {
        if (it >= '0' && it <= '9') {
            return it - '0';
        }
        const int letter = (it | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? 10 + letter : -1;
    };
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (from[i] == ' ') {
            continue;
        }
        const int high = digit(from[i]);
        const int low = i + 1 < from.size() ? digit(from[i + 1]) : -1;
        if (high < 0 || low < 0 || !sink(static_cast<std::uint8_t>(high * 16 + low))) {
            return false;
        }
        ++i;
    }
    return true;
}

/// A number in decimal. @return  false: it is none, or above `most`
constexpr bool read_number(text from, std::uint32_t most, std::uint32_t& into) {
    std::uint64_t value = 0;
    for (const char each : from) {
        if (each < '0' || each > '9') {
            return false;
        }
        value = value * 10 + static_cast<std::uint32_t>(each - '0');
        if (value > most) {
            return false;
        }
    }
    into = static_cast<std::uint32_t>(value);
    return !from.empty();
}

} // namespace fc::port
