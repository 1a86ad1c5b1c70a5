// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/read_tenant.hpp>
#include <femto/cli/device/toml_document.hpp>
#include <femto/cli/device/toml_table.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/read_list.hpp>
#include <femto/config/config.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/port/posix/coap/uri.hpp>
#include <femto/update/tenant_entry.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

// What a manifest is to say: a description in TOML has it, and options of the command, of the same
// names, which go before.

namespace fc::cli::manifest {

struct description {
    std::optional<uuid> vendor{};
    std::optional<uuid> device_class{};
    std::optional<uuid> device{};
    std::optional<std::uint32_t> slot{};
    std::optional<uuid> hook{};
    std::optional<std::uint64_t> sequence{};
    std::optional<std::string> uri{};
    std::optional<std::uint32_t> position{};
    std::optional<std::uint32_t> budget{};
    std::optional<std::string> name{};
};

namespace detail {

/// A word of a description, as a person reads it.
struct text_word {
    const char* name;
    const char* wanted;
    const char* help;
    /// False for a text that is not `wanted`.
    bool (*take)(description&, const std::string&);
};
struct number_word {
    const char* name;
    std::uint64_t least;
    std::uint64_t most;
    const char* help;
    void (*take)(description&, std::uint64_t);
};

inline bool take_uuid(std::optional<uuid>& into, const std::string& text) {
    const auto read = parse_uuid({text.data(), text.size()});
    into = read ? std::optional{*read} : std::nullopt;
    return into.has_value();
}

inline constexpr std::array<text_word, 6> text_words{{
    {"vendor", "a UUID", "UUID of who makes the devices",
     [](description& of, const std::string& text) { return take_uuid(of.vendor, text); }},
    {"class", "a UUID", "UUID of the class of devices",
     [](description& of, const std::string& text) { return take_uuid(of.device_class, text); }},
    {"device", "a UUID", "UUID of one device [all of the class]",
     [](description& of, const std::string& text) { return take_uuid(of.device, text); }},
    {"hook", "a hook by its name or UUID", "Hook of the container, a name or UUID [none]",
     [](description& of, const std::string& text) {
         const auto known = device::hook_named(text);
         of.hook = known ? std::optional{device::known_hooks[*known].id} : std::nullopt;
         return known || take_uuid(of.hook, text);
     }},
    {"uri", "a URI with coap:// or coaps://", "Where devices fetch the image [with the manifest]",
     [](description& of, const std::string& text) {
         of.uri = text;
         return posix::coap::parse_uri(text).has_value();
     }},
    {"name", "1 to 15 letters, digits, '_', '-' and '.'", "Name of the container",
     [](description& of, const std::string& text) {
         of.name = text;
         return device::is_name(text) && text.size() <= update::name_bytes;
     }},
}};

inline constexpr std::array<number_word, 4> number_words{{
    {"slot", 0, 31, "Slot of the device",
     [](description& of, std::uint64_t value) { of.slot = static_cast<std::uint32_t>(value); }},
    {"sequence", 1, std::numeric_limits<std::uint64_t>::max(),
     "Sequence number, above all before [the seconds since 1970]",
     [](description& of, std::uint64_t value) { of.sequence = value; }},
    {"position", 0, attachment::last, "Position among the containers of the hook [the last]",
     [](description& of, std::uint64_t value) { of.position = static_cast<std::uint32_t>(value); }},
    {"budget", 1, budget_max, "Instruction slots per run [what tenant and hook allow]",
     [](description& of, std::uint64_t value) { of.budget = static_cast<std::uint32_t>(value); }},
}};

inline std::string about(const number_word& word) {
    return "a number from " + std::to_string(word.least) + " to " + std::to_string(word.most);
}

} // namespace detail

/// How a verb says what a word means to it; null: it has no option for that.
struct own_help {
    std::string_view name;
    const char* help;
};

/// An option for every word of a description.
inline void add_options(CLI::App& verb, description& into,
                        std::initializer_list<own_help> own = {}) {
    const auto help_of = [&](const auto& word) {
        const auto* const it = std::ranges::find(own, word.name, &own_help::name);
        return it == own.end() ? word.help : it->help;
    };
    for (const detail::text_word& word : detail::text_words) {
        const char* const help = help_of(word);
        if (help == nullptr) {
            continue;
        }
        verb.add_option_function<std::string>(
            std::string{"--"} + word.name,
            [&into, &word](const std::string& text) {
                if (!word.take(into, text)) {
                    const bool is_hook = std::string_view{word.name} == "hook";
                    throw wrong_usage(std::string{"--"} + word.name + ": " +
                                      (is_hook ? device::no_such_hook(text) + ", or any UUID"
                                               : "\"" + text + "\" is not " + word.wanted));
                }
            },
            help);
    }
    for (const detail::number_word& word : detail::number_words) {
        verb.add_option_function<std::string>(
            std::string{"--"} + word.name,
            [&into, &word](const std::string& text) {
                const auto value = parse_number<std::uint64_t>(text);
                if (!value || *value < word.least || *value > word.most) {
                    throw wrong_usage(std::string{"--"} + word.name + ": \"" + text + "\" is not " +
                                      detail::about(word));
                }
                word.take(into, *value);
            },
            help_of(word));
    }
}

/// @throws failure  refused, naming line and column
inline description read_description(const std::string& file, streams& io) {
    constexpr std::size_t bytes_max = std::size_t{1} << 20;
    constexpr std::uint64_t number_max = std::numeric_limits<std::uint32_t>::max();
    const auto bytes = read_file(file, io, bytes_max);
    const toml::table whole =
        device::parse_toml({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    const device::toml_table table{whole,
                                   file,
                                   "a description of a manifest",
                                   {"vendor", "class", "device", "slot", "hook", "sequence", "uri",
                                    "position", "budget", "name"}};
    description out;
    for (const detail::text_word& word : detail::text_words) {
        const auto text = table.string(word.name);
        if (text && !word.take(out, *text)) {
            throw table.wrong(word.name, word.wanted);
        }
    }
    for (const detail::number_word& word : detail::number_words) {
        const auto most = static_cast<std::uint32_t>(std::min(word.most, number_max));
        const auto value = table.number(word.name, static_cast<std::uint32_t>(word.least), most);
        if (value) {
            word.take(out, *value);
        }
    }
    return out;
}

/// What `first` says, and what only `second` says.
inline description merged(description first, const description& second) {
    const auto merge = [](auto& into, const auto& from) { into = into ? into : from; };
    merge(first.vendor, second.vendor);
    merge(first.device_class, second.device_class);
    merge(first.device, second.device);
    merge(first.slot, second.slot);
    merge(first.hook, second.hook);
    merge(first.sequence, second.sequence);
    merge(first.uri, second.uri);
    merge(first.position, second.position);
    merge(first.budget, second.budget);
    merge(first.name, second.name);
    return first;
}

} // namespace fc::cli::manifest
