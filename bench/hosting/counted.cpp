// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted (WHAT TEXT TIMES)...
//
// Fires a hook, or runs a program without one, TIMES times, to be counted by cachegrind. WHAT:
//   empty    a hook without containers
//   one      a hook with the program
//   ten      a hook with it ten times
//   bare     the program alone, by `vm::run`
#include "device.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

namespace bench {
namespace {

constexpr fc::hook_description<device> about{
    .name = "thread switch", .where = fc::fired_from::interrupts, .default_result = 0};
constexpr auto every_helper = fc::helper_set<device::helpers>::all();

bool fire(std::span<const std::uint8_t> text, unsigned containers, std::uint64_t times) {
    board firmware;
    static fc::engine<device>* engine;
    engine = new fc::engine<device>{firmware};
    fc::hook<thread_switch, device> on_switch{*engine, about};
    const auto tenant = engine->add_tenant(
        {.helpers = every_helper, .hooks = fc::hook_set::all(), .store_entries = 16});
    for (unsigned i = 0; i < containers; ++i) {
        const auto it = engine->load(*tenant, {.text = text}, {}, every_helper);
        if (!it || !engine->attach(*it, on_switch)) {
            return false;
        }
    }
    thread_switch event{1, 2};
    for (std::uint64_t i = 0; i < times; ++i) {
        const fc::hook_result got = on_switch.fire(event);
        if (got.ran != containers || got.error != fc::errc::ok) {
            return false;
        }
    }
    const auto count = engine->store().fetch({0, 0, 16}, fc::store_scope::global, 2);
    return count && (containers == 0 || *count == 0 || *count == times * containers);
}

bool run(std::span<const std::uint8_t> text, std::uint64_t times) {
    board firmware;
    static fc::vm<device> vm;
    static fc::store_entry room[16];
    from::store_type store{room};
    from environment{firmware, store, {0, 0, 16}, nullptr};
    const auto program = fc::verify<device>(text, every_helper);
    thread_switch event{1, 2};
    for (std::uint64_t i = 0; program && i < times; ++i) {
        if (!vm.run(*program, fc::bytes_of(event), environment)) {
            return false;
        }
    }
    return bool{program};
}

bool act(std::string_view what, const char* path, std::uint64_t times) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<std::uint8_t> text{std::istreambuf_iterator<char>{file}, {}};
    if (what == "bare") {
        return run(text, times);
    }
    return fire(text, what == "empty" ? 0 : what == "one" ? 1 : 10, times);
}

} // namespace
} // namespace bench

int main(int count, char** arguments) {
    if (count < 4 || count % 3 != 1) {
        std::fprintf(stderr, "usage: counted (empty|one|ten|bare TEXT TIMES)...\n");
        return 2;
    }
    for (int i = 1; i < count; i += 3) {
        if (!bench::act(arguments[i], arguments[i + 1],
                        std::strtoull(arguments[i + 2], nullptr, 10))) {
            std::fprintf(stderr, "%s %s: wrong\n", arguments[i], arguments[i + 1]);
            return 1;
        }
    }
    return 0;
}
