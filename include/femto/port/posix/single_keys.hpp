// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <csignal>
#include <pthread.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

namespace fc::posix {

/// While it lives, a terminal gives each key at once, not line by line, and does not show it. What is
/// no terminal is left alone.
///
/// Whoever interrupts or stops the program wants the terminal back as it was, and so does whoever ends
/// the one that reads its output. No handler does that: such signals wait until
/// `let_signals_through`, which puts the terminal in order, lets them do what they do, and goes on if
/// that was not the end. Call it often. Other threads must block these signals, or they are not held
/// back; after `std::exit` or a crash the terminal is not put in order.
/// Nor does SIGSTOP wait: who goes on after it finds the terminal with the shell's settings, and
/// `let_signals_through` takes it again. Children that are started meanwhile have the signals
/// blocked as well, and unblock them before they become another program.
class single_keys {
public:
    explicit single_keys(int terminal) : terminal_{terminal} {
        if (tcgetattr(terminal_, &before_) != 0) {
            return;
        }
        is_terminal_ = true;
        sigset_t now;
        pthread_sigmask(SIG_SETMASK, nullptr, &now);
        sigemptyset(&held_);
        for (const int each : signals) {
            if (sigismember(&now, each) == 0) { // or it is held back by somebody else
                sigaddset(&held_, each);
            }
        }
        pthread_sigmask(SIG_BLOCK, &held_, nullptr);
        begin();
    }
    ~single_keys() {
        if (is_terminal_) {
            end();
            pthread_sigmask(SIG_UNBLOCK, &held_, nullptr);
        }
    }
    single_keys(const single_keys&) = delete;
    single_keys& operator=(const single_keys&) = delete;

    bool is_terminal() const { return is_terminal_; }
    /// What the terminal gives for "no more input", ctrl-D as a rule.
    char end_of_input() const { return static_cast<char>(before_.c_cc[VEOF]); }

    void let_signals_through() {
        if (!is_terminal_) {
            return;
        }
        if (!is_one_waiting()) {
            take_again();
            return;
        }
        end();
        pthread_sigmask(SIG_UNBLOCK, &held_,
                        nullptr); // here the program ends, or stops for a while
        pthread_sigmask(SIG_BLOCK, &held_, nullptr);
        tcgetattr(terminal_, &before_); // the shell may have thought otherwise meanwhile
        begin();
    }

private:
    static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE};

    void begin() {
        termios single = before_;
        single.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        single.c_cc[VMIN] = 1;
        single.c_cc[VTIME] = 0;
        tcsetattr(terminal_, TCSANOW, &single);
    }
    /// After SIGSTOP and SIGCONT. Not from the background, which would stop the program.
    void take_again() {
        termios now{};
        const pid_t in_front = tcgetpgrp(terminal_); // an error if it is not our own terminal
        if (tcgetattr(terminal_, &now) == 0 && (now.c_lflag & ICANON) != 0 &&
            (in_front < 0 || in_front == getpgrp())) {
            before_ = now;
            begin();
        }
    }
    void end() {
        tcflush(terminal_, TCIFLUSH); // keys that nobody asked for are not meant for the shell
        tcsetattr(terminal_, TCSANOW, &before_);
    }
    bool is_one_waiting() const {
        sigset_t waiting;
        sigpending(&waiting);
        for (const int each : signals) {
            if (sigismember(&waiting, each) == 1 && sigismember(&held_, each) == 1) {
                return true;
            }
        }
        return false;
    }

    int terminal_;
    bool is_terminal_ = false;
    termios before_{};
    sigset_t held_{};
};

} // namespace fc::posix
