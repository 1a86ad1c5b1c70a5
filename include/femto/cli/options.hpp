// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/run_options.hpp>
#include <femto/image/layout.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace fc::cli {

/// An option whose value is one of `image::layout_names`.
inline CLI::Option* add_layout_option(CLI::App& verb, const char* option,
                                      std::optional<image::layout>& layout, const char* help) {
    const std::vector<std::string> names{image::layout_names.begin(), image::layout_names.end()};
    return verb
        .add_option_function<std::string>(
            option,
            [&layout, names](const std::string& name) {
                layout = static_cast<image::layout>(std::ranges::find(names, name) - names.begin());
            },
            help)
        ->check(CLI::IsMember{names});
}

/// `--section` and `--function`.
inline void add_entry_options(CLI::App& verb, entry_point& entry) {
    // A script whose variable is not set would else run some other function.
    const auto named = [](const std::string& name) {
        return name.empty() ? std::string{"the name is empty"} : std::string{};
    };
    verb.add_option("--section", entry.section, "Section of the object to take [.text]")
        ->check(named);
    verb.add_option("--function", entry.function,
                    "Function to start with, in an image also by its number [the first]")
        ->check(named);
}

/// FILE, what it is taken for, and where its program starts.
inline void add_program_options(CLI::App& verb, std::string& file, entry_point& entry) {
    verb.add_option("FILE", file, "ELF object, image or bare text; - is standard input")
        ->required();
    add_layout_option(verb, "--layout", entry.layout,
                      "What FILE is: text, fc28, fc32, extended or elf [what it looks like]");
    add_entry_options(verb, entry);
}

/// `--dispatch` and `--memory`.
/// @param instead  the option that decides both, where there is one
inline void add_executor_options(CLI::App& verb, run_options& options,
                                 CLI::Option* instead = nullptr) {
    static const std::map<std::string, dispatch_choice> dispatches{
        {"compact", dispatch_choice::compact},
        {"switched", dispatch_choice::switched},
        {"threaded", dispatch_choice::threaded},
        {"decoded", dispatch_choice::decoded}};
    static const std::map<std::string, memory_choice> memories{
        {"segmented", memory_choice::segmented}, {"allow_list", memory_choice::allow_list}};
    // Functions and not CLI11's transformer, whose message lists the enumerators' numbers too.
    auto* dispatch =
        verb.add_option_function<std::string>(
                "--dispatch",
                [&options](const std::string& name) { options.dispatch = dispatches.at(name); },
                "Executor: compact, switched, threaded or decoded [switched]")
            ->check(CLI::IsMember{dispatches});
    auto* memory =
        verb.add_option_function<std::string>(
                "--memory",
                [&options](const std::string& name) { options.memory = memories.at(name); },
                "Memory policy: segmented or allow_list [segmented]")
            ->check(CLI::IsMember{memories});
    if (instead != nullptr) {
        instead->excludes(dispatch)->excludes(memory);
    }
}

/// `--config`.
inline CLI::Option* add_config_option(CLI::App& verb, std::optional<config_choice>& choice) {
    static const std::map<std::string, config_choice> configs{{"tiny", config_choice::tiny},
                                                              {"defaults", config_choice::defaults},
                                                              {"fast", config_choice::fast}};
    return verb
        .add_option_function<std::string>(
            "--config", [&choice](const std::string& name) { choice = configs.at(name); },
            "Ready-made Config: tiny, defaults or fast [defaults]")
        ->check(CLI::IsMember{configs});
}

namespace detail {

/// One of `0x20`, `0x10-0x12`, `any`, each with `=VALUE` behind it or not.
inline std::optional<desk_helper> parse_helper(std::string_view text) {
    desk_helper out{.first = 0, .last = helper_id_max};
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view ids = text.substr(0, equals);
    if (ids != "any") {
        const std::size_t dash = std::min(ids.find('-'), ids.size());
        const auto first = parse_number<std::uint32_t>(ids.substr(0, dash));
        const auto last =
            dash == ids.size() ? first : parse_number<std::uint32_t>(ids.substr(dash + 1));
        if (!first || !last || *first > *last || *last > helper_id_max) {
            return std::nullopt;
        }
        out.first = *first;
        out.last = *last;
    }
    if (equals == text.size()) {
        return out;
    }
    std::string_view value = text.substr(equals + 1);
    const bool is_negative = value.substr(0, 1) == "-";
    value.remove_prefix(is_negative ? 1 : 0);
    const auto number = parse_number<std::uint64_t>(value);
    if (!number) {
        return std::nullopt;
    }
    out.gives = desk_helper::answer::value;
    out.value = is_negative ? 0 - *number : *number;
    return out;
}

} // namespace detail

/// The value of `--helpers`.
/// @throws failure  usage
inline std::vector<desk_helper> parse_helpers(std::string_view list) {
    std::vector<desk_helper> out;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        const std::string_view item = list.substr(at, end - at);
        const auto helper = detail::parse_helper(item);
        if (!helper) {
            throw wrong_usage("--helpers: \"" + std::string{item} +
                              "\" is no helper: 0x20, 0x10-0x12 or any, with =VALUE or without");
        }
        out.push_back(*helper);
        at = end + 1;
    }
    return out;
}

/// `--helpers`.
inline void add_helpers_option(CLI::App& verb, std::vector<desk_helper>& helpers,
                               const char* help) {
    verb.add_option_function<std::string>(
        "--helpers", [&helpers](const std::string& list) { helpers = parse_helpers(list); }, help);
}

/// The value of `--budget`.
/// @throws failure  usage, for anything but a decimal number from 1 to the most a vm can count
inline std::uint32_t parse_budget(std::string_view text) {
    std::uint32_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end || value == 0 || value > budget_max) {
        throw wrong_usage("--budget: \"" + std::string{text} + "\" is no number from 1 to " +
                          std::to_string(budget_max));
    }
    return value;
}

/// The value of `--stack`, for `verify`: what a Config may say.
/// @throws failure  usage
inline std::size_t parse_stack(std::string_view text) {
    const auto bytes = parse_number<std::uint32_t>(text);
    if (!bytes || *bytes < 64 || *bytes > 65528 || *bytes % 8 != 0) {
        throw wrong_usage("--stack: \"" + std::string{text} +
                          "\" is no multiple of 8 from 64 to 65528");
    }
    return *bytes;
}

/// The same for `run`, which has vms of some sizes.
/// @throws failure  usage
inline std::size_t parse_stack_to_run_on(std::string_view text) {
    const std::size_t bytes = parse_stack(text);
    std::string sizes;
    for (const std::size_t each : stack_sizes) {
        if (each == bytes) {
            return bytes;
        }
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(each);
    }
    throw wrong_usage("--stack: the desk has no vm with " + std::to_string(bytes) +
                      " bytes of stack, but with " + sizes);
}

} // namespace fc::cli
