// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <array>
#include <vector>

namespace fc::test {
namespace {

// Adds up 1 to 100 in its context, slowly.
constexpr const auto& sums = assembled<R"(
    r2 = 1
    r0 = 0
again:
    r0 += r2
    *(u64 *)(r1 + 0) = r0
    r2 += 1
    if r2 < 101 goto again
    exit
)">;

TEST_CASE("a started container runs in slices to its exit", "[task]") {
    stage on;
    const container_id it = on.load(sums);
    event about;
    REQUIRE(on.engine.start(it, bytes_of(about)));
    CHECK(on.state(it) == container_state::started);
    unsigned slices = 0;
    while (on.engine.poll(50) != 0) {
        REQUIRE(++slices < 100);
    }
    CHECK(slices == 8); // 403 slots
    CHECK(about.first == 5050);
    CHECK(on.state(it) == container_state::finished);
    const statistics done = on.engine.info(it)->done;
    CHECK(done.runs == 1);
    CHECK(done.instructions == 403);
    CHECK(done.faults == 0);
}

TEST_CASE("a finished container can be started again, or attached", "[task]") {
    stage on;
    const container_id it = on.load(sums);
    event about;
    for (int i = 0; i < 2; ++i) {
        about.first = 0;
        REQUIRE(on.engine.start(it, bytes_of(about)));
        CHECK(on.engine.poll(100'000) == 0);
        CHECK(about.first == 5050);
    }
    REQUIRE(on.engine.attach(it, on.on_event));
    CHECK(on.fired(0) == 5050);
}

TEST_CASE("several started containers take turns", "[task]") {
    stage on;
    std::array<event, 2> about{};
    const container_id first = on.load(sums);
    const container_id second = on.load(sums);
    REQUIRE(on.engine.start(first, bytes_of(about[0])));
    REQUIRE(on.engine.start(second, bytes_of(about[1])));
    CHECK(on.engine.poll(100) == 2);
    CHECK(about[0].first != 0);
    CHECK(about[0].first == about[1].first);

    const container_id third = on.load(sums);
    const auto refused = on.engine.start(third);
    CHECK(refused.error() == errc::tasks_full);
    CHECK(refused.at() == device::tasks);
    CHECK(on.state(third) == container_state::loaded);

    REQUIRE(on.engine.stop(first));
    CHECK(on.state(first) == container_state::loaded);
    REQUIRE(on.engine.start(third, bytes_of(about[0])));
    while (on.engine.poll(100) != 0) {
    }
    CHECK(about[1].first == 5050);
}

TEST_CASE("what became of each slice is told, and r0 at the end", "[task]") {
    stage on;
    const container_id sum = on.load(sums);
    const container_id sleeper = on.load(assembled<"call 0x21\nr0 = 9\nexit">);
    event about;
    REQUIRE(on.engine.start(sum, bytes_of(about)));
    REQUIRE(on.engine.start(sleeper));
    on.firmware.wakes_at = 10;
    std::vector<slice> seen;
    const auto see = [&](const slice& each) { seen.push_back(each); };

    CHECK(on.engine.poll(300, see) == 2);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].container == sum);
    CHECK(seen[0].what == slice::kind::paused);
    CHECK(seen[0].executed >= 300);
    CHECK(seen[1].container == sleeper);
    CHECK(seen[1].what == slice::kind::waits);

    seen.clear();
    on.firmware.ms = 10;
    CHECK(on.engine.poll(300, see) == 0);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].what == slice::kind::exited);
    CHECK(seen[0].r0 == 5050);
    CHECK(seen[1].what == slice::kind::exited);
    CHECK(seen[1].r0 == 9);

    const container_id bad = on.load(faults);
    REQUIRE(on.engine.start(bad));
    seen.clear();
    CHECK(on.engine.poll(300, see) == 0);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].what == slice::kind::faulted);
    CHECK(seen[0].error == errc::illegal_memory);
}

TEST_CASE("a tenant without slots left waits for its next window", "[task]") {
    stage on;
    const tenant_id thrifty = *on.engine.add_tenant({.hooks = hook_set::all(), .window_slots = 10});
    const auto it = on.engine.load(thrifty, {.text = loops});
    REQUIRE(on.engine.start(*it));
    slice last{};
    const auto see = [&](const slice& each) { last = each; };
    CHECK(on.engine.poll(10, see) == 1);
    CHECK(last.what == slice::kind::paused);
    CHECK(on.engine.poll(10, see) == 1);
    CHECK(last.what == slice::kind::waits);
    CHECK(last.executed == 0);
}

TEST_CASE("a container that is started while the others have their slices is counted", "[task]") {
    stage on;
    const container_id first = on.load(returns<0>);
    const container_id second = on.load(returns<0>);
    const container_id third = on.load(loops);
    REQUIRE(on.engine.start(first));
    REQUIRE(on.engine.start(second));
    const std::size_t left = on.engine.poll(100, [&](const slice& each) {
        if (each.container == second) {
            REQUIRE(on.engine.start(third)); // in the place of the first
        }
    });
    CHECK(left == 1);
    CHECK(on.state(third) == container_state::started);
}

TEST_CASE("saving slots for a call that costs more than a slice is no waiting", "[task]") {
    stage on;
    const container_id it = on.load(assembled<"call 0x24\nexit">); // 500 slots
    REQUIRE(on.engine.start(it));
    slice last{};
    unsigned slices = 0;
    while (on.engine.poll(100, [&](const slice& each) { last = each; }) != 0) {
        CHECK(last.what == slice::kind::paused);
        REQUIRE(++slices < 10);
    }
    CHECK(slices == 5);
    CHECK(last.what == slice::kind::exited);
}

TEST_CASE("a container in the middle of its run is not started", "[task]") {
    stage on;
    const container_id it = on.load(acts);
    errc error = errc::ok;
    on.firmware.act = [&](std::uint32_t) {
        error = on.engine.start(it).error();
        return 0;
    };
    event about;
    REQUIRE(on.engine.run(it, bytes_of(about)));
    CHECK(error == errc::wrong_state);
    CHECK(on.state(it) == container_state::loaded);
}

TEST_CASE("a program without end can be polled for ever and stopped at any time", "[task]") {
    stage on;
    const container_id it = on.load(loops);
    REQUIRE(on.engine.start(it));
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(on.engine.poll(1000) == 1);
    }
    CHECK(on.engine.info(it)->done.instructions == 1'000'000);
    REQUIRE(on.engine.unload(it));
    CHECK(on.engine.poll(1000) == 0);
}

TEST_CASE("a helper that has to wait ends the slice and is called again in the next", "[task]") {
    stage on;
    on.firmware.wakes_at = 50;
    const container_id it = on.load(assembled<"call 0x21\nexit">);
    REQUIRE(on.engine.start(it));
    for (on.firmware.ms = 0; on.firmware.ms < 50; ++on.firmware.ms) {
        REQUIRE(on.engine.poll(1000) == 1);
    }
    CHECK(on.engine.poll(1000) == 0);
    CHECK(on.state(it) == container_state::finished);
    CHECK(on.engine.info(it)->done.instructions == 2);
}

TEST_CASE("slots that a waiting container did not use are not saved up for it", "[task]") {
    stage on;
    on.firmware.wakes_at = 5;
    const container_id it = on.load(assembled<"call 0x21\ngoto -1">);
    REQUIRE(on.engine.start(it));
    for (on.firmware.ms = 0; on.firmware.ms < 5; ++on.firmware.ms) {
        on.engine.poll(1000);
    }
    on.engine.poll(10);
    CHECK(on.engine.info(it)->done.instructions == 10);
}

TEST_CASE("a helper that has to wait is a fault where a container does not run in slices",
          "[task]") {
    stage on;
    on.firmware.wakes_at = 50;
    on.attach(assembled<"call 0x21\nexit">);
    on.fired(0);
    CHECK(on.last.error == errc::would_block);
}

TEST_CASE("a started container that faults is finished, and reported", "[task]") {
    stage on;
    const container_id it = on.load(faults);
    REQUIRE(on.engine.start(it));
    CHECK(on.engine.poll(100) == 0);
    CHECK(on.state(it) == container_state::finished);
    CHECK(on.engine.info(it)->done.last_fault == errc::illegal_memory);
    REQUIRE(on.engine.faults().last() != nullptr);
    CHECK(on.engine.faults().last()->container == it);
    CHECK(on.engine.faults().last()->hook == 255);
}

TEST_CASE("a started container that faults each time ends in quarantine", "[task]") {
    stage on;
    const container_id it = on.load(faults);
    for (unsigned i = 0; i < device::quarantine_after; ++i) {
        REQUIRE(on.engine.start(it));
        on.engine.poll(100);
    }
    CHECK(on.state(it) == container_state::quarantined);
    CHECK(on.engine.start(it).error() == errc::wrong_state);
    REQUIRE(on.engine.release(it));
    CHECK(on.engine.start(it));
}

TEST_CASE("a slice is no longer than the tenant's budget", "[task]") {
    stage on;
    const tenant_id slow = *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 100});
    const auto it = on.engine.load(slow, {.text = loops});
    REQUIRE(on.engine.start(*it));
    CHECK(on.engine.poll(1'000'000) == 1);
    CHECK(on.engine.info(*it)->done.instructions == 100);
}

TEST_CASE("a fault in the slice in which a container stops itself counts as any other", "[task]") {
    stage on;
    const container_id it = on.load(assembled<"call 0x20\nr1 = 0\nr0 = *(u64 *)(r1 + 0)\nexit">);
    on.firmware.act = [&](std::uint32_t) {
        REQUIRE(on.engine.stop(it));
        return 0;
    };
    REQUIRE(on.engine.start(it));
    CHECK(on.engine.poll(100) == 0);
    CHECK(on.engine.info(it)->done.faults == 1);
    CHECK(on.engine.faults().count() == 1);
    CHECK(on.state(it) == container_state::loaded);
}

TEST_CASE("a started container that stops or unloads itself runs its slice to the end", "[task]") {
    for (const bool unloads : {false, true}) {
        CAPTURE(unloads);
        stage on;
        const container_id it = on.load(assembled<"call 0x20\ngoto -1">);
        on.firmware.act = [&](std::uint32_t) {
            if (unloads) {
                REQUIRE(on.engine.unload(it));
            } else {
                REQUIRE(on.engine.stop(it));
            }
            return 0;
        };
        REQUIRE(on.engine.start(it));
        CHECK(on.engine.poll(100) == 0);
        CHECK(on.engine.poll(100) == 0);
        if (unloads) {
            CHECK(on.engine.info(it).error() == errc::unknown_container);
        } else {
            CHECK(on.state(it) == container_state::loaded);
        }
        for (std::size_t i = unloads ? 0 : 1; i < device::containers; ++i) {
            on.load(adds_one);
        }
    }
}

TEST_CASE("a slice counts among the events that are one within the other", "[task]") {
    stage on;
    const container_id it = on.load(assembled<"call 0x20\nexit">);
    const container_id inner = on.load(assembled<"call 0x20\nexit">);
    REQUIRE(on.engine.attach(inner, on.on_event));
    unsigned depth = 0;
    hook_result deepest{};
    on.firmware.act = [&](std::uint32_t) {
        ++depth;
        event about;
        const hook_result got = on.on_event.fire(about);
        if (depth == device::thread_levels) {
            deepest = got;
        }
        --depth;
        return 0;
    };
    REQUIRE(on.engine.start(it));
    CHECK(on.engine.poll(100) == 0);
    CHECK(deepest.error == errc::nesting_exceeded);
    CHECK(on.engine.info(inner)->done.runs == device::thread_levels - 1);
    CHECK(on.state(it) == container_state::finished);
}

TEST_CASE("a container that is started or polled where no slice fits in is told so, and kept",
          "[task]") {
    stage on;
    const container_id first = on.load(sums);
    const container_id second = on.load(sums);
    event about;
    REQUIRE(on.engine.start(first, bytes_of(about)));
    const container_id inner = on.load(assembled<"call 0x20\nexit">);
    REQUIRE(on.engine.attach(inner, on.on_event));
    unsigned depth = 0;
    unsigned refused = 0;
    on.firmware.act = [&](std::uint32_t) {
        if (++depth < device::thread_levels) {
            event other;
            on.on_event.fire(other);
        } else {
            CHECK(on.engine.start(second).error() == errc::nesting_exceeded);
            CHECK(on.engine.poll(100, [&](const slice& of) {
                CHECK(of.container == first);
                CHECK(of.what == slice::kind::waits);
                CHECK(of.error == errc::nesting_exceeded);
                ++refused;
            }) == 1);
        }
        --depth;
        return 0;
    };
    event other;
    on.on_event.fire(other);
    CHECK(refused == 1);
    CHECK(on.engine.info(first)->done.instructions == 0);
    CHECK(on.state(second) == container_state::loaded);
    CHECK(on.engine.poll(1000) == 0);
    CHECK(about.first == 5050);
}

TEST_CASE("what runs between two slices of a container changes nothing in them", "[task]") {
    // Its stack, its registers and where it is to return to are its own.
    stage on;
    const container_id it = on.load(assembled<R"(
        r6 = r1
        r7 = 50
        *(u64 *)(r10 - 8) = r7
    again:
        call inner
        r7 -= 1
        if r7 != 0 goto again
        r0 = *(u64 *)(r10 - 8)
        *(u64 *)(r6 + 0) = r0
        exit
    inner:
        r0 = 2
    more:
        r0 -= 1
        if r0 != 0 goto more
        exit
    )">);
    const container_id spoils = on.load(assembled<R"(
        r6 = -1
        r7 = -1
        *(u64 *)(r10 - 8) = r6
        *(u64 *)(r10 - 16) = r6
        *(u64 *)(r10 - 24) = r6
        *(u64 *)(r10 - 32) = r6
        r0 = 0
        exit
    )">);
    REQUIRE(on.engine.attach(spoils, on.on_event));
    event about;
    REQUIRE(on.engine.start(it, bytes_of(about)));
    unsigned slices = 0;
    while (on.engine.poll(1) != 0) {
        REQUIRE(++slices < 1000);
        event other;
        CHECK(on.on_event.fire(other).ran == 1);
    }
    CHECK(about.first == 50);
    CHECK(on.engine.info(it)->done.faults == 0);
}

TEST_CASE("polling from within a slice does not run the container that polls", "[task]") {
    stage on;
    const container_id it = on.load(assembled<"call 0x20\nexit">);
    unsigned calls = 0;
    on.firmware.act = [&](std::uint32_t) {
        ++calls;
        CHECK(on.engine.poll(100) == 1); // it has not ended
        return 0;
    };
    REQUIRE(on.engine.start(it));
    CHECK(on.engine.poll(100) == 0);
    CHECK(calls == 1);
}

} // namespace
} // namespace fc::test
