// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <femto/port/posix/scheduler.hpp>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using rig = stage<posix::manual_clock>;
using turn = posix::turn;

/// Counts switches under the id of the thread that gets the processor.
constexpr const auto& counts = assembled<"r1 = *(u64 *)(r1 + 8)\n"
                                         "call 0x10\n"
                                         "exit">;
constexpr const auto& reads_previous = assembled<"r0 = *(u64 *)(r1 + 0)\nexit">;

/// What has the processor for so many slices.
auto slices(int count) {
    return [left = count]() mutable { return --left > 0; };
}

TEST_CASE("each switch is seen with the real ids of the threads", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    on.attach(counts, scheduler.hook());
    on.attach(reads_previous, scheduler.hook());
    std::vector<std::uint32_t> seen;
    const auto notes = [&] {
        seen.push_back(posix::this_thread_id());
        return seen.size() < 5;
    };
    const std::uint32_t a = *scheduler.spawn(notes);
    const std::uint32_t b = *scheduler.spawn(notes);
    REQUIRE(a != b);
    REQUIRE(a != posix::this_thread_id());

    CHECK(scheduler.run_once(10s).fired.value == 0);
    CHECK(scheduler.run_once(10s).fired.value == a);
    CHECK(scheduler.run_once(10s).fired.value == b);
    CHECK(scheduler.run_once(10s).thread == b);
    CHECK(seen == std::vector{a, b, a, b});
    CHECK(on.counted(a) == 2);
    CHECK(on.counted(b) == 2);
}

TEST_CASE("threads take turns in the order they were spawned, however many there are",
          "[scheduler]") {
    for (const std::size_t count : {1U, 2U, 3U, 5U, 8U}) {
        CAPTURE(count);
        rig on;
        posix::scheduler scheduler{on.engine};
        std::vector<std::uint32_t> ids;
        for (std::size_t i = 0; i < count; ++i) {
            ids.push_back(*scheduler.spawn(slices(2)));
        }
        for (std::size_t i = 0; i < 2 * count; ++i) {
            CHECK(scheduler.run_once(10s).thread == ids[i % count]);
        }
    }
}

TEST_CASE("a thread that is alone runs on without a switch", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    on.attach(counts, scheduler.hook());
    const std::uint32_t it = *scheduler.spawn(slices(3));
    for (int i = 0; i < 3; ++i) {
        CHECK(scheduler.run_once(10s).what == turn::kind::ran);
    }
    CHECK(on.counted(it) == 1);
}

TEST_CASE("when all threads have ended there is one switch to none", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    on.attach(counts, scheduler.hook());
    REQUIRE(scheduler.spawn(slices(1)));
    CHECK(scheduler.run_once(10s).what == turn::kind::ran);
    for (int i = 0; i < 3; ++i) {
        const turn last = scheduler.run_once(10s);
        CHECK(last.what == turn::kind::idle);
        CHECK(last.thread == 0);
    }
    CHECK(on.counted(0) == 1);
}

TEST_CASE("a scheduler without threads is idle", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    CHECK(scheduler.run_once(0ms).what == turn::kind::idle);
}

TEST_CASE("a thread that keeps the processor is waited for, and fires nothing more",
          "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    on.attach(counts, scheduler.hook());
    std::atomic<bool> may_end = false;
    const auto stubborn = scheduler.spawn([&] {
        while (!may_end) {
            std::this_thread::sleep_for(1ms);
        }
        return false;
    });
    CHECK(scheduler.run_once(1ms).what == turn::kind::overran);
    CHECK(scheduler.run_once(1ms).what == turn::kind::overran);
    CHECK(on.counted(*stubborn) == 1);
    may_end = true;
    const turn last = scheduler.run_once(10s);
    CHECK(last.what == turn::kind::ran);
    CHECK(last.thread == *stubborn);
}

TEST_CASE("a scheduler has as many threads as it was made for", "[scheduler]") {
    rig on;
    posix::scheduler<rig::config, 2> scheduler{on.engine};
    CHECK(scheduler.spawn(slices(1)));
    CHECK(scheduler.spawn(slices(1)));
    CHECK(scheduler.spawn(slices(1)).error() == errc::tasks_full);
}

TEST_CASE("a thread that has ended leaves its place to another", "[scheduler]") {
    rig on;
    posix::scheduler<rig::config, 2> scheduler{on.engine};
    on.attach(counts, scheduler.hook());
    const auto stays = scheduler.spawn(slices(100));
    for (int i = 0; i < 10; ++i) {
        const auto comes_and_goes = scheduler.spawn(slices(1));
        REQUIRE(comes_and_goes);
        CHECK(scheduler.spawn(slices(1)).error() == errc::tasks_full);
        std::array<std::uint32_t, 2> ran{};
        for (std::uint32_t& each : ran) {
            each = scheduler.run_once(10s).thread;
        }
        CHECK((ran == std::array{*stays, *comes_and_goes} ||
               ran == std::array{*comes_and_goes, *stays}));
    }
}

TEST_CASE("a thread can be spawned by another", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    std::uint32_t child = 0;
    REQUIRE(scheduler.spawn([&] {
        child = *scheduler.spawn(slices(1));
        return false;
    }));
    CHECK(scheduler.run_once(10s).what == turn::kind::ran);
    CHECK(scheduler.run_once(10s).thread == child);
    CHECK(scheduler.run_once(10s).what == turn::kind::idle);
}

TEST_CASE("a slice that throws ends its thread, and the others go on", "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    const auto bad = scheduler.spawn([]() -> bool { throw std::runtime_error{"no more"}; });
    const auto good = scheduler.spawn(slices(2));
    const turn failed = scheduler.run_once(10s);
    CHECK(failed.what == turn::kind::threw);
    CHECK(failed.thread == *bad);
    REQUIRE(failed.thrown);
    CHECK_THROWS_AS(std::rethrow_exception(failed.thrown), std::runtime_error);
    for (int i = 0; i < 2; ++i) {
        const turn next = scheduler.run_once(10s);
        CHECK(next.what == turn::kind::ran);
        CHECK(next.thread == *good);
        CHECK_FALSE(next.thrown);
    }
    CHECK(scheduler.run_once(10s).what == turn::kind::idle);
}

TEST_CASE("an exception is told also when the slice was over between two turns", "[scheduler]") {
    rig on;
    posix::scheduler<rig::config, 1> scheduler{on.engine};
    std::atomic<bool> may_end = false;
    const auto late = scheduler.spawn([&]() -> bool {
        while (!may_end) {
            std::this_thread::sleep_for(1ms);
        }
        throw std::runtime_error{"too late"};
    });
    CHECK(scheduler.run_once(1ms).what == turn::kind::overran);
    may_end = true;
    std::this_thread::sleep_for(30ms);
    CHECK(scheduler.spawn(slices(1)).error() == errc::tasks_full); // it has its place still
    const turn last = scheduler.run_once(10s);
    CHECK(last.what == turn::kind::threw);
    CHECK(last.thread == *late);
    REQUIRE(scheduler.spawn(slices(1)));
    CHECK(scheduler.run_once(10s).what == turn::kind::ran);
}

/// Where the signal of the test below was handled.
std::atomic<std::uint32_t> handled_by{0};

TEST_CASE("a signal that the guard holds back is not handled by a thread of the scheduler",
          "[scheduler]") {
    rig on;
    posix::scheduler scheduler{on.engine};
    struct sigaction what {};
    struct sigaction before {};
    what.sa_handler = [](int) { handled_by = posix::this_thread_id(); };
    REQUIRE(sigaction(SIGUSR1, &what, &before) == 0);
    REQUIRE(scheduler.spawn([] {
        std::this_thread::sleep_for(1ms);
        return true;
    }));
    {
        const posix::signal_guard held{};
        REQUIRE(::kill(::getpid(), SIGUSR1) == 0);
        for (int i = 0; i < 3; ++i) {
            scheduler.run_once(10s);
        }
        CHECK(handled_by == 0);
    }
    CHECK(handled_by == posix::this_thread_id());
    sigaction(SIGUSR1, &before, nullptr);
}

TEST_CASE("the threads of a scheduler get no signal, and who spawned them gets those of before",
          "[scheduler]") {
    const auto blocks = [] {
        sigset_t now;
        pthread_sigmask(SIG_SETMASK, nullptr, &now);
        return sigismember(&now, SIGUSR1) == 1;
    };
    rig on;
    posix::scheduler scheduler{on.engine};
    bool in_thread = false;
    REQUIRE(scheduler.spawn([&] {
        in_thread = blocks();
        return false;
    }));
    CHECK_FALSE(blocks());
    CHECK(scheduler.run_once(10s).what == turn::kind::ran);
    CHECK(in_thread);
}

#ifdef __GLIBC__
TEST_CASE("a thread that the system has not is refused with the system's error", "[scheduler]") {
    pthread_attr_t usual;
    REQUIRE(pthread_getattr_default_np(&usual) == 0);
    pthread_attr_t huge = usual;
    REQUIRE(pthread_attr_setstacksize(&huge, std::size_t{1} << 50) == 0);
    rig on;
    posix::scheduler<rig::config, 1> scheduler{on.engine};
    REQUIRE(pthread_setattr_default_np(&huge) == 0);
    const auto refused = scheduler.spawn(slices(1));
    REQUIRE(pthread_setattr_default_np(&usual) == 0);
    pthread_attr_destroy(&usual);
    CHECK(refused.error() == errc::tasks_full);
    CHECK(refused.at() == EAGAIN);
    CHECK(scheduler.run_once(0ms).what == turn::kind::idle);
    CHECK(scheduler.spawn(slices(1))); // its place is free
}
#endif

TEST_CASE("a scheduler that is gone leaves no hook and no thread behind", "[scheduler]") {
    rig on;
    std::atomic<int> slices_run = 0;
    {
        posix::scheduler scheduler{on.engine};
        REQUIRE(scheduler.spawn([&] { return ++slices_run > 0; }));
        REQUIRE(scheduler.spawn([&] { return ++slices_run > 0; }));
        scheduler.run_once(10s);
    }
    CHECK(slices_run == 1);
    CHECK(on.engine.find_hook(port::hooks::thread_switch) == nullptr);
}

} // namespace
} // namespace fc::test
