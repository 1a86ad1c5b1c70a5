// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"
#include "differential/random.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <pthread.h>
#include <thread>

// The preset `tsan` looks for races that these would not show otherwise.

namespace fc::test {
namespace {

using rig = stage<posix::steady_clock>;

struct event {
    std::uint64_t key;
};
constexpr hook_description<rig::config> shared_hook{.name = "shared"};
constexpr hook_description<rig::config> signal_hook{.name = "signal",
                                                    .where = fired_from::interrupts};

constexpr const auto& counts = assembled<"r1 = *(u64 *)(r1 + 0)\ncall 0x10\nexit">;
constexpr const auto& calls_back = assembled<"call 0x20\nexit">;

TEST_CASE("threads that fire one engine at the same time lose nothing", "[threads]") {
    constexpr std::uint32_t times = 5'000;
    rig on;
    hook<event, rig::config> shared{on.engine, shared_hook};
    hook<event, rig::config> other{on.engine, shared_hook};
    on.attach(counts, shared);
    on.attach(counts, other);
    const auto fires = [&](hook<event, rig::config>& it) {
        for (std::uint32_t i = 0; i < times; ++i) {
            event about{1};
            it.fire(about);
        }
    };
    std::thread first{[&] { fires(shared); }};
    std::thread second{[&] { fires(shared); }};
    std::thread third{[&] { fires(other); }};
    first.join();
    second.join();
    third.join();
    CHECK(on.counted(1) == 3 * times);
    CHECK(on.engine.faults().count() == 0);
}

TEST_CASE("a thread fires from within a container while others fire", "[threads]") {
    constexpr std::uint32_t times = 2'000;
    rig on;
    hook<event, rig::config> outer{on.engine, shared_hook};
    hook<event, rig::config> inner{on.engine, shared_hook};
    on.attach(calls_back, outer);
    on.attach(counts, inner);
    on.firmware.act = [&] {
        event about{2};
        return static_cast<std::uint64_t>(inner.fire(about).value);
    };
    const auto fires = [&](hook<event, rig::config>& it) {
        for (std::uint32_t i = 0; i < times; ++i) {
            event about{2};
            it.fire(about);
        }
    };
    std::thread first{[&] { fires(outer); }};
    std::thread second{[&] { fires(inner); }};
    first.join();
    second.join();
    CHECK(on.counted(2) == 2 * times);
}

TEST_CASE("a thread loads and unloads containers while another runs some", "[threads]") {
    rig on;
    hook<event, rig::config> shared{on.engine, shared_hook};
    on.attach(counts, shared);
    std::atomic<bool> ended = false;
    std::thread loads{[&] {
        for (int i = 0; i < 5'000; ++i) {
            const auto made = on.engine.load(on.tenant, {.text = counts}, {}, rig::helpers::all());
            if (made) {
                static_cast<void>(on.engine.attach(*made, shared));
                static_cast<void>(on.engine.unload(*made));
            }
        }
        ended = true;
    }};
    std::uint32_t fired = 0;
    do {
        event about{3};
        shared.fire(about);
        ++fired;
    } while (!ended);
    loads.join();
    CHECK(on.counted(3) >= fired);
    CHECK(on.engine.faults().count() == 0);
}

TEST_CASE("a thread looks at an engine while another runs containers", "[threads]") {
    rig on;
    hook<event, rig::config> shared{on.engine, shared_hook};
    const container_id it = on.attach(counts, shared);
    const tenant_id idle = *on.engine.add_tenant({.hooks = hook_set::all(), .window_slots = 1});
    const auto skipped = on.engine.load(idle, {.text = assembled<"exit">});
    REQUIRE(skipped);
    REQUIRE(on.engine.attach(*skipped, shared));
    constexpr std::uint32_t times = 2'000;
    std::thread fires{[&] {
        for (std::uint32_t i = 0; i < times; ++i) {
            event about{6};
            shared.fire(about);
        }
    }};
    std::uint32_t seen = 0;
    while (seen < times) {
        const auto now = on.engine.info(it);
        REQUIRE(now);
        REQUIRE(now->done.runs >= seen);
        seen = now->done.runs;
        REQUIRE(on.engine.skipped(idle) <= times);
        REQUIRE(on.engine.tenant_count() == 2);
    }
    fires.join();
    CHECK(on.engine.skipped(idle) + on.engine.info(*skipped)->done.runs == times);
}

TEST_CASE("a thread that fires finds a container there while another replaces or moves it",
          "[threads]") {
    rig on;
    hook<event, rig::config> shared{on.engine, shared_hook};
    container_id it = on.attach(counts, shared);
    std::atomic<bool> ended = false;
    std::uint32_t missed = 0;
    std::thread fires{[&] {
        while (!ended) {
            event about{7};
            missed += shared.fire(about).ran == 1 ? 0U : 1U;
        }
    }};
    for (int i = 0; i < 20'000; ++i) {
        const auto fresh = on.engine.replace(it, {.text = counts}, {}, rig::helpers::all());
        REQUIRE(fresh);
        it = *fresh;
        REQUIRE(on.engine.move(it, 0));
    }
    ended = true;
    fires.join();
    CHECK(missed == 0);
}

TEST_CASE("threads do all there is to do with an engine at the same time", "[threads]") {
    rig on;
    hook<event, rig::config> shared{on.engine, shared_hook};
    std::atomic<std::uint64_t> fired = 0;
    const auto busy = [&](std::uint64_t seed) {
        random_numbers random{seed};
        container_id mine{};
        for (int i = 0; i < 2'000; ++i) {
            const std::uint32_t what = random.below(16);
            const auto all = rig::helpers::all();
            const auto position = static_cast<std::uint8_t>(random.below(3));
            switch (what) {
            case 0: {
                const auto made = on.engine.load(on.tenant, {.text = counts}, {}, all);
                if (made) {
                    static_cast<void>(on.engine.unload(mine));
                    mine = *made;
                }
                break;
            }
            case 1: static_cast<void>(on.engine.attach(mine, shared)); break;
            case 2: static_cast<void>(on.engine.detach(mine)); break;
            case 3: static_cast<void>(on.engine.move(mine, position)); break;
            case 4: {
                const auto made = on.engine.replace(mine, {.text = counts}, {}, all);
                mine = made ? *made : mine;
                break;
            }
            case 5: static_cast<void>(on.engine.release(mine)); break;
            case 6: {
                event about{20 + seed};
                static_cast<void>(on.engine.run(mine, bytes_of(about)));
                break;
            }
            case 7: static_cast<void>(on.engine.start(mine)); break;
            case 8: static_cast<void>(on.engine.poll(10)); break;
            case 9: static_cast<void>(on.engine.stop(mine)); break;
            case 10: on.engine.each_container([](const container_info&) {}); break;
            case 11: {
                // A hook that comes and goes, and may be found while it is there.
                hook<event, rig::config> brief{on.engine, shared_hook};
                static_cast<void>(on.engine.attach(mine, brief));
                break;
            }
            case 12:
                on.engine.each_hook(
                    [](const hook_base<rig::config>& each) { static_cast<void>(each.number()); });
                break;
            case 13:
                static_cast<void>(on.engine.set_rights(
                    on.tenant, {.helpers = all, .hooks = hook_set::all(), .store_entries = 8}));
                break;
            case 14: static_cast<void>(on.engine.find_hook({})); break;
            default: {
                event about{30 + seed};
                fired += shared.fire(about).ran;
            }
            }
        }
        static_cast<void>(on.engine.unload(mine));
    };
    std::thread first{[&] { busy(1); }};
    std::thread second{[&] { busy(2); }};
    first.join();
    second.join();
    std::size_t left = 0;
    on.engine.each_container([&](const container_info&) { ++left; });
    CHECK(left == 0);
    CHECK(fired > 0);
}

/// What the handler of a signal finds. There is nothing else it could be given.
hook<event, rig::config>* fired_by_signal = nullptr;
extern "C" void on_signal(int) {
    event about{4};
    fired_by_signal->fire(about);
}

TEST_CASE("what a signal stores in the middle of another thread's run is not lost", "[threads]") {
    constexpr std::uint32_t times = 20'000;
    rig on;
    hook<event, rig::config> by_thread{on.engine, shared_hook};
    hook<event, rig::config> by_signal{on.engine, signal_hook};
    on.attach(counts, by_thread);
    on.attach(counts, by_signal, rig::helpers{}.allow(0x10));

    // This thread handles signals; the other has them blocked, and uses the engine as well.
    sigset_t those{};
    sigset_t before_mask{};
    sigemptyset(&those);
    sigaddset(&those, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &those, &before_mask);
    std::thread other{[&] {
        for (std::uint32_t i = 0; i < times; ++i) {
            event about{10 + i % 2};
            by_thread.fire(about);
        }
    }};
    pthread_sigmask(SIG_SETMASK, &before_mask, nullptr);
    fired_by_signal = &by_signal;
    struct sigaction handler {};
    struct sigaction before {};
    handler.sa_handler = on_signal;
    REQUIRE(sigaction(SIGUSR1, &handler, &before) == 0);
    for (std::uint32_t i = 0; i < times; ++i) {
        REQUIRE(raise(SIGUSR1) == 0); // handled before it returns
    }
    other.join();
    REQUIRE(sigaction(SIGUSR1, &before, nullptr) == 0);
    CHECK(on.counted(4) == times);
    CHECK(on.counted(10) + on.counted(11) == times);
    CHECK(on.engine.faults().count() == 0);
}

TEST_CASE("a signal fires a hook of interrupts in the middle of containers", "[threads]") {
    constexpr std::uint32_t times = 2'000;
    rig on;
    hook<event, rig::config> by_thread{on.engine, shared_hook};
    hook<event, rig::config> by_signal{on.engine, signal_hook};
    on.attach(counts, by_thread);
    on.attach(counts, by_signal, rig::helpers{}.allow(0x10));

    fired_by_signal = &by_signal;
    struct sigaction handler {};
    struct sigaction before {};
    handler.sa_handler = on_signal;
    REQUIRE(sigaction(SIGUSR1, &handler, &before) == 0);
    const pthread_t here = pthread_self();
    std::thread interrupter{[here] {
        for (std::uint32_t i = 0; i < times; ++i) {
            pthread_kill(here, SIGUSR1);
            std::this_thread::yield();
        }
    }};
    for (std::uint32_t i = 0; i < times; ++i) {
        event about{5};
        by_thread.fire(about);
    }
    interrupter.join();
    REQUIRE(sigaction(SIGUSR1, &before, nullptr) == 0);

    // Signals that are pending are one, so how many came is known to the engine alone.
    std::uint32_t signalled = 0;
    on.engine.each_on(by_signal, [&](const container_info& each) { signalled = each.done.runs; });
    CHECK(signalled >= 1);
    CHECK(on.counted(4) == signalled);
    CHECK(on.counted(5) == times);
    CHECK(on.engine.faults().count() == 0);
}

volatile std::sig_atomic_t handled = 0;
extern "C" void on_counted_signal(int) { handled = handled + 1; }

TEST_CASE("a signal that comes while the guard is held is handled when it is gone", "[threads]") {
    struct sigaction handler {};
    struct sigaction before {};
    handler.sa_handler = on_counted_signal;
    REQUIRE(sigaction(SIGUSR2, &handler, &before) == 0);
    handled = 0;
    {
        const posix::signal_guard outer;
        {
            const posix::signal_guard inner;
            CHECK(raise(SIGUSR2) == 0);
        }
        CHECK(handled == 0);
    }
    CHECK(handled == 1);
    CHECK(raise(SIGUSR2) == 0);
    CHECK(handled == 2);
    REQUIRE(sigaction(SIGUSR2, &before, nullptr) == 0);
}

TEST_CASE("the lock of one platform is not that of another", "[threads]") {
    std::future<void> other; // outlives the lock: it waits for its thread
    const posix::thread_lock<int> held;
    other = std::async(std::launch::async, [] { const posix::thread_lock<long> also_held; });
    CHECK(other.wait_for(std::chrono::seconds{30}) == std::future_status::ready);
}

} // namespace
} // namespace fc::test
