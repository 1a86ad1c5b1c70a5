// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string_view>
#include <unistd.h>

namespace fc::posix {

/// A console that keeps what is written, up to so many characters, for tests to look at. What comes
/// after is lost, and counted.
template <std::size_t Characters>
class kept_console {
public:
    void write_text(std::span<const char> text) {
        for (const char each : text) {
            if (size_ == Characters) {
                ++lost_;
            } else {
                text_[size_++] = each;
            }
        }
    }

    std::string_view text() const { return {text_.data(), size_}; }
    std::size_t lost_characters() const { return lost_; }
    void clear_text() {
        size_ = 0;
        lost_ = 0;
    }

private:
    std::array<char, Characters> text_{};
    std::size_t size_ = 0;
    std::size_t lost_ = 0;
};

/// The standard output, in one order with what the program prints by `stdout`. Containers' control
/// characters reach the terminal as they are.
class stdout_console {
public:
    void write_text(std::span<const char> text) {
        std::fflush(stdout); // what was printed before comes before
        // Past the buffers of stdio, which take everything and find out later.
        while (!text.empty()) {
            const ssize_t taken = ::write(::fileno(stdout), text.data(), text.size());
            if (taken >= 0) {
                text = text.subspan(static_cast<std::size_t>(taken));
            } else if (errno != EINTR) {
                break;
            }
        }
        lost_ += text.size();
    }
    /// Characters that the system did not take.
    std::size_t lost_characters() const { return lost_; }

private:
    std::size_t lost_ = 0;
};

} // namespace fc::posix
