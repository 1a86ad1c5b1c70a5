// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/streams.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <ostream>
#include <string>

namespace fc::cli::remote {

/// How far something is, in one line of a terminal; nothing where there is none.
class progress_bar {
public:
    explicit progress_bar(streams& io)
        : to_{io.err}, is_shown_{&io.err == &std::cerr && isatty(STDERR_FILENO) != 0} {}
    ~progress_bar() { clear(); }
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;

    void show(std::uint64_t done, std::uint64_t total) {
        if (!is_shown_ || total == 0) {
            return;
        }
        constexpr std::uint64_t width = 40;
        const auto full = static_cast<std::size_t>(std::min(done, total) * width / total);
        to_ << "\r[" << std::string(full, '#') << std::string(width - full, '.') << "] " << done
            << " of " << total << " bytes\x1b[K" << std::flush;
        is_there_ = true;
    }
    void clear() {
        if (is_there_) {
            to_ << "\r\x1b[K" << std::flush;
            is_there_ = false;
        }
    }

private:
    std::ostream& to_;
    bool is_shown_;
    bool is_there_ = false;
};

} // namespace fc::cli::remote
