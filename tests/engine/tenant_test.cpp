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

TEST_CASE("what a run overdraws a window by is taken from the next", "[tenant]") {
    shared on;
    // Six slots of straight code: the second run finds one slot, and stops before its exit.
    const auto theirs = on.engine.load(
        on.thrifty, {.text = assembled<"r0 = 1\nr0 = 2\nr0 = 3\nr0 = 4\nr0 = 5\nexit">});
    REQUIRE(on.engine.attach(*theirs, on.on_event));
    on.firmware.ms = 5000;
    on.fired(0);
    on.fired(0);
    CHECK(on.engine.info(*theirs)->done.instructions == 6 + 5); // 4 too many
    on.firmware.ms += device::window_ms;
    on.fired(0); // 3 slots are left
    on.fired(0);
    CHECK(on.engine.info(*theirs)->done.instructions == 6 + 5 + 5);
    CHECK(on.engine.skipped(on.thrifty) == 1);
}

TEST_CASE("runs within runs share one window of time", "[tenant]") {
    stage on;
    const tenant_id thrifty = *on.engine.add_tenant(
        {.helpers = device_helpers::all(), .hooks = hook_set::all(), .window_slots = 100});
    const auto outer = on.engine.load(thrifty, {.text = assembled<"call 0x20\ngoto -1">}, {},
                                      device_helpers::all());
    REQUIRE(on.engine.attach(*outer, on.on_event));
    on.firmware.act = [&](std::uint32_t) {
        event within;
        CHECK(on.on_event.fire(within).error == errc::tenant_budget_exhausted);
        return 0;
    };
    on.fired(0);
    CHECK(on.engine.info(*outer)->done.instructions == 100);
}

TEST_CASE("a window that begins in the middle of a run keeps what was used in it", "[tenant]") {
    stage on;
    const tenant_id thrifty = *on.engine.add_tenant(
        {.helpers = device_helpers::all(), .hooks = hook_set::all(), .window_slots = 100});
    const auto outer =
        on.engine.load(thrifty, {.text = assembled<"call 0x20\nexit">}, {}, device_helpers::all());
    const auto inner = on.engine.load(thrifty, {.text = loops});
    REQUIRE(on.engine.attach(*outer, on.on_event));
    hook<event, device> on_other{on.engine, plain_hook};
    REQUIRE(on.engine.attach(*inner, on_other));
    on.firmware.act = [&](std::uint32_t) {
        on.firmware.ms += device::window_ms;
        event within;
        for (int i = 0; i < 3; ++i) {
            on_other.fire(within);
        }
        return 0;
    };
    on.fired(0);
    const auto used_within = on.engine.info(*inner)->done.instructions;
    CHECK(used_within <= 100);
    // The outer run has ended, and all of it is in this window: no second hundred.
    event after;
    for (int i = 0; i < 3; ++i) {
        on_other.fire(after);
    }
    CHECK(on.engine.info(*inner)->done.instructions + on.engine.info(*outer)->done.instructions <=
          100);
    CHECK(on.engine.info(*inner)->done.instructions > 50);
}

TEST_CASE("rights are changed for what comes, and kept by what is there", "[tenant]") {
    stage on;
    const tenant_id owner = *on.engine.add_tenant({});
    const auto it = on.engine.load(owner, {.text = adds_one});
    REQUIRE(it);
    CHECK(on.engine.attach(*it, on.on_event).error() == errc::hook_not_granted);

    // A hook that did not exist when its tenant was added.
    hook<event, device> late{on.engine, plain_hook};
    REQUIRE(on.engine.set_rights(owner, {.hooks = hook_set{}.allow(late.number())}));
    REQUIRE(on.engine.rights(owner) != nullptr);
    CHECK(on.engine.rights(owner)->hooks.contains(late.number()));
    CHECK(on.engine.attach(*it, on.on_event).error() == errc::hook_not_granted);
    REQUIRE(on.engine.attach(*it, late));
    event seen;
    CHECK(late.fire(seen).ran == 1);

    REQUIRE(on.engine.set_rights(owner, {}));
    CHECK(late.fire(seen).ran == 1); // it stays attached
    REQUIRE(on.engine.detach(*it));
    CHECK(on.engine.attach(*it, late).error() == errc::hook_not_granted);

    const auto refused = on.engine.set_rights({9}, {});
    CHECK(refused.error() == errc::unknown_tenant);
    CHECK(refused.at() == 9);
    CHECK(on.engine.rights({9}) == nullptr);
}

TEST_CASE("a container keeps the helpers it was loaded with until it is unloaded", "[tenant]") {
    stage on;
    const container_id it = on.load(acts);
    REQUIRE(on.engine.set_rights(on.tenant, {.hooks = hook_set::all(), .budget = 1000}));
    REQUIRE(on.engine.attach(it, on.on_event));
    on.fired(0);
    CHECK(on.last.ran == 1);
    REQUIRE(on.engine.unload(it));
    const auto refused =
        on.engine.load(on.tenant, {.text = acts}, {}, device_helpers{}.allow(0x20));
    CHECK(refused.error() == errc::helper_not_granted);
    CHECK(refused.at() == 0x20);
}

TEST_CASE("what a container was started with is what its slices have", "[tenant]") {
    stage on;
    const container_id it = on.load(loops);
    REQUIRE(on.engine.start(it));
    REQUIRE(on.engine.set_rights(on.tenant, {.hooks = hook_set::all(), .budget = 0}));
    CHECK(on.engine.poll(100) == 1);
    CHECK(on.engine.info(it)->done.instructions == 100);
}

TEST_CASE("a smaller window makes no debt of what was allowed", "[tenant]") {
    stage on;
    REQUIRE(on.engine.set_rights(on.tenant, {.helpers = device_helpers::all(),
                                             .hooks = hook_set::all(),
                                             .budget = 5000,
                                             .window_slots = 100'000}));
    const container_id it = on.attach(loops);
    on.fired(0);
    CHECK(on.engine.info(it)->done.instructions == 5000);
    REQUIRE(on.engine.set_rights(on.tenant, {.helpers = device_helpers::all(),
                                             .hooks = hook_set::all(),
                                             .budget = 5000,
                                             .window_slots = 10}));
    on.fired(0);
    CHECK(on.engine.info(it)->done.instructions == 5010);
    on.firmware.ms += device::window_ms;
    on.fired(0);
    CHECK(on.engine.info(it)->done.instructions == 5020);
}

TEST_CASE("a window of time is set and taken away while containers are attached", "[tenant]") {
    stage on;
    const auto it = on.attach(loops);
    REQUIRE(on.engine.set_rights(
        on.tenant, {.hooks = hook_set::all(), .budget = 1'000'000, .window_slots = 50}));
    on.fired(0);
    CHECK(on.last.error == errc::tenant_budget_exhausted);
    CHECK(on.engine.info(it)->done.instructions == 50);
    REQUIRE(on.engine.set_rights(on.tenant, {.hooks = hook_set::all(), .budget = 1'000'000}));
    on.fired(0);
    CHECK(on.last.error == errc::budget_exhausted);
}

TEST_CASE("a program with a straight run beyond its budget is not attached, run or started",
          "[tenant]") {
    stage on;
    const tenant_id slow = *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 5});
    const auto six =
        on.engine.load(slow, {.text = assembled<"r0 = 1\nr0 = 2\nr0 = 3\nr0 = 4\nr0 = 5\nexit">});
    REQUIRE(six);
    const auto refused = on.engine.attach(*six, on.on_event);
    CHECK(refused.error() == errc::budget_not_granted);
    CHECK(refused.at() == 5);
    CHECK(on.engine.run(*six).error() == errc::budget_not_granted);
    CHECK(on.engine.start(*six).error() == errc::budget_not_granted);
    CHECK(on.state(*six) == container_state::loaded);
}

TEST_CASE("a budget of 0 lets nothing run", "[tenant]") {
    stage on;
    const tenant_id none = *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 0});
    const auto it = on.engine.load(none, {.text = adds_one});
    CHECK(on.engine.attach(*it, on.on_event).error() == errc::budget_not_granted);
    CHECK(on.engine.run(*it).error() == errc::budget_not_granted);
    CHECK(on.engine.start(*it).error() == errc::budget_not_granted);
}

TEST_CASE("a budget beyond what a budget can be is that, and no window of time", "[tenant]") {
    stage on;
    static constexpr hook_description<device> about{.budget = 0xFFFFFFFF};
    hook<event, device> endless{on.engine, about};
    const tenant_id rich = *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 0xFFFFFFFF});
    const auto it = on.engine.load(rich, {.text = loops});
    const auto refused = on.engine.attach(*it, endless, {.budget = 0xFFFFFFFF});
    CHECK(refused.error() == errc::budget_not_granted);
    CHECK(refused.at() == budget_max);
    REQUIRE(on.engine.attach(*it, endless));
    CHECK(on.engine.info(*it)->budget == device::budget);
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
