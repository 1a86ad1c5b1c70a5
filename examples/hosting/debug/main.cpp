// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reading.h"

#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/isa/disassemble.hpp>
#include <femto/port/posix/console.hpp>

#include <busy_minutes.hpp>
#include <count_litres.hpp>
#include <count_litres_repaired.hpp>
#include <trace.hpp>

#include <array>
#include <cstdint>
#include <cstdio>

struct board : fc::posix::stdout_console {};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};
using helper_ids = fc::helper_set<device::helpers>;
constexpr fc::hook_description<device> about_reading{.name = "reading"};

/// The device in the field: a meter in a house, and the hook that its readings go through.
struct water_meter {
    board firmware{};
    fc::engine<device> engine{firmware};
    fc::hook<reading, device> on_reading{engine, about_reading};
    reading last{};

    /// What the containers have counted, which is what the display shows.
    std::uint32_t total() {
        for (const fc::store_entry& each : engine.store().entries()) {
            if (each.in == fc::store_entry::state::tenant && each.key == key_total) {
                return each.value;
            }
        }
        return 0;
    }

    void run_until(std::uint32_t minute) {
        constexpr std::array<std::uint8_t, 6> used{40, 52, 61, 38, 49, 57}; // litres
        while (last.minute < minute) {
            const std::uint32_t litres = used[last.minute % used.size()];
            last = {last.minute + 1, (last.meter + litres) % 256, 0};
            const fc::hook_result fired = on_reading.fire(last);
            std::printf("minute %2u: total %3u%s\n", last.minute, total(),
                        fired.error == fc::errc::ok ? "" : ", and a container was stopped");
        }
    }
};

/// What the engine's log says of the last fault, with the instruction that is to blame.
void explain(const fc::fault_report& fault, const fc::sections& parts) {
    const auto line = fc::isa::disassemble_one(parts.text, fault.slot);
    std::printf("fault %u: container %u, slot %u (%.*s): %s\n", fault.number, fault.container.index,
                fault.slot, static_cast<int>(line.size()), line.data(), fc::message(fault.cause));
}

void show(const fc::engine<device>& engine, const char* name, fc::container_id id) {
    const auto info = engine.info(id);
    std::printf("  %-24s %2u runs, %u faults\n", name, info->done.runs, info->done.faults);
}

int main() {
    water_meter device;
    auto& engine = device.engine;

    const auto stores = helper_ids::of<0x14, 0x15>();
    const auto hooks = fc::hook_set{}.allow(device.on_reading.number());
    const auto works = engine.add_tenant({.helpers = stores, .hooks = hooks, .store_entries = 2});
    std::array<std::uint8_t, 32> minutes{};
    const auto count = engine.load(*works, count_litres, {}, stores);
    const auto busy = engine.load(*works, busy_minutes, minutes);
    if (!count || !busy || !engine.attach(*count, device.on_reading) ||
        !engine.attach(*busy, device.on_reading)) {
        std::puts("a container is refused");
        return 1;
    }

    std::puts("-- a complaint: the total jumps back");
    device.run_until(6);
    explain(*engine.faults().last(), busy_minutes);

    std::puts("-- the service attaches a trace, between the two containers");
    const auto prints = helper_ids::of<0x01>();
    const auto service = engine.add_tenant({.helpers = prints, .hooks = hooks});
    const auto watching = engine.load(*service, trace, {}, prints);
    if (!watching || !engine.attach(*watching, device.on_reading, {.position = 1})) {
        std::puts("the trace is refused");
        return 1;
    }
    device.run_until(11);
    show(engine, "count_litres", *count);
    show(engine, "trace", *watching);
    show(engine, "busy_minutes", *busy);

    std::puts("-- the trace is detached, count_litres is replaced, the total is put right");
    const auto repaired = engine.replace(*count, count_litres_repaired, {}, stores);
    if (!engine.detach(*watching) || !repaired) {
        std::puts("the repair is refused");
        return 1;
    }
    const std::uint32_t missing = 2 * 256; // it went round twice
    if (!engine.store().put({.tenant = works->index, .quota = 2}, fc::store_scope::tenant,
                            key_total, device.total() + missing)) {
        return 1;
    }
    device.run_until(17);
    show(engine, "count_litres, repaired", *repaired);
    show(engine, "trace", *watching);
    show(engine, "busy_minutes", *busy);
}
