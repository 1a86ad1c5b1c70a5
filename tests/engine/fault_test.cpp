// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

namespace fc::test {
namespace {

TEST_CASE("a fault report says who failed, where, why and with what in the registers", "[fault]") {
    stage on;
    const container_id it =
        on.attach(assembled<"r3 = 7\nr4 = 4096\nr1 += r4\nr0 = *(u32 *)(r1 + 0)\n"
                            "exit">);
    on.fired(0);
    const fault_report* const report = on.engine.faults().last();
    REQUIRE(report != nullptr);
    CHECK(report->container == it);
    CHECK(report->tenant == on.tenant.index);
    CHECK(report->hook == on.on_event.number());
    CHECK(report->slot == 3);
    CHECK(report->cause == errc::illegal_memory);
    CHECK(report->registers[3] == 7);
    CHECK(report->registers[1] == 0x2001000);
    CHECK(report->number == 1);
}

TEST_CASE("a container that fails after it was unloaded is named, and not the next in its place",
          "[fault]") {
    stage on;
    const container_id it =
        on.attach(assembled<"r1 = 0\ncall 0x20\nr0 = 0\nr0 = *(u8 *)(r0 + 0)\nexit">);
    on.firmware.act = [&](std::uint32_t) {
        REQUIRE(on.engine.unload(it));
        CHECK(on.engine.info(it).error() == errc::unknown_container);
        return 0;
    };
    on.fired(0);
    const fault_report* const report = on.engine.faults().last();
    REQUIRE(report != nullptr);
    CHECK(report->container == it);
    const container_id next = on.load(adds_one);
    CHECK(next.index == it.index);
    CHECK(next.generation != it.generation);
}

TEST_CASE("statistics add up", "[fault]") {
    stage on;
    const container_id good = on.attach(adds_one);
    const container_id bad = on.attach(faults);
    for (int i = 0; i < 2; ++i) {
        on.fired(0);
    }
    const statistics well = on.engine.info(good)->done;
    CHECK(well.runs == 2);
    CHECK(well.instructions == 8);
    CHECK(well.faults == 0);
    CHECK(well.last_fault == errc::ok);
    const statistics ill = on.engine.info(bad)->done;
    CHECK(ill.runs == 2);
    CHECK(ill.faults == 2);
    CHECK(ill.last_fault == errc::illegal_memory);
    CHECK(ill.last_slot == 0);
    CHECK(on.engine.faults().count() == 2);
}

TEST_CASE("a container that faults too often in a row is not run any more", "[fault]") {
    stage on;
    const container_id bad = on.attach(faults);
    on.attach(adds_one);
    for (unsigned i = 0; i < device::quarantine_after; ++i) {
        CHECK(on.state(bad) == container_state::attached);
        CHECK(on.fired(1) == 2);
    }
    CHECK(on.state(bad) == container_state::quarantined);
    CHECK(on.fired(1) == 2);
    CHECK(on.last.error == errc::ok);
    CHECK(on.engine.info(bad)->done.runs == device::quarantine_after);
    CHECK(on.engine.run(bad).error() == errc::quarantined);

    REQUIRE(on.engine.release(bad));
    CHECK(on.state(bad) == container_state::attached);
    CHECK(on.fired(1) == 2);
    CHECK(on.last.error == errc::illegal_memory);
}

TEST_CASE("faults that are not in a row do not count together", "[fault]") {
    stage on;
    // Faults when the event says so.
    const container_id it = on.attach(assembled<"r2 = *(u64 *)(r1 + 0)\nif r2 == 0 goto +1\n"
                                                "r0 = *(u64 *)(r2 + 0)\nr0 = 0\nexit">);
    for (int i = 0; i < 20; ++i) {
        on.fired(i % device::quarantine_after == 0 ? 0 : 1);
    }
    CHECK(on.state(it) == container_state::attached);
    CHECK(on.engine.info(it)->done.faults > device::quarantine_after);
}

TEST_CASE("a container in quarantine can be moved, detached, replaced and unloaded", "[fault]") {
    for (int what = 0; what < 4; ++what) {
        CAPTURE(what);
        stage on;
        const container_id bad = on.attach(faults);
        for (unsigned i = 0; i < device::quarantine_after; ++i) {
            on.fired(0);
        }
        REQUIRE(on.state(bad) == container_state::quarantined);
        switch (what) {
        case 0:
            REQUIRE(on.engine.move(bad, 0));
            CHECK(on.state(bad) == container_state::quarantined);
            break;
        case 1:
            REQUIRE(on.engine.detach(bad));
            CHECK(on.state(bad) == container_state::quarantined);
            CHECK(on.engine.attach(bad, on.on_event).error() == errc::wrong_state);
            CHECK(on.engine.run(bad).error() == errc::quarantined);
            REQUIRE(on.engine.release(bad));
            CHECK(on.state(bad) == container_state::loaded);
            break;
        case 2: {
            const auto fresh = on.engine.replace(bad, {.text = adds_one});
            REQUIRE(fresh);
            CHECK(on.fired(1) == 2);
            break;
        }
        default: REQUIRE(on.engine.unload(bad)); CHECK(on.on_event.is_empty());
        }
    }
}

TEST_CASE("what is wrong with the call of a run is no fault of the container", "[fault]") {
    stage on;
    byte_hook<device> on_packet{on.engine, plain_hook};
    const container_id busy = on.attach(loops); // leaves its count and registers in the machine
    on.fired(0);
    REQUIRE(on.engine.detach(busy));
    const container_id honest = on.load(returns<1>);
    REQUIRE(on.engine.attach(honest, on_packet));
    std::uint8_t byte = 0;
    const hook_result got = on_packet.fire(context{&byte, (std::size_t{1} << 24) + 1});
    CHECK(got.error == errc::region_too_large);
    const statistics done = on.engine.info(honest)->done;
    CHECK(done.runs == 0);
    CHECK(done.faults == 0);
    CHECK(done.instructions == 0);
    CHECK(on.engine.faults().last()->container == busy);
}

TEST_CASE("a helper's failure is a fault although it looks like a call that was wrong", "[fault]") {
    stage on;
    const container_id sly = on.attach(assembled<"r6 = 1\ncall 0x22\nexit">);
    for (unsigned i = 0; i < device::quarantine_after; ++i) {
        on.fired(0);
        CHECK(on.last.error == errc::buffer_too_small);
    }
    const statistics done = on.engine.info(sly)->done;
    CHECK(done.runs == device::quarantine_after);
    CHECK(done.faults == device::quarantine_after);
    CHECK(done.instructions == device::quarantine_after); // the slot before the call
    CHECK(on.state(sly) == container_state::quarantined);
}

TEST_CASE("a helper that passes on that a tenant's window is used up faults all the same",
          "[fault]") {
    stage on;
    on.firmware.act = [](std::uint32_t) { return 0; };
    const container_id sly = on.attach(assembled<"call 0x23\nexit">);
    for (unsigned i = 0; i < device::quarantine_after; ++i) {
        on.fired(0);
        CHECK(on.last.error == errc::tenant_budget_exhausted);
    }
    CHECK(on.engine.info(sly)->done.faults == device::quarantine_after);
    CHECK(on.state(sly) == container_state::quarantined);
}

TEST_CASE("an event says how many containers it did not ask", "[fault]") {
    stage on;
    on.attach(faults);
    on.attach(adds_one);
    for (unsigned i = 0; i < device::quarantine_after; ++i) {
        on.fired(0);
        CHECK(on.last.unasked == 0);
    }
    on.fired(0);
    CHECK(on.last.unasked == 1);
    CHECK(on.last.ran == 1);
    CHECK(on.last.error == errc::ok);
}

struct patient_device : device {
    static constexpr std::uint8_t quarantine_after = 0;
};

TEST_CASE("a Config without quarantine runs a container however often it fails", "[fault]") {
    board firmware;
    fc::engine<patient_device> engine{firmware};
    static constexpr hook_description<patient_device> about{};
    hook<event, patient_device> on_event{engine, about};
    const auto owner = engine.add_tenant({.hooks = hook_set::all()});
    const auto it = engine.load(*owner, {.text = faults});
    REQUIRE(engine.attach(*it, on_event));
    event seen;
    for (unsigned i = 0; i < 300; ++i) {
        on_event.fire(seen);
    }
    CHECK(engine.info(*it)->done.faults == 300);
    CHECK(engine.info(*it)->state == container_state::attached);
}

TEST_CASE("the fault log keeps the last reports, numbered", "[fault]") {
    stage on;
    const container_id bad = on.load(faults);
    for (unsigned i = 0; i < 3; ++i) {
        CHECK_FALSE(on.engine.run(bad));
    }
    CHECK(on.engine.faults().count() == 3);
    REQUIRE(on.engine.faults().kept().size() == device::fault_reports);
    std::uint32_t numbers = 0;
    for (const fault_report& each : on.engine.faults().kept()) {
        numbers |= 1U << each.number;
    }
    CHECK(numbers == (1U << 2 | 1U << 3));
    CHECK(on.engine.faults().last()->number == 3);
}

TEST_CASE("a container reads nothing that another left on the stack they share", "[fault]") {
    stage on;
    on.attach(assembled<"r1 = -1\n*(u64 *)(r10 - 64) = r1\nr0 = 0\nexit">);
    on.attach(assembled<"r0 = *(u64 *)(r10 - 64)\nexit">);
    on.fired(0);
    CHECK(on.last.ran == 2);
    CHECK(on.last.value == 0);
}

} // namespace
} // namespace fc::test
