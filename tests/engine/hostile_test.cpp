// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A malicious tenant beside an honest one: arbitrary bytecode, free use of what it was granted.
#include "device.hpp"

#include <array>
#include <vector>

namespace fc::test {
namespace {

struct street : stage {
    tenant_id villain = *engine.add_tenant(
        {.helpers = device_helpers{}.allow(0x10).allow(0x11).allow(0x12).allow(0x20),
         .hooks = hook_set::all(),
         .budget = 1000,
         .window_slots = 5000,
         .store_entries = 2});

    template <class Text>
    container_id attach_villain(const Text& text, std::uint8_t position = 0) {
        const auto it =
            engine.load(villain, {.text = text}, {},
                        device_helpers{}.allow(0x10).allow(0x11).allow(0x12).allow(0x20));
        REQUIRE(it);
        REQUIRE(engine.attach(*it, on_event, {.position = position}));
        return *it;
    }
    /// The honest container adds 1, and must go on doing that.
    container_id honest = attach(adds_one);
    void check_honest_runs() {
        const std::uint32_t before = engine.info(honest)->done.runs;
        fired(41);
        CHECK(engine.info(honest)->done.runs == before + 1);
        CHECK(engine.info(honest)->done.faults == 0);
        CHECK(state(honest) == container_state::attached);
    }
};

TEST_CASE("a tenant that fills the store takes no entry from another", "[hostile]") {
    street on;
    on.attach_villain(assembled<R"(
        r6 = 0
    again:
        r1 = r6
        r2 = 1
        call 0x10
        r1 = r6
        r2 = 1
        call 0x11
        r6 += 1
        if r6 < 50 goto again
        r0 = 0
        exit
    )">);
    on.check_honest_runs();
    CHECK(on.engine.store().paid_by(on.villain.index) == 2);
    const store_user us{.container = on.honest.index, .tenant = on.tenant.index, .quota = 4};
    CHECK(on.engine.store().put(us, store_scope::local, 1, 1));
    CHECK(on.engine.store().put(us, store_scope::local, 2, 1));
    CHECK(on.engine.store().put(us, store_scope::local, 3, 1).error() == errc::store_full);
}

TEST_CASE("a tenant cannot read or write another's local store", "[hostile]") {
    street on;
    const store_user us{.container = on.honest.index, .tenant = on.tenant.index, .quota = 4};
    REQUIRE(on.engine.store().put(us, store_scope::local, 7, 1234));
    on.attach_villain(assembled<"r1 = 7\nr2 = 1\ncall 0x10\nr1 = 7\ncall 0x12\nexit">);
    on.fired(0);
    CHECK(*on.engine.store().fetch(us, store_scope::local, 7) == 1234);
}

TEST_CASE("what a container stores after it unloaded itself is not there for the next",
          "[hostile]") {
    street on;
    const container_id it =
        on.attach_villain(assembled<"call 0x20\nr1 = 7\nr2 = 4242\ncall 0x10\nr0 = 0\nexit">);
    on.firmware.act = [&](std::uint32_t) {
        REQUIRE(on.engine.unload(it));
        return 0;
    };
    on.fired(0);
    CHECK(on.engine.store().paid_by(on.villain.index) == 0);
    const container_id next = on.load(assembled<"r1 = 7\ncall 0x12\nexit">);
    CHECK(next.index == it.index);
    CHECK(*on.engine.run(next) == 0);
}

TEST_CASE("a right to a hook that is gone is no right to the one that has its number",
          "[hostile]") {
    street on;
    std::uint8_t number = 0;
    {
        hook<event, device> led{on.engine, plain_hook};
        number = led.number();
    }
    hook<event, device> update{on.engine, plain_hook};
    REQUIRE(update.number() == number);
    const auto it = on.engine.load(on.villain, {.text = adds_one});
    CHECK(on.engine.attach(*it, update).error() == errc::hook_not_granted);
}

TEST_CASE("a tenant that burns its budget is held to it, and in the end to its window of time",
          "[hostile]") {
    street on;
    const container_id burner = on.attach_villain(loops);
    for (int i = 0; i < 10; ++i) {
        on.check_honest_runs();
    }
    CHECK(on.engine.info(burner)->done.instructions > 0);
    CHECK(on.engine.info(burner)->done.instructions <= 5000);
    CHECK(on.engine.info(burner)->done.instructions <=
          std::uint64_t{1000} * on.engine.info(burner)->done.runs);
}

TEST_CASE("a forged address reaches nothing of the firmware or of others", "[hostile]") {
    // Each writes 8 bytes of ones through an address that is not its own to use.
    const std::span<const std::uint8_t> forged[] = {
        assembled<"r1 = 0\nr2 = -1\n*(u64 *)(r1 + 0) = r2\nr0 = 0\nexit">,
        assembled<"r1 = -8\nr2 = -1\n*(u64 *)(r1 + 0) = r2\nr0 = 0\nexit">,
        assembled<"r1 = 0x1000000 ll\nr2 = -1\n*(u64 *)(r1 - 8) = r2\nr0 = 0\nexit">,
        assembled<"r2 = -1\n*(u64 *)(r10 + 0) = r2\nr0 = 0\nexit">,
        assembled<"r2 = -1\n*(u64 *)(r1 + 16) = r2\nr0 = 0\nexit">,
        assembled<"r2 = -1\n*(u64 *)(r1 + 12) = r2\nr0 = 0\nexit">,
        assembled<"r2 = -1\n*(u64 *)(r1 - 8) = r2\nr0 = 0\nexit">,
        assembled<"r1 = 0x3000000 ll\nr2 = -1\n*(u64 *)(r1 + 0) = r2\nr0 = 0\nexit">,
        assembled<"r1 = 0x7f000000 ll\nr2 = -1\n*(u64 *)(r1 + 0) = r2\nr0 = 0\nexit">,
        assembled<"r1 = 0xffffffffffffffff ll\nr2 = -1\n*(u64 *)(r1 + 2) = r2\nr0 = 0\nexit">,
        assembled<"r1 = 0x100000002000000 ll\nr2 = -1\n*(u64 *)(r1 + 0) = r2\nr0 = 0\nexit">,
    };
    for (const auto& text : forged) {
        street on;
        struct {
            std::array<std::uint64_t, 4> before{};
            event seen{41, 42};
            std::array<std::uint64_t, 4> behind{};
        } host;
        const container_id it = on.attach_villain(text);
        on.last = on.on_event.fire(host.seen);
        CHECK(on.last.error == errc::illegal_memory);
        CHECK(on.engine.info(it)->done.last_fault == errc::illegal_memory);
        CHECK(host.seen.first == 42); // the honest container ran
        CHECK(host.seen.second == 42);
        CHECK(host.before == std::array<std::uint64_t, 4>{});
        CHECK(host.behind == std::array<std::uint64_t, 4>{});
    }
}

TEST_CASE("what one tenant leaves on the stack another reads as 0", "[hostile]") {
    street on;
    on.attach_villain(assembled<R"(
        r1 = 0x5ec2e7 ll
        *(u64 *)(r10 - 8) = r1
        *(u64 *)(r10 - 256) = r1
        *(u64 *)(r10 - 512) = r1
        r0 = 0
        exit
    )">);
    // Whatever it adds up, it adds zeroes. The address is no copy of r10 that verify can follow.
    const container_id reader = on.attach(assembled<R"(
        r2 = r10
        r3 = 64
        r0 = 0
    again:
        r2 -= 8
        r4 = *(u64 *)(r2 + 0)
        r0 |= r4
        r3 -= 1
        if r3 != 0 goto again
        exit
    )">);
    on.fired(0);
    CHECK(on.engine.info(reader)->done.faults == 0);
    CHECK(on.last.value == 0);
}

TEST_CASE("a container that makes the firmware fire its own hook again ends where machines end",
          "[hostile]") {
    street on;
    on.attach_villain(acts);
    unsigned fired = 0;
    on.firmware.act = [&](std::uint32_t) {
        ++fired;
        event again;
        on.on_event.fire(again);
        return 0;
    };
    on.fired(41);
    CHECK(fired == device::thread_levels);
    CHECK(on.engine.info(on.honest)->done.runs == device::thread_levels); // once in each event
    CHECK(on.engine.info(on.honest)->done.faults == 0);
}

TEST_CASE("a container that always fails is put aside and costs others nothing more", "[hostile]") {
    street on;
    const container_id it = on.attach_villain(faults);
    for (int i = 0; i < 20; ++i) {
        on.check_honest_runs();
    }
    CHECK(on.engine.info(it)->done.runs == device::quarantine_after);
}

TEST_CASE("a helper that was not granted cannot be reached through a register either",
          "[hostile]") {
    street on;
    const auto refused = on.engine.load(on.villain, {.text = assembled<"r1 = 0\ncall 0x21\nexit">},
                                        {}, device_helpers{}.allow(0x20));
    CHECK(refused.error() == errc::illegal_call);
    const auto sly = on.engine.load(on.villain, {.text = assembled<"r3 = 0x21\ncallx r3\nexit">},
                                    {}, device_helpers{}.allow(0x20));
    REQUIRE(sly);
    CHECK(on.engine.run(*sly).error() == errc::illegal_call);
}

} // namespace
} // namespace fc::test
