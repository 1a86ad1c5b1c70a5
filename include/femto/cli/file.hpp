// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/streams.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace fc::cli {

/// The most any verb reads from one file [bytes]: a context of this size is the largest that
/// `memory::segmented` maps, and no program is near it.
inline constexpr std::size_t file_bytes_max = std::size_t{16} << 20;

/// Everything in a stream, at most `limit` bytes.
/// @throws failure  for more than that, or if reading fails
inline std::vector<std::uint8_t> read_all(std::istream& from, const std::string& name,
                                          std::size_t limit) {
    constexpr std::size_t piece = 65536;
    std::vector<std::uint8_t> bytes;
    while (from) {
        const std::size_t have = bytes.size();
        bytes.resize(have + piece);
        from.read(reinterpret_cast<char*>(bytes.data() + have), piece);
        bytes.resize(have + static_cast<std::size_t>(from.gcount()));
        if (bytes.size() > limit) {
            throw failure{failure::kind::refused,
                          name + ": more than " + std::to_string(limit) + " bytes", "too_large"};
        }
    }
    if (from.bad()) {
        throw failure{failure::kind::refused, name + ": cannot be read", "unreadable"};
    }
    return bytes;
}

/// A whole file; `-` is standard input.
/// @throws failure  if it is missing, unreadable, a directory, or larger than `limit`
inline std::vector<std::uint8_t> read_file(const std::string& path, streams& io,
                                           std::size_t limit = file_bytes_max) {
    if (path == "-") {
        return read_all(io.in, "standard input", limit);
    }
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw failure{failure::kind::refused, path + ": is a directory", "unreadable"};
    }
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw failure{failure::kind::refused, path + ": " + std::strerror(errno), "unreadable"};
    }
    return read_all(file, path, limit);
}

/// A file in which at least something must stand.
inline std::vector<std::uint8_t> read_program(const std::string& path, streams& io,
                                              std::size_t limit = file_bytes_max) {
    auto bytes = read_file(path, io, limit);
    if (bytes.empty()) {
        throw failure{failure::kind::refused,
                      (path == "-" ? std::string{"standard input"} : path) + ": is empty", "empty"};
    }
    return bytes;
}

} // namespace fc::cli
