// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>

#include <cstdint>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// A line of a source file.
struct source_line {
    std::string file;
    std::uint32_t line = 0; ///< from 1; 0 if it is not known
};

/// Why a command did not do what it was asked to. Any part of the command line throws it; it is
/// caught in one place, which makes of it one line on stderr and the exit status.
class failure : public std::exception {
public:
    enum class kind : std::uint8_t {
        refused, ///< the program never ran
        fault,   ///< the program was stopped
        usage,   ///< the command itself makes no sense
    };

    failure(kind what, std::string message, const char* name, std::uint32_t at = 0)
        : message_{std::move(message)}, name_{name}, at_{at}, what_{what} {}
    /// @param place  what goes before the sentence of `code`, such as "slot 3"; may be empty
    failure(kind what, errc code, const std::string& place, std::uint32_t at)
        : failure{what, (place.empty() ? place : place + ": ") + fc::message(code),
                  describe(code).name, at} {}

    const char* what() const noexcept override { return message_.c_str(); }
    /// The sentence, with its place, without `refused:` or `fault:`.
    const std::string& message() const { return message_; }
    /// For programs: the name of the errc, or of what the command line itself found wrong.
    const char* name() const { return name_; }
    /// Slot, byte offset or line; 0 where there is none.
    std::uint32_t at() const { return at_; }

    /// Says more at the end of the sentence.
    void add(const std::string& words) { message_ += words; }
    /// Says which line of the source is to blame.
    void set_source(source_line where) { source_ = std::move(where); }
    /// The line of the source to blame; line 0 if it is not known.
    const source_line& source() const { return source_; }

    /// Adds a line to what stands below the sentence.
    void add_detail(std::string line) { details_.push_back(std::move(line)); }
    const std::vector<std::string>& details() const { return details_; }

    const char* prefix() const { return what_ == kind::fault ? "fault: " : "refused: "; }
    int exit_status() const { return what_ == kind::usage ? 2 : 1; }

private:
    std::string message_;
    source_line source_;
    std::vector<std::string> details_;
    const char* name_;
    std::uint32_t at_;
    kind what_;
};

/// A wrong command: exit status 2.
inline failure wrong_usage(std::string message) {
    return {failure::kind::usage, std::move(message), "usage"};
}

} // namespace fc::cli
