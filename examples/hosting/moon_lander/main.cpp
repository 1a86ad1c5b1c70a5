// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "game.h"

#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/posix/console.hpp>
#include <femto/port/posix/keyboard.hpp>

#include <lander_fuel.hpp>
#include <lander_system.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>

// Time is the game's own: on a terminal the keyboard is listened to for as long, otherwise it flies.
struct board : fc::posix::manual_clock, fc::posix::stdout_console {};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};
constexpr fc::hook_description<device> about_key{.name = "key"};

constexpr int steps_max = 600; // a minute of the game's time
constexpr int steps_per_line = 5;
constexpr std::uint32_t slots_per_slice = 5'000;

fc::container_id load(fc::engine<device>& engine, fc::tenant_id tenant, const char* name,
                      const fc::image::compiled_in& parts) {
    const auto container = engine.load(tenant, parts);
    if (!container) {
        std::printf("%s is refused: %s\n", name, fc::message(container.error()));
        return {};
    }
    return *container;
}

/// What the containers have stored under `key`.
std::int32_t stored(const fc::engine<device>& engine, std::uint32_t key) {
    const fc::store_entry* const at = engine.store().peek({}, fc::store_scope::global, key);
    return at == nullptr ? 0 : static_cast<std::int32_t>(at->value);
}

/// Plays when nobody does: brakes when the lander is faster than its height allows.
bool would_press(const fc::engine<device>& engine) {
    return -stored(engine, key_speed) > 100 + stored(engine, key_height) / 50;
}

/// Says how it ended, if no container did.
int end(const fc::engine<device>& engine, bool given_up, bool is_over) {
    if (const fc::fault_report* const fault = engine.faults().last(); fault != nullptr) {
        std::printf("A container was stopped: %s\n", fc::message(fault->cause));
        return 1;
    }
    if (given_up || is_over) {
        std::puts(given_up ? "Given up." : "A minute is over, and nothing has landed.");
    }
    return 0;
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    fc::hook<const key_pressed, device> on_key{engine, about_key};

    using helper_ids = fc::helper_set<device::helpers>;
    const auto game = engine.add_tenant({.helpers = helper_ids::of<0x01, 0x11, 0x13, 0x60, 0x61>(),
                                         .hooks = fc::hook_set{}.allow(on_key.number()),
                                         .store_entries = 4});
    const auto system = load(engine, *game, "system", lander_system);
    const auto fuel = load(engine, *game, "fuel", lander_fuel);
    if (!engine.start(system) || !engine.attach(fuel, on_key)) {
        return 1;
    }

    std::puts("60 m above the moon. b or space burns for half a second, q gives up.");
    fc::posix::keyboard keys;
    if (keys.from() == fc::posix::keys_from::nobody) {
        std::puts("Nobody is at the keyboard: the firmware presses the keys.");
    }
    bool gives_up = false;
    const auto press = [&](char key) {
        gives_up = gives_up || key == 'q';
        on_key.fire({static_cast<std::uint8_t>(key)});
    };
    int step = 0;
    while (!gives_up && step < steps_max && engine.poll(slots_per_slice) != 0) {
        std::fflush(stdout);
        const bool is_line_shown = step++ % steps_per_line == 0;
        switch (keys.from()) {
        case fc::posix::keys_from::terminal:
            keys.listen(std::chrono::milliseconds{step_ms}, press);
            gives_up = gives_up || !keys.is_open();
            break;
        case fc::posix::keys_from::pipe:
            if (is_line_shown) {
                keys.listen({}, press);
            }
            break;
        case fc::posix::keys_from::nobody:
            if (is_line_shown && would_press(engine)) {
                press('b');
            }
            break;
        }
        firmware.sleep_us(step_ms * 1000);
    }
    return end(engine, gives_up, step == steps_max);
}
