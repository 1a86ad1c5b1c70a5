// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/write_file.hpp>
#include <femto/engine/uuid.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace fc::cli::listening {

/// Where a device keeps what it is to know after its end: its storage, and which device it is.
class state_folder {
public:
    /// @param path  made if it is not there
    /// @throws failure  refused
    explicit state_folder(const std::string& path) : path_{path} {
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
            throw failure{failure::kind::refused, path + ": " + std::strerror(errno), "unwritable"};
        }
    }

    /// Which of all devices it is: made up at its first start, the same from then on.
    /// @throws failure  refused
    uuid device(streams& io) const {
        const std::string file = in("device");
        std::error_code none;
        if (!std::filesystem::exists(file, none)) {
            const std::string made = text_of_new_uuid() + "\n";
            // Whole or not at all, so that there is no start which reads a half.
            write_file(file, {reinterpret_cast<const std::uint8_t*>(made.data()), made.size()});
        }
        const auto bytes = read_file(file, io, text_bytes + 1);
        const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        const auto id = parse_uuid(text.substr(0, text.find('\n')));
        if (!id) {
            throw failure{failure::kind::refused, file + ": is no UUID", "unreadable"};
        }
        return *id;
    }

private:
    static constexpr std::size_t text_bytes = 36;

    std::string in(const char* name) const {
        return (std::filesystem::path{path_} / name).string();
    }

    /// Version 4, RFC 9562 section 5.4.
    static std::string text_of_new_uuid() {
        std::random_device random;
        std::string out;
        for (std::size_t i = 0; i < text_bytes; ++i) {
            const unsigned digit = random() & 15U;
            const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
            out += is_dash   ? '-'
                   : i == 14 ? '4'
                   : i == 19 ? hex_digits[8U | (digit & 3U)]
                             : hex_digits[digit];
        }
        return out;
    }

    std::string path_;
};

} // namespace fc::cli::listening
