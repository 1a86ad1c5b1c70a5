// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace fc::cli {

/// "0x0a, 0x0b, ", as stands in a list of C++.
inline std::string cpp_bytes(std::span<const std::uint8_t> bytes) {
    std::string out;
    for (const std::uint8_t byte : bytes) {
        out += {'0', 'x', hex_digits[byte >> 4], hex_digits[byte & 15U], ',', ' '};
    }
    return out;
}

/// An array of C++ for a header, at namespace scope.
inline std::string cpp_array_of(const std::string& name, std::span<const std::uint8_t> bytes) {
    std::string out = "inline constexpr std::uint8_t " + name + "[] = {\n";
    constexpr std::size_t in_line = 16;
    for (std::size_t at = 0; at < bytes.size(); at += in_line) {
        out += "    " + cpp_bytes(bytes.subspan(at, std::min(in_line, bytes.size() - at)));
        out.back() = '\n';
    }
    return out + "};\n";
}

} // namespace fc::cli
