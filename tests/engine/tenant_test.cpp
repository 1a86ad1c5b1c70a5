// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

namespace fc::test {
namespace {

constexpr const auto& three_slots = assembled<"r0 = 1\nr0 = 2\nexit">;

struct shared : stage {
    tenant_id thrifty = *engine.add_tenant({.hooks = hook_set::all(), .window_slots = 7});
};

TEST_CASE("a tenant that has used up its window of time is not run until the next", "[tenant]") {
    shared on;
    const auto theirs = on.engine.load(on.thrifty, {.text = three_slots});
    REQUIRE(on.engine.attach(*theirs, on.on_event));
    on.attach(adds_one);
    on.firmware.ms = 5000;
    for (int i = 0; i < 2; ++i) {
        on.fired(0);
        CHECK(on.last.ran == 2);
    }
    // One slot is left: less than the program needs. That is not the container's fault.
    for (int i = 0; i < 5; ++i) {
        on.fired(0);
        CHECK(on.last.ran == 1);
        CHECK(on.last.error == errc::tenant_budget_exhausted);
    }
    CHECK(on.engine.info(*theirs)->done.faults == 0);
    CHECK(on.state(*theirs) == container_state::attached);

    on.firmware.ms += device::window_ms - 1;
    on.fired(0);
    CHECK(on.last.ran == 1);
    on.firmware.ms += 1;
    on.fired(0);
    CHECK(on.last.ran == 2);
}

TEST_CASE("runs that a tenant's window had no room for are counted", "[tenant]") {
    shared on;
    const auto theirs = on.engine.load(on.thrifty, {.text = loops});
    REQUIRE(on.engine.attach(*theirs, on.on_event));
    on.fired(0); // cut off after 7 slots
    CHECK(on.engine.info(*theirs)->done.instructions == 7);
    CHECK(on.engine.skipped(on.thrifty) == 0);
    on.fired(0);
    on.fired(0);
    CHECK(on.engine.skipped(on.thrifty) == 2);
    CHECK(on.engine.skipped(on.tenant) == 0);
    CHECK(on.engine.info(*theirs)->done.runs == 1);
}

TEST_CASE("a window of time begins anew although the clock wraps", "[tenant]") {
    shared on;
    const auto theirs = on.engine.load(on.thrifty, {.text = loops});
    REQUIRE(on.engine.attach(*theirs, on.on_event));
    on.firmware.ms = 0xFFFFFFFF;
    on.fired(0);
    CHECK(on.engine.info(*theirs)->done.runs == 1);
    on.firmware.ms += device::window_ms; // 999
    on.fired(0);
    CHECK(on.engine.info(*theirs)->done.runs == 2);
}

TEST_CASE("the slices of long-running containers come out of their tenant's window too",
          "[tenant]") {
    shared on;
    const auto theirs = on.engine.load(on.thrifty, {.text = loops});
    REQUIRE(on.engine.start(*theirs));
    on.firmware.ms = 5000;
    CHECK(on.engine.poll(5) == 1);
    CHECK(on.engine.poll(5) == 1);
    CHECK(on.engine.poll(5) == 1);
    CHECK(on.engine.info(*theirs)->done.instructions == 7);
    on.firmware.ms += device::window_ms;
    CHECK(on.engine.poll(5) == 1);
    CHECK(on.engine.info(*theirs)->done.instructions == 12);
}

TEST_CASE("a container that burns its budget costs its neighbours nothing", "[tenant]") {
    stage on;
    on.attach(loops);
    const container_id neighbour = on.attach(adds_one);
    CHECK(on.fired(1) == 2);
    CHECK(on.last.ran == 1);
    CHECK(on.engine.info(neighbour)->done.instructions == 4);
}

struct clockless_board {};
struct clockless : engine_defaults<clockless_board> {};

TEST_CASE("without a clock no tenant can be given a window of time", "[tenant]") {
    clockless_board firmware;
    fc::engine<clockless> engine{firmware};
    CHECK(engine.add_tenant({.window_slots = 1}).error() == errc::budget_not_granted);
    CHECK(engine.add_tenant({}));
}

} // namespace
} // namespace fc::test
