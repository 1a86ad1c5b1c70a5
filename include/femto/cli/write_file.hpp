// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

namespace fc::cli {

namespace detail {

/// Beyond the size a file may have, the system ends whoever writes on, unless they say that they
/// look at the error.
class size_limit_is_an_error {
public:
    size_limit_is_an_error() = default;
    ~size_limit_is_an_error() { std::signal(SIGXFSZ, before_); }
    size_limit_is_an_error(const size_limit_is_an_error&) = delete;
    size_limit_is_an_error& operator=(const size_limit_is_an_error&) = delete;

private:
    void (*before_)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

/// Writes all of `bytes` to an open file, and closes it.
/// @return  errno, or 0
inline int fill(int file, std::span<const std::uint8_t> bytes) {
    const size_limit_is_an_error while_writing;
    int error = 0;
    while (error == 0 && !bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    return ::close(file) == 0 || error != 0 ? error : errno;
}

/// Where a path leads: the file to replace is the one behind its links.
inline std::filesystem::path end_of_links(std::filesystem::path path) {
    std::error_code error;
    while (std::filesystem::is_symlink(std::filesystem::symlink_status(path, error))) {
        path = path.parent_path() / std::filesystem::read_symlink(path, error);
    }
    return path;
}

/// Gives a file the owner and rights of the one it replaces, or those of any new file.
/// @return  errno, or 0
inline int set_rights(int file, const struct stat* before) {
    if (before == nullptr) {
        const mode_t hidden = ::umask(0); // there is no other way to ask
        ::umask(hidden);
        return ::fchmod(file, 0666 & ~hidden) == 0 ? 0 : errno;
    }
    // Whom a file belongs to, only root may say.
    if (::fchown(file, before->st_uid, before->st_gid) != 0 && errno != EPERM) {
        return errno;
    }
    return ::fchmod(file, before->st_mode & 0777) == 0 ? 0 : errno;
}

/// Writes a file beside `path`, which then takes its place: whoever reads meets the old or the new
/// one, and a program that runs goes on with the old one.
/// @param before  what is there now; null if nothing is
/// @return        errno, or 0
inline int replace(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                   const struct stat* before) {
    if (before != nullptr && ::access(path.c_str(), W_OK) != 0) {
        return errno;
    }
    std::string beside = (path.parent_path() / ".femto-XXXXXX").string();
    const int file = ::mkstemp(beside.data());
    if (file < 0) {
        return errno;
    }
    const int not_set = set_rights(file, before);
    const int not_filled = fill(file, bytes);
    int error = not_set != 0 ? not_set : not_filled;
    if (error == 0 && std::rename(beside.c_str(), path.c_str()) != 0) {
        error = errno;
    }
    if (error != 0) {
        ::unlink(beside.c_str());
    }
    return error;
}

/// Devices and pipes are written where they are.
inline int write_in_place(const std::string& path, std::span<const std::uint8_t> bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    return file < 0 ? errno : fill(file, bytes);
}

inline int write_somehow(const std::string& path, std::span<const std::uint8_t> bytes) {
    struct stat there {};
    if (::stat(path.c_str(), &there) != 0) {
        return errno == ENOENT && !path.empty() ? replace(end_of_links(path), bytes, nullptr)
                                                : errno;
    }
    return S_ISREG(there.st_mode) ? replace(end_of_links(path), bytes, &there)
                                  : write_in_place(path, bytes);
}

} // namespace detail

/// Puts `bytes` where a verb was told to: whole, or what is there stays as it is.
/// @throws failure  refused
inline void write_file(const std::string& path, std::span<const std::uint8_t> bytes) {
    if (const int error = detail::write_somehow(path, bytes); error != 0) {
        throw failure{failure::kind::refused, path + ": " + std::strerror(error), "unwritable"};
    }
}

/// Does what `-o` says, where `-` is standard output.
/// @return  what is for standard output
inline std::string write_output(const std::string& path, std::span<const std::uint8_t> bytes) {
    if (path == "-") {
        return {bytes.begin(), bytes.end()};
    }
    write_file(path, bytes);
    return {};
}

} // namespace fc::cli
