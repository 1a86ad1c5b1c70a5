// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include <femto/engine.hpp>

#include <cstdio>

struct board {}; // what the firmware offers: nothing yet
struct device : fc::engine_defaults<board> {};

struct sample { // what the containers of this hook are given
    std::uint64_t value;
};
constexpr fc::hook_description<device> about_sample{.name = "sample"};

alignas(4) constexpr std::uint8_t container[] = {
    0x79, 0x10, 0, 0, 0x00, 0, 0, 0, // r0 = *(u64 *)(r1 + 0)
    0x27, 0x00, 0, 0, 0x02, 0, 0, 0, // r0 *= 2
    0x7b, 0x01, 0, 0, 0x00, 0, 0, 0, // *(u64 *)(r1 + 0) = r0
    0x95, 0x00, 0, 0, 0x00, 0, 0, 0, // exit
};

int main() {
    board firmware;
    fc::engine<device> engine{firmware};
    fc::hook<sample, device> on_sample{engine, about_sample};

    const auto acme = engine.add_tenant({.hooks = fc::hook_set{}.allow(on_sample.number())});
    const auto doubler = engine.load(*acme, {.text = container}); // verified here, or refused
    if (!doubler || !engine.attach(*doubler, on_sample)) {
        return 1;
    }
    sample event{21};
    on_sample.fire(event); // where the event happens
    std::printf("value = %u\n", static_cast<unsigned>(event.value));
}
