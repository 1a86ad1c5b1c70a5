// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/text.hpp>

#include <cstddef>
#include <deque>
#include <ostream>
#include <string>

namespace fc::cli::device {

/// What a device says while it runs: lines, to stderr as they come, or kept while a table has the
/// screen.
class messages {
public:
    explicit messages(std::ostream& to) : to_{to} {}

    void keep() { is_kept_ = true; }

    void add(const std::string& line) {
        if (!is_kept_) {
            to_ << on_one_line(line) << '\n' << std::flush;
            return;
        }
        kept_.push_back(on_one_line(line));
        if (kept_.size() > kept_max) {
            kept_.pop_front();
        }
    }

    /// The newest of those that are kept, a line each.
    std::string newest() const {
        std::string out;
        for (std::size_t i = kept_.size() < shown_max ? 0 : kept_.size() - shown_max;
             i < kept_.size(); ++i) {
            out += kept_[i] + '\n';
        }
        return out;
    }

    /// Writes what was kept, when the screen is free again.
    void release() {
        for (const std::string& each : kept_) {
            to_ << each << '\n';
        }
        kept_.clear();
        is_kept_ = false;
    }

private:
    static constexpr std::size_t kept_max = 1000;
    static constexpr std::size_t shown_max = 8;

    std::ostream& to_;
    std::deque<std::string> kept_;
    bool is_kept_ = false;
};

} // namespace fc::cli::device
