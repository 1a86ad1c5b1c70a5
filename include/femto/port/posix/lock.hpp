// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>
#include <mutex>
#include <pthread.h>

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
/// Another thread is no interrupt: it runs at the same time, and blocking signals does not stop it.
/// So let one thread only handle the signals that fire hooks, the one that uses the engine, and
/// block them in all others; those can fire hooks of threads, under `thread_lock`.
///
/// @cost  two system calls
class signal_guard {
public:
    signal_guard() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~signal_guard() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    signal_guard(const signal_guard&) = delete;
    signal_guard& operator=(const signal_guard&) = delete;

private:
    sigset_t before_{};
};

} // namespace fc::posix
