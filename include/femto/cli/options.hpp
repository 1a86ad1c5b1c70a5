// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/execute.hpp>
#include <femto/cli/failure.hpp>

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <system_error>

namespace fc::cli {

/// `--section` and `--function`.
inline void add_entry_options(CLI::App& verb, entry_point& entry) {
    // A script whose variable is not set would else run some other function.
    const auto named = [](const std::string& name) {
        return name.empty() ? std::string{"the name is empty"} : std::string{};
    };
    verb.add_option("--section", entry.section, "Section of the object to take [.text]")
        ->check(named);
    verb.add_option("--function", entry.function, "Function to start with [the first]")
        ->check(named);
}

/// `--dispatch` and `--memory`.
inline void add_executor_options(CLI::App& verb, run_options& options) {
    static const std::map<std::string, dispatch_choice> dispatches{
        {"compact", dispatch_choice::compact},
        {"switched", dispatch_choice::switched},
        {"threaded", dispatch_choice::threaded},
        {"decoded", dispatch_choice::decoded}};
    static const std::map<std::string, memory_choice> memories{
        {"segmented", memory_choice::segmented}, {"allow_list", memory_choice::allow_list}};
    // Functions and not CLI11's transformer, whose message lists the enumerators' numbers too.
    verb.add_option_function<std::string>(
            "--dispatch",
            [&options](const std::string& name) { options.dispatch = dispatches.at(name); },
            "Executor: compact, switched, threaded or decoded [switched]")
        ->check(CLI::IsMember{dispatches});
    verb.add_option_function<std::string>(
            "--memory", [&options](const std::string& name) { options.memory = memories.at(name); },
            "Memory policy: segmented or allow_list [segmented]")
        ->check(CLI::IsMember{memories});
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

} // namespace fc::cli
