// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/lock.hpp>
#include <femto/port/posix/scheduler.hpp>

#include <count_switches.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>

struct board : fc::posix::steady_clock {
    using thread_lock = fc::posix::thread_lock<board>;
};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};

struct worker {
    const char* name;
    int slices; // of the processor that it needs
    std::uint32_t id = 0;
};

/// What the container has stored under `key`.
std::uint32_t stored(const fc::engine<device>& engine, std::uint32_t key) {
    for (const fc::store_entry& each : engine.store().entries()) {
        if (each.in == fc::store_entry::state::global && each.key == key) {
            return each.value;
        }
    }
    return 0;
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    fc::posix::scheduler scheduler{engine};

    const auto allowed = fc::helper_set<device::helpers>::of<0x11, 0x13>();
    const auto acme = engine.add_tenant({.helpers = allowed,
                                         .hooks = fc::hook_set{}.allow(scheduler.hook().number()),
                                         .store_entries = 3});
    const auto counter = engine.load(*acme, count_switches, {}, allowed);
    if (!counter || !engine.attach(*counter, scheduler.hook())) {
        std::puts("the container is refused");
        return 1;
    }

    std::array<worker, 3> workers{{{"blink", 5}, {"log", 2}, {"radio", 3}}};
    for (worker& each : workers) {
        const auto id = scheduler.spawn([left = each.slices]() mutable { return --left > 0; });
        if (!id) {
            std::puts("there is no thread to be had");
            return 1;
        }
        each.id = *id;
    }
    int turns = 0;
    while (scheduler.run_once(std::chrono::seconds{10}).what == fc::posix::turn::kind::ran) {
        ++turns;
    }

    std::printf("%d turns\n", turns);
    for (const worker& each : workers) {
        std::printf("%-5s had %d, was switched to %u times\n", each.name, each.slices,
                    stored(engine, each.id));
    }
    std::printf("the container ran %u times\n", engine.info(*counter)->done.runs);
}
