// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/helper/identifier.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

namespace fc::cli {

/// "moving_average" of "build/moving-average.clang-v3.o".
inline std::string stem_of(const std::string& path) {
    std::string stem = std::filesystem::path{path}.filename().string();
    stem.resize(std::min(stem.find('.'), stem.size()));
    std::ranges::replace(stem, '-', '_');
    return stem;
}

/// What C++ shall call what a header has: `--name`, or what a file is called.
/// @throws failure  wrong usage: C++ would not take it
inline std::string cpp_name(const std::optional<std::string>& given, const std::string& file) {
    std::string name = given ? *given : stem_of(file);
    const std::string told = (given ? "--name: \"" : "\"") + name;
    if (!helpers::is_identifier(name.c_str()) || helpers::is_keyword(name.c_str())) {
        throw wrong_usage(told + "\" is no name in C++" + (given ? "" : ": give one with --name"));
    }
    if (name == "fc" || name == "std" || name == "main") {
        throw wrong_usage(told + "\" is taken in C++" +
                          (given ? "" : ": give another one with --name"));
    }
    return name;
}

} // namespace fc::cli
