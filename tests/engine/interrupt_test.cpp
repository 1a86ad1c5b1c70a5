// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <functional>

namespace fc::test {
namespace {

constexpr hook_description<device> tick{
    .name = "tick", .where = fired_from::interrupts, .default_result = 5};

constexpr const auto& counts = assembled<"r1 = 1\ncall 0x12\nr6 = r0\nr6 += 1\nr1 = 1\nr2 = r6\n"
                                         "call 0x10\nr0 = r6\nexit">;

device_helpers counting() { return device_helpers{}.allow(0x10).allow(0x12); }

TEST_CASE("a container that may call a helper that waits is refused on a hook of interrupts",
          "[interrupt]") {
    stage on;
    hook<event, device> on_tick{on.engine, tick};
    const auto it = on.engine.load(on.tenant, {.text = counts}, {}, counting().allow(0x20));
    const auto refused = on.engine.attach(*it, on_tick);
    CHECK(refused.error() == errc::helper_not_for_interrupts);
    CHECK(refused.at() == 0x20);
}

TEST_CASE("an interrupt's hook runs while a thread's hook is inside a container", "[interrupt]") {
    stage on;
    hook<event, device> on_tick{on.engine, tick};
    const auto counter = on.engine.load(on.tenant, {.text = counts}, {}, counting());
    REQUIRE(on.engine.attach(*counter, on_tick));
    on.attach(acts);
    hook_result ticked;
    on.firmware.act = [&](std::uint32_t) { // as an interrupt would
        event about;
        ticked = on_tick.fire(about);
        return 3;
    };
    on.fired(0);
    CHECK(on.last.value == 3);
    CHECK(ticked.value == 1);
    on.fired(0);
    CHECK(ticked.value == 2);
}

TEST_CASE("threads at the end of their machines leave those of interrupts alone", "[interrupt]") {
    stage on;
    hook<event, device> on_tick{on.engine, tick};
    const auto counter = on.engine.load(on.tenant, {.text = counts}, {}, counting());
    REQUIRE(on.engine.attach(*counter, on_tick));
    on.attach(acts);
    unsigned depth = 0;
    on.firmware.act = [&](std::uint32_t) {
        event about;
        if (++depth < device::thread_levels) {
            on.on_event.fire(about);
        } else {
            CHECK(on_tick.fire(about).value == 1);
        }
        return 0;
    };
    on.fired(0);
    CHECK(depth == device::thread_levels);
}

TEST_CASE("a container of a hook of interrupts is not run by a thread", "[interrupt]") {
    stage on;
    hook<event, device> on_tick{on.engine, tick};
    const auto counter = on.engine.load(on.tenant, {.text = counts}, {}, counting());
    REQUIRE(on.engine.attach(*counter, on_tick));
    CHECK(on.engine.run(*counter).error() == errc::wrong_state);
}

TEST_CASE("a container in the middle of a run is not given to interrupts", "[interrupt]") {
    stage on;
    hook<event, device> on_tick{on.engine, tick};
    const auto it = on.engine.load(on.tenant, {.text = acts}, {}, device_helpers{}.allow(0x20));
    const auto quiet = on.engine.load(on.tenant, {.text = assembled<"r0 = 0\nexit">});
    REQUIRE(quiet);
    errc error = errc::ok;
    std::uint32_t state = 0;
    on.firmware.act = [&](std::uint32_t) {
        REQUIRE(on.engine.detach(*it));
        const auto refused = on.engine.attach(*it, on_tick);
        error = refused.error();
        state = refused.at();
        return 0;
    };
    REQUIRE(on.engine.attach(*it, on.on_event));
    on.fired(0);
    CHECK(error == errc::wrong_state);
    CHECK(state == static_cast<std::uint32_t>(container_state::loaded));
    CHECK(on.engine.attach(*quiet, on_tick)); // one that does not run may be
}

struct no_interrupts : device {
    static constexpr std::size_t interrupt_levels = 0;
    static constexpr std::size_t tasks = 0;
};

TEST_CASE("an engine without machines for interrupts has no hooks of theirs", "[interrupt]") {
    board firmware;
    fc::engine<no_interrupts> engine{firmware};
    static constexpr hook_description<no_interrupts> about{.where = fired_from::interrupts};
    static constexpr hook_description<no_interrupts> of_threads{};
    hook<event, no_interrupts> on_tick{engine, about};
    hook<event, no_interrupts> on_event{engine, of_threads};
    CHECK(on_tick.number() == 255);
    CHECK(on_event.number() == 0);
    const auto owner = engine.add_tenant({.hooks = hook_set::all()});
    const auto it = engine.load(*owner, {.text = adds_one});
    CHECK(engine.attach(*it, on_tick).error() == errc::unknown_hook);
    REQUIRE(engine.attach(*it, on_event));
    event seen;
    CHECK(on_tick.fire(seen).ran == 0);
    CHECK(on_event.fire(seen).ran == 1);
    REQUIRE(engine.detach(*it));
    CHECK(engine.start(*it).error() == errc::tasks_full);
    CHECK(engine.poll(100) == 0);
}

/// Says whether it is in an interrupt, or masked, when somebody wants the time.
struct strict_board {
    struct interrupt_guard {
        static inline int held = 0;
        interrupt_guard() { ++held; }
        ~interrupt_guard() { --held; }
        interrupt_guard(const interrupt_guard&) = delete;
        interrupt_guard& operator=(const interrupt_guard&) = delete;
    };
    bool in_interrupt = false;
    std::uint32_t ms = 0;
    unsigned asked = 0;
    unsigned asked_wrongly = 0;

    std::uint32_t now_ms() {
        ++asked;
        asked_wrongly += in_interrupt || interrupt_guard::held != 0 ? 1U : 0U;
        return ms;
    }
};
struct strict : engine_defaults<strict_board> {};

TEST_CASE("a clock that is not for interrupts is not read in them, nor while they are masked",
          "[interrupt]") {
    strict_board firmware;
    fc::engine<strict> engine{firmware};
    static constexpr hook_description<strict> interrupts{.where = fired_from::interrupts};
    static constexpr hook_description<strict> threads{};
    hook<event, strict> on_tick{engine, interrupts};
    hook<event, strict> on_event{engine, threads};
    const auto owner = engine.add_tenant({.hooks = hook_set::all(), .window_slots = 10});
    const auto ticking = engine.load(*owner, {.text = loops});
    const auto quiet = engine.load(*owner, {.text = adds_one});
    REQUIRE(engine.attach(*ticking, on_tick));
    REQUIRE(engine.attach(*quiet, on_event));
    event seen;
    const auto interrupted = [&] {
        firmware.in_interrupt = true;
        const hook_result got = on_tick.fire(seen);
        firmware.in_interrupt = false;
        return got;
    };
    CHECK(interrupted().error == errc::tenant_budget_exhausted); // its ten slots are used up
    firmware.ms += strict::window_ms;
    // No thread has looked at the clock yet, so the window has not passed for interrupts.
    interrupted();
    CHECK(engine.skipped(*owner) == 1);
    on_event.fire(seen);
    CHECK(engine.info(*quiet)->done.runs == 1);
    CHECK(firmware.asked == 1);
    CHECK(firmware.asked_wrongly == 0);
    interrupted();
    CHECK(engine.info(*ticking)->done.runs == 2);
}

/// Counts how often interrupts are masked, and that nothing is masked twice.
struct mask {
    static inline int held = 0;
    static inline int taken = 0;
    mask() {
        ++taken;
        CHECK(++held == 1);
    }
    ~mask() { --held; }
    mask(const mask&) = delete;
    mask& operator=(const mask&) = delete;
};
struct masking_board {
    using interrupt_guard = mask;
};
struct masking : engine_defaults<masking_board> {
    static constexpr std::size_t interrupt_levels = 2;
};

TEST_CASE("interrupts are masked around what they share with threads, never while a container runs",
          "[interrupt]") {
    masking_board firmware;
    fc::engine<masking> engine{firmware};
    static constexpr hook_description<masking> about{.where = fired_from::interrupts};
    hook<event, masking> on_tick{engine, about};
    const auto tenant = engine.add_tenant({.hooks = hook_set::all(), .store_entries = 1});
    const auto it = engine.load(*tenant, {.text = adds_one});
    mask::taken = 0;
    REQUIRE(engine.attach(*it, on_tick));
    CHECK(mask::taken == 1);
    event seen;
    mask::taken = 0;
    CHECK(on_tick.fire(seen).value == 1);
    CHECK(mask::taken == 1); // to write down how the run ended
    CHECK(mask::held == 0);
    struct row {
        const char* what;
        std::function<void()> act;
    };
    const row rows[] = {
        {"detach", [&] { REQUIRE(engine.detach(*it)); }},
        {"info", [&] { REQUIRE(engine.info(*it)); }},
        {"skipped", [&] { CHECK(engine.skipped(*tenant) == 0); }},
        {"put",
         [&] {
             REQUIRE(engine.store().put({0, 0, 1}, store_scope::global, 1, 1));
         }},
        {"fetch",
         [&] {
             REQUIRE(engine.store().fetch({0, 0, 1}, store_scope::global, 1));
         }},
        {"erase",
         [&] {
             CHECK(engine.store().erase({0, 0, 1}, store_scope::global, 1));
         }},
        {"clear", [&] { engine.store().clear_local(0); }},
        {"rights", [&] { REQUIRE(engine.set_rights(*tenant, {.hooks = hook_set::all()})); }},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        mask::taken = 0;
        each.act();
        CHECK(mask::taken == 1);
        CHECK(mask::held == 0);
    }
}

/// Fires a hook, as an interrupt would that has waited for its mask to be lifted.
struct pending {
    static inline std::function<void()> interrupt = [] {};
    static inline bool within = false;
    ~pending() {
        if (!within) {
            within = true;
            interrupt();
            within = false;
        }
    }
};
struct pending_board {
    using interrupt_guard = pending;
};
struct interrupted : engine_defaults<pending_board> {};

TEST_CASE("no interrupt finds a container that is moved or replaced missing, doubled or released",
          "[interrupt]") {
    pending_board firmware;
    fc::engine<interrupted> engine{firmware};
    static constexpr hook_description<interrupted> about{.where = fired_from::interrupts};
    hook<event, interrupted> on_tick{engine, about};
    const auto tenant = engine.add_tenant({.hooks = hook_set::all(), .store_entries = 1});
    const auto it = engine.load(*tenant, {.text = adds_one});
    REQUIRE(engine.attach(*it, on_tick));
    unsigned ticks = 0;
    pending::interrupt = [&] {
        event seen;
        on_tick.fire(seen);
        ++ticks;
        CHECK(seen.first == 1); // one ran
    };
    REQUIRE(engine.move(*it, 0));
    const auto fresh = engine.replace(*it, {.text = adds_one});
    REQUIRE(fresh);
    pending::interrupt = [] {};
    CHECK(ticks >= 2);

    const auto bad = engine.replace(*fresh, {.text = faults});
    REQUIRE(bad);
    event seen;
    for (unsigned i = 0; i < interrupted::quarantine_after; ++i) {
        on_tick.fire(seen);
    }
    REQUIRE(engine.info(*bad)->state == container_state::quarantined);
    const auto runs = engine.info(*bad)->done.runs;
    pending::interrupt = [&] { on_tick.fire(seen); };
    REQUIRE(engine.move(*bad, 0));
    pending::interrupt = [] {};
    CHECK(engine.info(*bad)->done.runs == runs);
    CHECK(engine.info(*bad)->state == container_state::quarantined);
}

} // namespace
} // namespace fc::test
