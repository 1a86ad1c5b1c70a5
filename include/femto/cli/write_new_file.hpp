// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/write_file.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>

namespace fc::cli {

/// Puts `bytes` where there is nothing yet, whole or not at all, or, if it is told to, in the place of
/// what is there: a private key that is written over is lost.
/// @param rights  of the file, whatever those of new files are: 0600 for what only its owner may read
/// @throws failure  refused
inline void write_new_file(const std::string& path, std::span<const std::uint8_t> bytes,
                           mode_t rights, bool overwrites) {
    const std::filesystem::path end =
        overwrites ? detail::end_of_links(path) : std::filesystem::path{path};
    std::string beside = (end.parent_path() / ".femto-XXXXXX").string();
    const int file = ::mkstemp(beside.data()); // 0600
    int error = file < 0 ? errno : 0;
    if (error == 0) {
        error = ::fchmod(file, rights) == 0 ? 0 : errno;
        const int not_filled = detail::fill(file, bytes);
        error = error != 0 ? error : not_filled;
        // A link is made only where there is nothing, and a renamed file takes any place.
        if (error == 0 && (overwrites ? std::rename(beside.c_str(), end.c_str())
                                      : ::link(beside.c_str(), end.c_str())) != 0) {
            error = errno;
        }
        if (!overwrites || error != 0) {
            ::unlink(beside.c_str());
        }
    }
    if (error != 0) {
        throw failure{failure::kind::refused,
                      path + ": " +
                          (error == EEXIST ? "is there already; --force writes over it"
                                           : std::strerror(error)),
                      "unwritable"};
    }
}

} // namespace fc::cli
