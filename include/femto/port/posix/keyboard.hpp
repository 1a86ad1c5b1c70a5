// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/single_keys.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace fc::posix {

/// Where keys come from.
enum class keys_from : std::uint8_t {
    terminal, ///< somebody presses them, when it pleases
    pipe,     ///< or file: they were pressed before, and time plays no part
    nobody    ///< there was not one
};

/// Keys from the standard input, for programs that have something else to do meanwhile: no call waits
/// longer than it is told. On a terminal ctrl-C, ctrl-Z and the like work as ever, see `single_keys`.
class keyboard {
public:
    using milliseconds = std::chrono::milliseconds;

    /// @param patience  how long a pipe may give nothing until it counts as closed. It is waited for
    ///                  once here, to know whether there is anybody
    explicit keyboard(int file = STDIN_FILENO, milliseconds patience = std::chrono::seconds{1})
        : file_{file}, patience_{patience}, mode_{file} {
        if (mode_.is_terminal()) {
            from_ = keys_from::terminal;
        } else if ((ahead_ = next_of_pipe())) {
            from_ = keys_from::pipe;
        }
    }

    keys_from from() const { return from_; }
    /// False when no key can come any more: at the end of the input, as far as it was read.
    bool is_open() const { return is_open_; }

    /// The next key.
    /// @param timeout  how long to wait for a terminal
    /// @return         nothing: none came, or none can come
    std::optional<char> read_key(milliseconds timeout) {
        if (from_ == keys_from::terminal) {
            return wait(timeout);
        }
        return ahead_ ? std::exchange(ahead_, std::nullopt) : next_of_pipe();
    }

    /// Spends some time at the keyboard, and calls `press(char)` for each key of it. A pipe takes no
    /// time and gives one key; where nobody is there is none.
    template <class Press>
    void listen(milliseconds time, Press&& press) {
        const auto until = after(time);
        do {
            if (const auto key = read_key(left_until(until)); key) {
                press(*key);
            }
        } while (from_ == keys_from::terminal && is_open_ && clock::now() < until);
    }

private:
    using clock = std::chrono::steady_clock;

    /// Signals that are held back wait no longer than this.
    static constexpr milliseconds look_out{50};

    /// No later than the clock can say.
    static clock::time_point after(milliseconds time) {
        constexpr milliseconds most = std::chrono::hours{24 * 365};
        return clock::now() + std::clamp(time, milliseconds{0}, most);
    }
    static milliseconds left_until(clock::time_point until) {
        const auto left = std::chrono::ceil<milliseconds>(until - clock::now());
        return std::max(left, milliseconds{0});
    }

    std::optional<char> next_of_pipe() {
        const auto key = wait(patience_);
        is_open_ = is_open_ && key;
        return key;
    }

    std::optional<char> wait(milliseconds timeout) {
        const auto until = after(timeout);
        while (is_open_) {
            mode_.let_signals_through();
            const milliseconds left = left_until(until);
            pollfd what{file_, POLLIN, 0};
            const int ready = ::poll(&what, 1, static_cast<int>(std::min(left, look_out).count()));
            if (ready > 0) {
                return take();
            }
            is_open_ = ready == 0 || errno == EINTR;
            if (left == milliseconds{0}) {
                break;
            }
        }
        return std::nullopt;
    }

    /// One character of a file that has some, or has ended.
    std::optional<char> take() {
        char key = 0;
        const ssize_t size = ::read(file_, &key, 1);
        if (size == 1 && !(mode_.is_terminal() && key == mode_.end_of_input())) {
            return key;
        }
        is_open_ = size < 0 && (errno == EINTR || errno == EAGAIN);
        return std::nullopt;
    }

    int file_;
    milliseconds patience_;
    single_keys mode_;
    keys_from from_ = keys_from::nobody;
    std::optional<char> ahead_{}; // what was read to know whether there is anybody
    bool is_open_ = true;
};

} // namespace fc::posix
