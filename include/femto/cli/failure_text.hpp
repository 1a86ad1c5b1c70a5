// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/text.hpp>

#include <string>

namespace fc::cli {

/// A failure for people: its line, and below it what it has of details.
inline std::string text_of(const failure& error) {
    std::string out = error.prefix() + on_one_line(error.message()) + '\n';
    for (const std::string& detail : error.details()) {
        out += "  " + on_one_line(detail) + '\n';
    }
    return out;
}

/// `"file": "filter.c", "line": 19`, each with a comma in front; nothing for a line that is not known.
inline std::string json_of(const source_line& where) {
    return where.line == 0 ? std::string{}
                           : ", \"file\": " + json_string(where.file) +
                                 ", \"line\": " + std::to_string(where.line);
}

/// A failure for programs: one object.
inline std::string json_of(const failure& error) {
    return "{\"error\": " + json_string(error.name()) + ", \"at\": " + std::to_string(error.at()) +
           ", \"message\": " + json_string(on_one_line(error.message())) + json_of(error.source()) +
           "}\n";
}

} // namespace fc::cli
