// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>

#include <cstdint>
#include <string>

namespace fc::cli::device {

/// Where something was asked for: of the command line the file alone, line 0.
struct place {
    std::string file{};
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    /// "device.toml:7:10"
    std::string text() const {
        return line == 0 ? file : file + ":" + std::to_string(line) + ":" + std::to_string(column);
    }
};

/// A refusal of what stands at a place.
/// @param name  for programs: of an errc, or what is wrong with a description
inline failure refused_at(const place& at, const std::string& message, const char* name,
                          std::uint32_t number = 0) {
    failure out{failure::kind::refused, at.text() + ": " + message, name, number};
    out.set_source({.file = at.file, .line = at.line});
    return out;
}
inline failure bad_description(const place& at, const std::string& message) {
    return refused_at(at, message, "bad_description");
}

} // namespace fc::cli::device
