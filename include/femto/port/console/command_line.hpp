// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/commands.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/input_line.hpp>
#include <femto/port/console/receiver.hpp>
#include <femto/port/console/reports.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// A command of the firmware's own.
template <class Platform>
struct firmware_command {
    const char* name;
    const char* arguments; // as `help` shows them: "[MS]"
    const char* about;
    void (*run)(Platform& on, const words& given);
};

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
        for (container_place& each : commands_.places()) {
            const auto held = each.slot != nullptr ? each.slot->look() : ram_slot::state::complete;
            if (held == ram_slot::state::incomplete) {
                each.slot->clear();
                say(on_, "error: ", each.name, " held half of an image, which is ignored\n");
            } else if (held == ram_slot::state::complete) {
                say(on_, each.slot != nullptr ? "kept over the reset: " : "");
                commands_.load(each);
            }
        }
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
            receiver_.spoil();
            say(on_, "\nerror: a line has ", LineCharacters, " characters at most\n");
            break;
        case line_event::cancelled:
            receiver_.cancel();
            say(on_, "^C\n");
            break;
        }
        prompt();
    }

    /// Does what a line says.
    void execute(text line) {
        if (receiver_.is_busy()) {
            if (container_place* const whole = receiver_.take(on_, line)) {
                commands_.load(*whole);
            }
        } else if (const words given{line}; given.size() != 0) {
            find_and_run(given);
        }
        tell_faults();
    }

    /// Characters were lost on their way here, so that a line says what nobody meant.
    void note_lost_characters() {
        receiver_.spoil();
        announce("error: characters were lost\n");
    }

    /// Says something that nobody asked for, and then shows again what was being typed.
    template <class... Parts>
    void announce(const Parts&... parts) {
        say(on_, "\n", parts...);
        prompt();
        say(on_, line_.begun());
    }

    /// Tells of faults that nobody was told of. For the firmware's loop, after each event.
    void announce_faults() {
        if (faults_.has_news(commands_.host())) {
            say(on_, "\n");
            tell_faults();
            prompt();
            say(on_, line_.begun());
        }
    }

private:
    struct command {
        const char* name;
        const char* arguments;
        const char* about;
        std::uint8_t least; // words behind the name
        std::uint8_t most;
        void (commands_type::*run)(const words& given); // null: this class does it
    };
    static constexpr command help_row{"help", "", "this", 0, 0, nullptr};
    static constexpr command load_row{
        "load", "NAME", "loads it; a slot takes lines of hex then, and a dot", 1, 1, nullptr};
    static constexpr command rows[] = {
        {"list", "", "the containers", 0, 0, &commands_type::list},
        {"hooks", "", "where they can be attached", 0, 0, &commands_type::list_hooks},
        {"start", "NAME [HOOK]", "attaches it; without a hook it runs in slices", 1, 2,
         &commands_type::start},
        {"stop", "NAME", "ends that", 1, 1, &commands_type::stop},
        {"run", "NAME [HEX...]", "runs it once, over these bytes", 1, words::most - 1,
         &commands_type::run},
        {"stats", "NAME", "what it did", 1, 1, &commands_type::tell_statistics},
        {"faults", "", "the last ones, for femto explain", 0, 0, &commands_type::tell_faults},
        {"release", "NAME", "out of quarantine", 1, 1, &commands_type::release},
        {"unload", "NAME", "removes it", 1, 1, &commands_type::unload},
    };

    void tell_faults() { faults_.tell(on_, commands_.host(), commands_.places()); }
    void prompt() { say(on_, receiver_.is_busy() ? ": " : "> "); }

    void find_and_run(const words& given) {
        if (is_called(help_row, given)) {
            help();
            return;
        }
        if (is_called(load_row, given)) {
            load(given);
            return;
        }
        for (const command& each : rows) {
            if (is_called(each, given)) {
                if (has_words(each, given)) {
                    (commands_.*each.run)(given);
                }
                return;
            }
        }
        for (const own_command& each : own_) {
            if (is_called(each, given)) {
                each.run(on_, given);
                return;
            }
        }
        say(on_, "error: there is no command ", given[0], "; help lists them\n");
    }
    template <class Row>
    static bool is_called(const Row& it, const words& given) {
        return same(given[0], text_of(it.name));
    }
    bool has_words(const command& it, const words& given) {
        const std::size_t count = given.size() - 1;
        const bool is_right = count >= it.least && count <= it.most;
        if (!is_right) {
            say(on_, "error: usage: ", it.name, " ", it.arguments, "\n");
        }
        return is_right;
    }

    void help() {
        tell(help_row);
        tell(load_row);
        for (const command& each : rows) {
            tell(each);
        }
        for (const own_command& each : own_) {
            tell(each);
        }
    }
    template <class Row>
    void tell(const Row& it) {
        constexpr std::size_t name_width = 8;
        constexpr std::size_t arguments_width = 14;
        say(on_, in_column{text_of(it.name), name_width},
            in_column{text_of(it.arguments), arguments_width}, it.about, "\n");
    }

    void load(const words& given) {
        container_place* const it = has_words(load_row, given) ? commands_.find(given[1]) : nullptr;
        if (it == nullptr) {
            return;
        }
        if (commands_.is_loaded(*it)) {
            say(on_, "error: ", it->name, " is loaded; unload it first\n");
        } else if (it->slot != nullptr) {
            receiver_.begin(*it);
        } else {
            commands_.load(*it);
        }
    }

    platform_type& on_;
    commands_type commands_;
    std::span<const own_command> own_;
    input_line<LineCharacters> line_{};
    receiver receiver_{};
    fault_teller<Config> faults_{};
};

} // namespace fc::port
