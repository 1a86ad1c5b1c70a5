// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// As many words as there are.
inline constexpr std::uint8_t any_number = 255;

/// A command of a table: `help` shows its texts.
template <class Target>
struct command_row {
    const char* name;
    const char* arguments; // "NAME [HOOK]"
    const char* about;
    std::uint8_t least; // words behind the name
    std::uint8_t most;  // or any_number
    void (Target::*run)(const words& given);
};

/// A command of the firmware's own, which looks at its words itself.
template <class Platform>
struct firmware_command {
    const char* name;
    const char* arguments;
    const char* about;
    void (*run)(Platform& on, const words& given);
};

template <class Row>
const Row* find_command(std::span<const Row> rows, text name) {
    for (const Row& each : rows) {
        if (same(name, text_of(each.name))) {
            return &each;
        }
    }
    return nullptr;
}

/// Whether a line has as many words as its command wants; says how it is used if not.
template <platform::console Console, class Target>
bool has_words(Console& on, const command_row<Target>& it, const words& given) {
    const std::size_t count = given.size() - 1;
    const bool is_right = count >= it.least && (count <= it.most || it.most == any_number);
    if (!is_right) {
        say(on, "error: usage: ", it.name, " ", it.arguments, "\n");
    }
    return is_right;
}

/// One line for each command.
template <platform::console Console, class Row>
void say_table(Console& on, std::span<const Row> rows) {
    constexpr std::size_t name_width = 8;
    constexpr std::size_t arguments_width = 14;
    for (const Row& each : rows) {
        say(on, in_column{text_of(each.name), name_width},
            in_column{text_of(each.arguments), arguments_width}, each.about, "\n");
    }
}

} // namespace fc::port
