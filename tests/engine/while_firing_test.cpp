// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

namespace fc::test {
namespace {

// A container of the hook calls `act`, which changes the hook while it fires. The event's first
// number tells who ran: adds_one adds 1, doubles doubles.

TEST_CASE("an event says that a container was put in the place of one it had not asked yet",
          "[while firing]") {
    stage on;
    on.attach(acts);
    container_id veto = on.attach(returns<-1>);
    on.fired(0);
    CHECK(on.last.value == -1);
    CHECK(on.last.unasked == 0);
    on.firmware.act = [&](std::uint32_t) {
        veto = *on.engine.replace(veto, {.text = returns<-1>});
        return 0;
    };
    on.fired(0);
    CHECK(on.last.ran == 1);
    CHECK(on.last.unasked == 1);
    on.firmware.act = [](std::uint32_t) { return 0; };
    on.fired(0);
    CHECK(on.last.value == -1);
    CHECK(on.last.unasked == 0);
}

TEST_CASE("a container attached while its hook fires runs from the next event on", "[firing]") {
    for (const std::uint8_t position : {std::uint8_t{0}, std::uint8_t{1}, attachment::last}) {
        CAPTURE(unsigned{position});
        stage on;
        on.attach(acts);
        container_id fresh{};
        on.firmware.act = [&](std::uint32_t) {
            if (!on.engine.info(fresh)) {
                fresh = on.attach(adds_one, position);
                CHECK(on.state(fresh) == container_state::attaching);
            }
            return 0;
        };
        CHECK(on.fired(1) == 1);
        CHECK(on.last.ran == 1);
        CHECK(on.state(fresh) == container_state::attached);
        CHECK(on.fired(1) == 2);
        CHECK(on.last.ran == 2);
    }
}

TEST_CASE("containers that attach others do not keep a hook firing", "[firing]") {
    stage on;
    on.attach(acts);
    on.firmware.act = [&](std::uint32_t) {
        const auto made = on.engine.load(on.tenant, {.text = acts}, {}, device_helpers::all());
        if (made) {
            REQUIRE(on.engine.attach(*made, on.on_event));
        }
        return 0;
    };
    on.fired(0);
    CHECK(on.last.ran == 1);
    on.fired(0);
    CHECK(on.last.ran == 2);
}

TEST_CASE("a container detached before its turn does not run in that event", "[firing]") {
    stage on;
    on.attach(acts);
    const container_id second = on.attach(adds_one);
    on.attach(doubles);
    on.firmware.act = [&](std::uint32_t) {
        static_cast<void>(on.engine.detach(second));
        return 0;
    };
    CHECK(on.fired(3) == 6);
    CHECK(on.last.ran == 2);
    CHECK(on.state(second) == container_state::loaded);
}

TEST_CASE("all containers behind the running one can go, and the event ends", "[firing]") {
    stage on;
    on.attach(acts);
    const container_id second = on.attach(adds_one);
    const container_id third = on.attach(doubles);
    on.firmware.act = [&](std::uint32_t) {
        static_cast<void>(on.engine.unload(third));
        static_cast<void>(on.engine.unload(second));
        return 0;
    };
    CHECK(on.fired(3) == 3);
    CHECK(on.last.ran == 1);
}

TEST_CASE("a container that detaches itself ends its run, and those behind it run", "[firing]") {
    stage on;
    const container_id self = on.attach(acts);
    on.attach(adds_one);
    on.firmware.act = [&](std::uint32_t) {
        static_cast<void>(on.engine.detach(self));
        return 9;
    };
    CHECK(on.fired(1) == 2);
    CHECK(on.last.ran == 2);
    CHECK(on.state(self) == container_state::loaded);
    CHECK(on.fired(1) == 2);
    CHECK(on.last.ran == 1);
}

TEST_CASE("a container that unloads itself keeps its place until its run has ended", "[firing]") {
    stage on;
    const container_id self = on.attach(acts);
    on.attach(adds_one);
    std::size_t loadable = 0;
    on.firmware.act = [&](std::uint32_t) {
        REQUIRE(on.engine.unload(self));
        CHECK(on.engine.info(self).error() == errc::unknown_container);
        while (on.engine.load(on.tenant, {.text = doubles})) {
            ++loadable;
        }
        return 9;
    };
    CHECK(on.fired(1) == 2);
    CHECK(on.last.ran == 2);
    CHECK(loadable == device::containers - 2);
    CHECK(on.engine.load(on.tenant, {.text = doubles})); // now its place is free
}

TEST_CASE("a container that replaces itself goes on as it was, its successor comes next time",
          "[firing]") {
    stage on;
    const container_id self = on.attach(acts);
    on.attach(adds_one);
    container_id fresh{};
    on.firmware.act = [&](std::uint32_t) {
        const auto made = on.engine.replace(self, {.text = doubles});
        REQUIRE(made);
        fresh = *made;
        return 9;
    };
    CHECK(on.fired(3) == 4);
    CHECK(on.last.ran == 2);
    CHECK(on.fired(3) == 7); // doubled, then one added
    CHECK(on.engine.info(fresh)->done.runs == 1);
}

TEST_CASE("a container moved ahead of the running one waits for the next event", "[firing]") {
    stage on;
    on.attach(acts);
    const container_id second = on.attach(doubles);
    on.attach(adds_one);
    on.firmware.act = [&](std::uint32_t) {
        static_cast<void>(on.engine.move(second, 0));
        return 0;
    };
    CHECK(on.fired(3) == 4);
    on.firmware.act = [](std::uint32_t) { return 0; };
    CHECK(on.fired(3) == 7);
}

TEST_CASE("what waits for the next event waits although it was put in quarantine and released",
          "[firing]") {
    stage on;
    on.attach(acts);
    container_id fresh{};
    on.firmware.act = [&](std::uint32_t) {
        if (on.engine.info(fresh)) {
            return 0;
        }
        fresh = on.attach(faults);
        for (unsigned i = 0; i < device::quarantine_after; ++i) {
            static_cast<void>(on.engine.run(fresh));
        }
        CHECK(on.state(fresh) == container_state::quarantined);
        REQUIRE(on.engine.release(fresh));
        CHECK(on.state(fresh) == container_state::attaching);
        return 0;
    };
    on.fired(0);
    CHECK(on.last.error == errc::ok);
    CHECK(on.engine.info(fresh)->done.runs == device::quarantine_after);
    on.fired(0);
    CHECK(on.last.error == errc::illegal_memory);
}

TEST_CASE("a hook can be fired from within a hook as deeply as there are machines", "[firing]") {
    stage on;
    hook<event, device> inner{on.engine, plain_hook};
    on.attach(acts);
    const container_id within = on.load(adds_one);
    REQUIRE(on.engine.attach(within, inner));
    hook_result got;
    on.firmware.act = [&](std::uint32_t) {
        event about{10, 0};
        got = inner.fire(about);
        return about.first;
    };
    on.fired(0);
    CHECK(on.last.value == 11);
    CHECK(got.value == 11);
}

TEST_CASE("a hook that fires itself without end is stopped where the machines end", "[firing]") {
    stage on;
    on.attach(acts);
    unsigned depth = 0;
    errc innermost = errc::ok;
    on.firmware.act = [&](std::uint32_t) {
        ++depth;
        event about;
        const hook_result got = on.on_event.fire(about);
        if (got.error != errc::ok) {
            innermost = got.error;
            CHECK(got.value == 77);
        }
        return 1;
    };
    on.fired(0);
    CHECK(depth == device::thread_levels);
    CHECK(innermost == errc::nesting_exceeded);
    CHECK(on.last.ran == 1);
}

TEST_CASE("what an inner event unloads, the outer one does not run", "[firing]") {
    stage on;
    on.attach(acts);
    const container_id second = on.attach(adds_one);
    on.attach(doubles);
    bool inner = false;
    on.firmware.act = [&](std::uint32_t) {
        if (!inner) {
            inner = true;
            event about{1, 0};
            on.on_event.fire(about); // 1 + 1, doubled
            CHECK(about.first == 4);
            REQUIRE(on.engine.unload(second));
        }
        return 0;
    };
    CHECK(on.fired(3) == 6);
}

TEST_CASE("a container that calls for its own run gets a second one, with a stack of its own",
          "[firing]") {
    stage on;
    const container_id it = on.load(assembled<"r1 = 42\n*(u64 *)(r10 - 8) = r1\nr1 = 0\n"
                                              "call 0x20\nr0 = *(u64 *)(r10 - 8)\nexit">);
    bool inner = false;
    on.firmware.act = [&](std::uint32_t) -> std::uint64_t {
        if (inner) {
            return 0;
        }
        inner = true;
        return *on.engine.run(it);
    };
    CHECK(*on.engine.run(it) == 42);
    CHECK(on.engine.info(it)->done.runs == 2);
}

} // namespace
} // namespace fc::test
