// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/port/timer.hpp>

#include <consume.hpp>
#include <produce.hpp>
#include <take.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

struct board : fc::posix::manual_clock {};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};
using helper_ids = fc::helper_set<device::helpers>;
using timer_type = fc::port::timer<device>;

constexpr std::uint32_t second_us = 1'000'000;

/// Fires a timer that is due, and says what its container did.
void tick(timer_type& timer, const board& firmware, const char* who, const char* done) {
    const auto [was_due, fired] = timer.poll();
    if (!was_due) {
        return;
    }
    std::printf("%4.1f s  %s ", firmware.now_us() / 1e6, who);
    if (fired.ran == 1 && fired.value >= 0) {
        std::printf("%s %d\n", done, static_cast<int>(fired.value));
    } else {
        std::puts("finds nothing yet");
    }
}

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    timer_type fast{engine, firmware, second_us * 7 / 10};
    timer_type slow{engine, firmware, second_us};

    // Who may write is said here, once, and not in the containers. One owner may store and may have an
    // entry of the store; the other may look.
    const auto writes = helper_ids::of<0x11>();
    const auto reads = helper_ids::of<0x13>();
    const auto maker = engine.add_tenant({.helpers = writes,
                                          .hooks = fc::hook_set{}.allow(slow.hook().number()),
                                          .store_entries = 1});
    const auto user =
        engine.add_tenant({.helpers = reads, .hooks = fc::hook_set{}.allow(fast.hook().number())});

    std::array<std::uint8_t, 8> data{};
    const auto producer = engine.load(*maker, produce, data, writes);
    const auto consumer = engine.load(*user, consume, {}, reads);
    if (!producer || !consumer || !engine.attach(*producer, slow.hook()) ||
        !engine.attach(*consumer, fast.hook())) {
        std::puts("a container is refused");
        return 1;
    }
    while (firmware.now_us() < 4 * second_us) {
        firmware.sleep_us(std::min(fast.due_in_us(), slow.due_in_us()));
        tick(slow, firmware, "producer", "writes");
        tick(fast, firmware, "consumer", "finds");
    }

    // The consumer's owner would like to take what it found. It asks for the right to store ...
    const auto asking = engine.replace(*consumer, take, {}, helper_ids::of<0x11, 0x13>());
    std::printf("take, which asks: %s (0x%x)\n", fc::message(asking.error()), asking.at());
    // ... or does not ask, and stores.
    const auto silent = engine.replace(*consumer, take, {}, reads);
    std::printf("take, which does not: %s (slot %u)\n", fc::message(silent.error()), silent.at());

    firmware.sleep_us(fast.due_in_us());
    tick(fast, firmware, "consumer", "finds");
    return asking || silent ? 1 : 0;
}
