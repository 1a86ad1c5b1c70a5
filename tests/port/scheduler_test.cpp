// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <femto/port/posix/scheduler.hpp>

#include <atomic>
#include <chrono>
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
