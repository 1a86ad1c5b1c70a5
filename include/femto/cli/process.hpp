// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace fc::cli {

namespace detail {

/// As exec takes them: null at the end.
inline std::vector<char*> arguments_of(const std::vector<std::string>& command) {
    std::vector<char*> out(command.size() + 1);
    std::ranges::transform(command, out.begin(), [](const std::string& each) {
        return const_cast<char*>(each.c_str()); // the other side of exec has a copy
    });
    return out;
}

} // namespace detail

/// Runs another program with our standard streams, and waits for its end.
/// @param command  its name, looked for as a shell does, and its arguments; no shell reads them
/// @return         its exit status; 128 and the signal's number if one ended it
/// @throws failure  if it cannot be started
inline int run_process(const std::vector<std::string>& command, const std::string& advice) {
    std::vector<char*> arguments = detail::arguments_of(command);
    pid_t child = 0;
    int error = posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
    int status = 0;
    while (error == 0 && waitpid(child, &status, 0) < 0) {
        error = errno == EINTR ? 0 : errno;
    }
    if (error != 0) {
        throw failure{failure::kind::refused,
                      command[0] + ": " + std::strerror(error) + "; " + advice, "unreadable"};
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Becomes another program, which goes on with our standard streams as they are, also with those
/// that are closed. Whoever waits for us waits for it.
/// @param command  the path of its file, and its arguments
/// @throws failure  if it cannot be started
[[noreturn]] inline void become_process(const std::vector<std::string>& command) {
    std::vector<char*> arguments = detail::arguments_of(command);
    execv(arguments[0], arguments.data());
    throw failure{failure::kind::refused, command[0] + ": " + std::strerror(errno), "unreadable"};
}

/// The folder that the file of this program is in; empty where the system does not say.
inline std::filesystem::path own_folder() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path{} : self.parent_path();
}

/// A folder of one's own, gone with the object.
class temporary_folder {
public:
    temporary_folder() {
        std::error_code error;
        const auto above = std::filesystem::temp_directory_path(error);
        if (error) {
            throw failure{failure::kind::refused,
                          "the folder that TMPDIR names: " + error.message(), "unwritable"};
        }
        path_ = (above / "femto-XXXXXX").string();
        if (mkdtemp(path_.data()) == nullptr) {
            throw failure{failure::kind::refused, above.string() + ": " + std::strerror(errno),
                          "unwritable"};
        }
    }
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

} // namespace fc::cli
