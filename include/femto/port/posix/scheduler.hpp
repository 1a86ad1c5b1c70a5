// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/launchpad.hpp>
#include <femto/port/launchpads.hpp>
#include <femto/port/posix/lock.hpp>
#include <femto/port/posix/thread_id.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace fc::posix {

/// What a scheduler did.
struct turn {
    enum class kind : std::uint8_t {
        idle,   ///< no thread has anything to do
        ran,    ///< a thread had its slice
        threw,  ///< its slice ended with an exception, and it with its slice
        overran ///< a thread did not give back the processor in time, and has it still
    };

    kind what = kind::idle;
    std::uint32_t thread = 0; // whose turn it was, 0 for none
    hook_result fired{};      // when there was a switch
    std::exception_ptr thrown{};
};

/// A launchpad that fires when the processor goes to another thread. The threads are real and have
/// their real ids; which of them runs is decided here, in turn, one at a time, as on a single core.
///
/// The hook is fired by the thread that calls `run_once`, which is no thread of the scheduler. It
/// may be the only thread that uses the engine; threads that use it too need `thread_lock`. Those of
/// the scheduler block all signals, so that an interrupt is handled where `signal_guard` holds it
/// back.
template <class Config, std::size_t Threads = 8>
class scheduler : public port::launchpad<fc::hook<const port::thread_switch, Config>, Config> {
    using base = port::launchpad<fc::hook<const port::thread_switch, Config>, Config>;

public:
    static constexpr hook_description<Config> about{.id = port::hooks::thread_switch,
                                                    .name = "thread-switch"};

    /// @param description  in place of `about`: see `port::launchpad`
    explicit scheduler(engine<Config>& host, const hook_description<Config>& description = about)
        : base{host, description, layout_of<port::thread_switch>} {}
    /// Waits for the slice at hand to end; there is none after it. This wait has no end if that slice
    /// has none: C++ cannot stop a thread from outside.
    ~scheduler() {
        {
            const std::scoped_lock held{mutex_};
            stopping_ = true;
        }
        changed_.notify_all();
        for (place& each : places_) {
            if (each.thread.joinable()) {
                each.thread.join();
            }
        }
    }
    scheduler(const scheduler&) = delete;
    scheduler& operator=(const scheduler&) = delete;

    /// Adds a thread, also from a slice. One that has ended leaves its place to it.
    /// @param slice  what it does when it has the processor; false when it has nothing more to do
    /// @return       its id
    /// @errors       tasks_full: there are `Threads`, or the system has none, and `at()` says why
    result<std::uint32_t> spawn(std::function<bool()> slice) {
        std::unique_lock held{mutex_};
        const std::size_t index = stopping_ ? nobody : free_place();
        if (index == nobody) {
            return errc::tasks_full;
        }
        place& it = places_[index];
        if (it.thread.joinable()) {
            it.thread.join(); // it ended, and has nothing left to do
        }
        it.slice.swap(slice);
        it.id = 0;
        try {
            const signal_guard inherited{};
            it.thread = std::thread{[this, index] { live(index); }};
        } catch (const std::system_error& error) {
            return {errc::tasks_full, static_cast<std::uint32_t>(error.code().value())};
        }
        it.ended = false;
        changed_.wait(held, [&] { return it.id != 0; });
        return it.id;
    }

    /// Switches to the next thread that has something to do, and lets it run for one slice.
    /// @param timeout  for that slice. Who exceeds it keeps the processor, and is waited for in the
    ///                 next call
    turn run_once(std::chrono::milliseconds timeout) {
        std::unique_lock held{mutex_};
        if (untold_ != nobody) {
            return finish(held, timeout, {});
        }
        const std::size_t next = pick();
        turn out;
        out.thread = next == nobody ? 0 : places_[next].id;
        if (out.thread != previous_) {
            const port::thread_switch event{previous_, out.thread};
            previous_ = out.thread;
            held.unlock(); // a container's helper may take its time
            out.fired = this->own_hook().fire(event);
            held.lock();
        }
        if (next == nobody) {
            return out;
        }
        first_ = next + 1;
        running_ = next;
        untold_ = next;
        changed_.notify_all();
        return finish(held, timeout, out);
    }

private:
    static constexpr std::size_t nobody = Threads;

    struct place {
        std::thread thread{};
        std::function<bool()> slice{};
        std::exception_ptr thrown{};
        std::uint32_t id = 0;
        bool ended = true;
    };

    void live(std::size_t index) {
        place& me = places_[index];
        std::unique_lock held{mutex_};
        me.id = this_thread_id();
        changed_.notify_all();
        while (!me.ended) {
            changed_.wait(held, [&] { return running_ == index || stopping_; });
            if (running_ != index) {
                return;
            }
            held.unlock();
            std::exception_ptr thrown{};
            const bool has_more = run(me.slice, thrown);
            held.lock();
            me.thrown = thrown;
            me.ended = !has_more || stopping_;
            running_ = nobody;
            changed_.notify_all();
        }
    }

    static bool run(const std::function<bool()>& slice, std::exception_ptr& thrown) {
        try {
            return slice();
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    }

    std::size_t free_place() const {
        for (std::size_t i = 0; i < Threads; ++i) {
            if (places_[i].ended && i != untold_) {
                return i;
            }
        }
        return nobody;
    }

    /// The next that has something to do.
    std::size_t pick() const {
        for (std::size_t i = 0; i < Threads; ++i) {
            const std::size_t at = (first_ + i) % Threads;
            if (!places_[at].ended) {
                return at;
            }
        }
        return nobody;
    }

    /// As much as clocks can be set ahead by: a century is as good as for ever.
    static std::chrono::milliseconds limited(std::chrono::milliseconds timeout) {
        constexpr std::chrono::hours century{100 * 366 * 24};
        return std::clamp(timeout, std::chrono::milliseconds{0},
                          std::chrono::duration_cast<std::chrono::milliseconds>(century));
    }

    turn finish(std::unique_lock<std::mutex>& held, std::chrono::milliseconds timeout, turn out) {
        place& at = places_[untold_];
        out.thread = at.id;
        const bool in_time =
            changed_.wait_for(held, limited(timeout), [&] { return running_ == nobody; });
        if (!in_time) {
            out.what = turn::kind::overran;
            return out;
        }
        untold_ = nobody;
        out.thrown = std::exchange(at.thrown, nullptr);
        out.what = out.thrown ? turn::kind::threw : turn::kind::ran;
        return out;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<place, Threads> places_{};
    std::size_t first_ = 0; // to be asked whether it has something to do
    std::size_t running_ = nobody;
    std::size_t untold_ = nobody; // its slice may be over, but `run_once` has not said so
    std::uint32_t previous_ = 0;
    bool stopping_ = false;
};

} // namespace fc::posix
