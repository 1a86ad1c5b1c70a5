// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <csignal>
#include <thread>

namespace fc::cli::device {

/// While it lives, ctrl-C (SIGINT) and SIGTERM end what asks it, and not the command, which then has
/// a last word.
class interruption {
public:
    interruption() {
        flag() = 0;
        struct sigaction note {};
        note.sa_handler = [](int) { flag() = 1; };
        sigaction(SIGINT, &note, &before_[0]);
        sigaction(SIGTERM, &note, &before_[1]);
    }
    ~interruption() {
        sigaction(SIGINT, &before_[0], nullptr);
        sigaction(SIGTERM, &before_[1], nullptr);
    }
    interruption(const interruption&) = delete;
    interruption& operator=(const interruption&) = delete;

    bool happened() const { return flag() != 0; }

    /// Waits until then, or for an interruption.
    void wait_until(std::chrono::steady_clock::time_point end) const {
        using namespace std::chrono_literals;
        while (!happened() && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_until(
                std::min(end, std::chrono::steady_clock::now() + std::chrono::milliseconds{50}));
        }
    }

private:
    /// A handler gets no argument of ours, so there is one for all.
    static volatile std::sig_atomic_t& flag() {
        static volatile std::sig_atomic_t it = 0;
        return it;
    }

    struct sigaction before_[2]{};
};

} // namespace fc::cli::device
