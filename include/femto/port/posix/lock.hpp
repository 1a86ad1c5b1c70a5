// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <csignal>
#include <mutex>
#include <pthread.h>
#include <thread>

namespace fc::posix {

/// `Platform::thread_lock`: one recursive mutex for each Platform, hence for all engines of that
/// platform. The engine makes its locks from nothing but their type, so the mutex belongs to a type
/// as well.
///
///     struct board { using thread_lock = fc::posix::thread_lock<board>; };
template <class Platform>
class thread_lock {
public:
    thread_lock() { mutex().lock(); }
    ~thread_lock() { mutex().unlock(); }
    thread_lock(const thread_lock&) = delete;
    thread_lock& operator=(const thread_lock&) = delete;

private:
    static std::recursive_mutex& mutex() {
        static std::recursive_mutex it;
        return it;
    }
};

/// `Platform::interrupt_guard` for hooks that signal handlers fire. A signal that is handled by the
/// thread that is in the engine is what an interrupt is on one core: it stops the thread anywhere,
/// runs to its end, and the thread goes on. While the guard lives that thread gets none.
///
/// Other threads run at the same time, as the other core of a processor would: they wait until the
/// guard is gone if they need one as well, as an interrupt on that core would, by trying again. Let
/// one thread only handle the signals that fire hooks, and block them in all others: interrupts do
/// not run beside each other, but within each other.
///
/// @cost  two system calls and an atomic exchange
class signal_guard {
public:
    signal_guard() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
        if (depth()++ == 0) {
            while (held().test_and_set(std::memory_order_acquire)) {
                std::this_thread::yield();
            }
        }
    }
    ~signal_guard() {
        if (--depth() == 0) {
            held().clear(std::memory_order_release);
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    signal_guard(const signal_guard&) = delete;
    signal_guard& operator=(const signal_guard&) = delete;

private:
    static std::atomic_flag& held() {
        static constinit std::atomic_flag it;
        return it;
    }
    /// Guards that the calling thread has, one within the other.
    static unsigned& depth() {
        static constinit thread_local unsigned it = 0;
        return it;
    }

    sigset_t before_{};
};

} // namespace fc::posix
