// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/secret.hpp>
#include <femto/update/resource/message.hpp>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fc::cli {

/// Reads what a path of CoAP names below one folder, and nothing else: no names that begin with a dot
/// (so no way upwards), no links, no devices and pipes, no private keys and nothing that is kept from others on this machine, nothing large.
class shared_folder {
public:
    /// The most that one file may have: every block is cut from the whole of it anew.
    static constexpr std::size_t bytes_max = std::size_t{1} << 20;

    shared_folder() = default;
    ~shared_folder() { close_if(root_); }
    shared_folder(const shared_folder&) = delete;
    shared_folder& operator=(const shared_folder&) = delete;

    /// @return  errno, or 0
    int open(const std::string& folder) {
        close_if(root_);
        root_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        return root_ < 0 ? errno : 0;
    }

    struct reading {
        update::resource::code code = update::resource::code::not_found;
        std::vector<std::uint8_t> bytes{};
        const char* why = "";
    };
    reading read(const update::resource::path& path) const {
        using update::resource::code;
        if (path.size() == 0) {
            return {.why = "there is no such file"};
        }
        int folder = ::dup(root_);
        for (std::size_t i = 0; folder >= 0 && i < path.size(); ++i) {
            const std::string name{path[i].begin(), path[i].end()};
            const bool is_last = i + 1 == path.size();
            // O_NONBLOCK: to open a pipe is to wait for whoever writes to it.
            const int next = is_plain(name) ? ::openat(folder, name.c_str(),
                                                       O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
                                                           O_NONBLOCK | (is_last ? 0 : O_DIRECTORY))
                                            : -1;
            ::close(folder);
            folder = next;
        }
        return folder < 0 ? reading{.why = "there is no such file"} : contents(folder);
    }

private:
    static void close_if(int file) {
        if (file >= 0) {
            ::close(file);
        }
    }

    /// A segment may hold any bytes, a '/' too.
    static bool is_plain(std::string_view name) {
        return !name.empty() && name.front() != '.' &&
               name.find_first_of(std::string_view{"/\0", 2}) == name.npos;
    }

    static reading contents(int file) {
        using update::resource::code;
        reading out{.code = code::content};
        struct stat about {};
        if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
            out = {.why = "there is no such file"};
        } else if (about.st_size > static_cast<off_t>(bytes_max)) {
            out = {.code = code::internal_error, .why = "the file has more than 1 MiB"};
        } else {
            out.bytes.resize(static_cast<std::size_t>(about.st_size));
            std::size_t have = 0;
            ssize_t count = 1;
            while (have < out.bytes.size() && count > 0) {
                count = ::read(file, out.bytes.data() + have, out.bytes.size() - have);
                have += count > 0 ? static_cast<std::size_t>(count) : 0;
            }
            out.bytes.resize(have);
            if (is_private_key(out.bytes)) {
                out = {.code = code::forbidden, .why = "private keys are not served"};
            } else if ((about.st_mode & (S_IRGRP | S_IROTH)) == 0) {
                // As files of secrets have to be: see `pre_shared_keys`.
                out = {.code = code::forbidden,
                       .why = "only its owner may read the file; chmod a+r has it served"};
            }
        }
        ::close(file);
        return out;
    }

    int root_ = -1;
};

} // namespace fc::cli
