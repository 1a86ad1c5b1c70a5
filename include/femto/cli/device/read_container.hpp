// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/read_tenant.hpp>
#include <femto/cli/device/toml_table.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fc::cli::device {

namespace detail {

/// A path of a description, as seen from the working directory: a path and nothing else, neither
/// standard input nor an option of a compiler.
inline std::string beside(const std::string& file, const std::string& path) {
    const std::string out =
        (std::filesystem::path{file}.parent_path() / path).lexically_normal().string();
    return out.starts_with('-') ? "./" + out : out;
}

/// For clang, of which there are options that have it run other programs: a description decides what
/// a source sees, and no more.
inline bool is_harmless_option(const std::string& option) {
    // With its value in the same word: the next word is not for it to take.
    return option.size() > 2 &&
           (option.starts_with("-D") || option.starts_with("-U") || option.starts_with("-I"));
}

inline container_description container_in(const toml::table& from, const std::string& file) {
    const toml_table table{from,
                           file,
                           "a container",
                           {"name", "file", "tenant", "hook", "helpers", "budget", "run",
                            "function", "section", "layout", "options"}};
    container_description out{.at = place_of(file, from.source())};
    out.name = name_in(table);
    out.file = beside(file, table.required("file"));
    out.tenant = table.required("tenant");
    out.entry.function = table.string("function").value_or("");
    out.entry.section = table.string("section").value_or("");
    if (const auto layout = table.string("layout")) {
        const auto& names = image::layout_names;
        const auto* const found = std::ranges::find(names, *layout);
        if (found == names.end()) {
            throw table.wrong("layout", "text, fc28, fc32, extended or elf");
        }
        out.entry.layout = static_cast<image::layout>(found - names.begin());
    }
    if (table.has("helpers")) {
        out.asks = helpers_in(table);
    }
    if (const auto run = table.string("run"); run && *run != "slices") {
        throw table.wrong("run", "\"slices\", or left out");
    }
    out.in_slices = table.has("run");
    if (const auto hook = table.string("hook")) {
        out.hook = hook_at(table.at("hook"), *hook);
    }
    if (out.in_slices && (out.hook || table.has("budget"))) {
        throw bad_description(table.at(out.hook ? "hook" : "budget"),
                              "a container that runs in slices has no hook and no budget of runs");
    }
    out.budget = table.number("budget", 1, config::budget).value_or(0);
    constexpr const char* options = "a list of -D, -U and -I for clang";
    for (const toml_item& each :
         table.list("options", options).value_or(std::vector<toml_item>{})) {
        if (!each.string || !is_harmless_option(*each.string)) {
            throw bad_description(each.at, std::string{"options is "} + options);
        }
        out.options.push_back(*each.string);
    }
    out.file_at = table.at("file");
    out.tenant_at = table.at("tenant");
    out.asks_at = table.at(table.has("helpers") ? "helpers" : "file");
    out.hook_at = table.at(table.has("hook") ? "hook" : "file");
    out.budget_at = table.at(table.has("budget") ? "budget" : "file");
    return out;
}

} // namespace detail
} // namespace fc::cli::device
