// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A timer's interrupt runs containers, while the program itself runs others, moves and replaces those
// of the interrupt, and changes the store that both use.
#include "on_target/report.hpp"
#include "support/assembled.hpp"

#include <femto/engine.hpp>
#include <femto/port/bare_metal/clock.hpp>
#include <femto/port/bare_metal/machines.hpp>

#include <cstdint>

namespace fc::test {
namespace {

struct board : bare_metal::tick_clock<bare_metal::MACHINE> {
    using interrupt_guard = bare_metal::interrupt_guard;
};

std::int32_t count(caller<board>& from, std::uint32_t key) {
    const typename board::interrupt_guard held; // of both, the reading and the writing
    const auto before = from.store().fetch(from.user(), store_scope::global, key);
    return before && from.store().put(from.user(), store_scope::global, key, *before + 1) ? 0 : -1;
}

struct device : engine_defaults<board> {
    static constexpr std::size_t containers = 4;
    static constexpr std::size_t thread_levels = 1;
    static constexpr std::size_t tasks = 0;
    static constexpr std::size_t store_entries = 6;
    using helpers = helper_table<helper<0x10, "count", count, 0, callable::anywhere>>;
};
struct event {
    std::uint64_t key;
};
constexpr const auto& counts = assembled<"r1 = *(u64 *)(r1 + 0)\ncall 0x10\nexit">;
constexpr hook_description<device> about_tick{.name = "tick", .where = fired_from::interrupts};
constexpr hook_description<device> about_turn{.name = "turn"};

board firmware;
engine<device> host{firmware};
hook<const event, device> on_tick{host, about_tick};
hook<const event, device> on_turn{host, about_turn};
volatile std::uint32_t interrupts = 0;
volatile std::uint32_t events_without_containers = 0;

} // namespace
} // namespace fc::test

extern "C" void femto_tick_interrupt() {
    using namespace fc::test;
    firmware.tick();
    interrupts = interrupts + 1;
    const event about{1};
    if (on_tick.fire(about).ran != 1) {
        events_without_containers = events_without_containers + 1;
    }
}

int main() {
    using namespace fc::test;
    report out;
    const auto all = fc::helper_set<device::helpers>::all();
    const auto owner = host.add_tenant(
        {.helpers = all, .hooks = fc::hook_set::all(), .store_entries = device::store_entries});
    auto ticking = host.load(*owner, {.text = counts}, {}, all);
    const auto turning = host.load(*owner, {.text = counts}, {}, all);
    out.expect(ticking && turning, "loaded");
    out.expect(bool{host.attach(*ticking, on_tick)}, "attached to interrupts");
    out.expect(bool{host.attach(*turning, on_turn)}, "attached to turns");

    constexpr std::uint32_t period_us = 2'000;
    firmware.begin_ticks(period_us);
    const std::uint32_t begin = firmware.now_us();
    std::uint32_t last = begin;
    std::uint32_t turns = 0;
    std::uint32_t backwards = 0;
    while (firmware.ticks() < 100) {
        const event about{2};
        if (on_turn.fire(about).ran != 1) {
            out.expect(false, "a turn ran", turns);
        }
        ++turns;
        if (turns % 8 == 0) {
            const auto fresh = host.replace(*ticking, {.text = counts}, {}, all);
            out.expect(bool{fresh}, "replaced", turns);
            ticking = fresh;
            out.expect(bool{host.move(*ticking, 0)}, "moved", turns);
        }
        const std::uint32_t now = firmware.now_us();
        backwards += now - last > 0x80000000 ? 1 : 0;
        last = now;
    }
    out.expect(backwards == 0, "the time goes on", backwards);
    const std::uint32_t passed = firmware.now_us() - begin;
    const std::uint32_t ticked = firmware.ticks() * period_us;
    out.expect(passed + period_us >= ticked && passed <= ticked + 2 * period_us,
               "the time agrees with the ticks", passed);
    const std::uint32_t slept_from = firmware.now_us();
    firmware.sleep_us(9'000);
    const std::uint32_t slept = firmware.now_us() - slept_from;
    out.expect(slept >= 9'000 && slept <= 9'000 + 2 * period_us, "slept", slept);

    {
        const board::interrupt_guard held;
        const auto* const by_ticks = host.store().peek({}, fc::store_scope::global, 1);
        const auto* const by_turns = host.store().peek({}, fc::store_scope::global, 2);
        out.expect(by_ticks != nullptr && by_ticks->value == interrupts, "each interrupt counted",
                   by_ticks->value);
        out.expect(by_turns != nullptr && by_turns->value == turns, "each turn counted",
                   by_turns->value);
    }
    out.expect(turns > 100, "turns ran between the interrupts", turns);
    out.expect(events_without_containers == 0, "the container was always there",
               events_without_containers);
    return out.end();
}
