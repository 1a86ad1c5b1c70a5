// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/place.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fc::cli::device {

namespace detail {

/// The end of the string that begins at `at`, or of the text.
inline std::size_t end_of_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string three(3, quote);
    const bool has_lines = text.substr(at, 3) == three;
    for (at += has_lines ? 3 : 1; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (has_lines ? text.substr(at, 3) == three
                             : text[at] == quote || text[at] == '\n') {
            at = std::min(at + (has_lines ? 3 : 1), text.size());
            // Up to two quotes right before the three that end it are its own.
            for (int own = 0; has_lines && own < 2 && at < text.size() && text[at] == quote;
                 ++own) {
                ++at;
            }
            return at;
        }
    }
    return text.size();
}

/// Refuses keys of very many parts, each of which is a table within a table: the parser bounds how
/// deep values are nested, but not this, and takes tables apart by recursion.
inline void refuse_deep_keys(std::string_view text, const std::string& file) {
    constexpr std::size_t dots_max = 8;
    std::size_t dots = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = end_of_string(text, at);
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        dots = std::string_view{"=\n,{["}.find(c) != std::string_view::npos ? 0 : dots;
        dots += c == '.' ? 1 : 0;
        if (dots > dots_max) {
            const auto before = text.substr(0, at);
            const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
            const std::size_t begin = before.rfind('\n') + 1; // of nothing found, 0
            throw bad_description({file, line, static_cast<std::uint32_t>(at - begin + 1)},
                                  "the key has more than " + std::to_string(dots_max + 1) +
                                      " parts");
        }
        ++at;
    }
}

} // namespace detail

/// Where a node of a document stands.
inline place place_of(const std::string& file, const toml::source_region& region) {
    return {file, region.begin.line, region.begin.column};
}

/// Reads a document in TOML.
/// @throws failure  refused, naming line and column
inline toml::table parse_toml(std::string_view text, const std::string& file) {
    detail::refuse_deep_keys(text, file);
    try {
        return toml::parse(text, std::string_view{file});
    } catch (const toml::parse_error& error) {
        throw bad_description(place_of(file, error.source()), std::string{error.description()});
    }
}

} // namespace fc::cli::device
