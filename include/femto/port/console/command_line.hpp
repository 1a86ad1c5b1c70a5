// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/command_table.hpp>
#include <femto/port/console/command_words.hpp>
#include <femto/port/console/commands.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/input_line.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// A device's containers in the hands of a person: lines of text come in, by `take` character by
/// character or whole by `execute`, and sentences go out by the platform's console. It knows no UART
/// and no system. README.md beside this file lists the commands.
///
/// @tparam Config          an engine's, whose platform is a console
/// @tparam LineCharacters  of a line, at most; a longer one is an error
template <class Config, std::size_t LineCharacters = 79>
class command_line {
    using platform_type = typename Config::platform;
    using own_command = firmware_command<platform_type>;
    using commands_type = container_commands<Config>;
    static_assert(platform::console<platform_type>, "a command line needs Platform::write_text");

public:
    /// @param places  the containers that people can name
    /// @param hooks   where they can attach them
    /// @param own     commands of the firmware
    command_line(engine<Config>& host, platform_type& on, std::span<container_place> places,
                 std::span<hook_base<Config>* const> hooks, std::span<const own_command> own = {})
        : on_{on}, commands_{host, on, places, hooks}, own_{own} {}

    /// Loads what is compiled in, and what slots kept over a reset, and says what it found.
    /// @param lines  to be done then, as if somebody had typed them
    void begin(std::span<const char* const> lines = {}) {
        commands_.begin();
        prompt();
        for (const char* each : lines) {
            say(on_, each, "\n");
            execute(text_of(each));
            prompt();
        }
    }

    /// Takes a character, and shows it; does what the line says when it is complete.
    void take(char it) {
        switch (line_.add(it)) {
        case line_event::none: return;
        case line_event::added: on_.write_text({&it, 1}); return;
        case line_event::erased: say(on_, "\b \b"); return;
        case line_event::complete:
            say(on_, "\n");
            execute(line_.take());
            break;
        case line_event::too_long:
            commands_.spoil_image();
            say(on_, "\nerror: a line has ", LineCharacters, " characters at most\n");
            break;
        case line_event::spoilt: say(on_, "\nerror: characters of this line were lost\n"); break;
        case line_event::cancelled:
            commands_.cancel_image();
            say(on_, "^C\n");
            break;
        }
        prompt();
    }

    /// Does what a line says.
    void execute(text line) {
        if (commands_.is_receiving()) {
            commands_.receive(line);
        } else if (const words given{line}; given.size() != 0) {
            find_and_run(given);
        }
        commands_.tell_new_faults();
    }

    /// Characters were lost on their way here, so that a line says what nobody meant: the one that is
    /// being typed is not done, nor what is left of it. To be told before the next is taken.
    void note_lost_characters() {
        line_.spoil();
        commands_.spoil_image();
        announce("error: characters were lost\n");
    }

    /// Says something that nobody asked for, and then shows again what was being typed.
    template <class... Parts>
    void announce(const Parts&... parts) {
        say(on_, "\n", parts...);
        show_again();
    }

    /// Tells of faults that nobody was told of. For the firmware's loop, after each event.
    void announce_faults() {
        if (commands_.has_new_faults()) {
            say(on_, "\n");
            commands_.tell_new_faults();
            show_again();
        }
    }

private:
    void prompt() { say(on_, commands_.is_receiving() ? ": " : "> "); }
    void show_again() {
        prompt();
        say(on_, line_.begun());
    }

    void find_and_run(const words& given) {
        if (same(given[0], text_of("help"))) {
            say_table(on_, table);
            say_table(on_, own_);
        } else if (const auto* const it = find_command(table, given[0])) {
            if (has_words(on_, *it, given)) {
                (commands_.*it->run)(given);
            }
        } else if (const auto* const own = find_command(own_, given[0])) {
            own->run(on_, given);
        } else {
            say(on_, "error: there is no command ", given[0], "; help lists them\n");
        }
    }

    static constexpr std::span<const command_row<commands_type>> table{
        container_command_table<Config>};

    platform_type& on_;
    commands_type commands_;
    std::span<const own_command> own_;
    input_line<LineCharacters> line_{};
};

} // namespace fc::port
