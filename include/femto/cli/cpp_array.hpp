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
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        out += "0x" + hex_of(bytes.subspan(at, 1)) + ", ";
    }
    return out;
}

/// Lines of such a list, as stand between the braces of an array; C reads them, too.
inline std::string cpp_lines(std::span<const std::uint8_t> bytes, std::size_t in_line) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += in_line) {
        out += "    " + cpp_bytes(bytes.subspan(at, std::min(in_line, bytes.size() - at)));
        out.back() = '\n';
    }
    return out;
}

/// An array of C++ for a header, at namespace scope.
inline std::string cpp_array_of(const std::string& name, std::span<const std::uint8_t> bytes) {
    return "inline constexpr std::uint8_t " + name + "[] = {\n" + cpp_lines(bytes, 16) + "};\n";
}

} // namespace fc::cli
