// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/cpp_array.hpp>
#include <femto/cli/failure.hpp>
#include <femto/helper/identifier.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli {

/// Refuses what C or C++ would not take as the name of an array.
inline void check_array_name(const std::string& name) {
    if (!helpers::is_identifier(name.c_str()) || helpers::is_keyword(name.c_str()) ||
        name == "main") {
        throw wrong_usage("--c-array: \"" + name + "\" is no name in C");
    }
}

/// A C header with `bytes` as an array called `name`: for firmware whose build knows neither CMake nor
/// C++. The array is aligned as text must be, which is on whole words behind every header of an image.
inline std::vector<std::uint8_t> c_array_of(std::span<const std::uint8_t> bytes,
                                            const std::string& name) {
    const std::string out = "/* Made by `femto pack --c-array`; not to be edited. */\n"
                            "/* clang-format off */\n"
                            "#pragma once\n\n"
                            "#include <stdint.h>\n\n"
                            "static const uint8_t " +
                            name + "[] __attribute__((aligned(4))) = {\n" + cpp_lines(bytes, 12) +
                            "};\n";
    return {out.begin(), out.end()};
}

} // namespace fc::cli
