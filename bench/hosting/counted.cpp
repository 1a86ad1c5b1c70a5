// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted (WHAT TEXT TIMES)...
//
// Does something with a program TIMES times, to be counted by cachegrind. WHAT:
//   empty    fires a hook without containers
//   one      fires a hook with the program
//   ten      fires a hook with it ten times
//   bare     runs the program alone, by `vm::run`
//   open     reads an fc32 image of the program, and which helpers it calls
//   install  the same, loads it as a container and attaches it; then unloads it
//   attach   attaches a container that is loaded, and detaches it
#include "device.hpp"

#include <femto/image/open.hpp>
#include <femto/image/write.hpp>

#include <array>
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

bool install(std::string_view what, std::span<const std::uint8_t> text, std::uint64_t times) {
    alignas(8) static std::array<std::uint8_t, 4096> image;
    const auto size = fc::image::write(fc::image::layout::fc32, {.text = text},
                                       std::array<fc::image::named_slot, 0>{}, {}, image);
    board firmware;
    static fc::engine<device>* engine;
    engine = new fc::engine<device>{firmware};
    fc::hook<thread_switch, device> on_switch{*engine, about};
    const auto tenant = engine->add_tenant({.helpers = every_helper, .hooks = fc::hook_set::all()});
    const auto loaded = engine->load(*tenant, {.text = text}, {}, every_helper);
    if (!size || !loaded) {
        return false;
    }
    for (std::uint64_t i = 0; i < times; ++i) {
        if (what == "attach") {
            if (!engine->attach(*loaded, on_switch) || !engine->detach(*loaded)) {
                return false;
            }
            continue;
        }
        const auto opened = fc::image::open(std::span{image}.first(*size));
        const auto asks =
            opened ? fc::helpers_called<device::helpers>(opened->sections.text) : opened.error();
        if (!asks) {
            return false;
        }
        if (what == "install") {
            const auto it = engine->load(*tenant, opened->sections, {}, *asks);
            if (!it || !engine->attach(*it, on_switch) || !engine->unload(*it)) {
                return false;
            }
        }
    }
    return true;
}

bool act(std::string_view what, const char* path, std::uint64_t times) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<std::uint8_t> text{std::istreambuf_iterator<char>{file}, {}};
    if (what == "bare") {
        return run(text, times);
    }
    if (what == "open" || what == "install" || what == "attach") {
        return install(what, text, times);
    }
    return fire(text, what == "empty" ? 0 : what == "one" ? 1 : 10, times);
}

} // namespace
} // namespace bench

int main(int count, char** arguments) {
    if (count < 4 || count % 3 != 1) {
        std::fprintf(stderr, "usage: counted (WHAT TEXT TIMES)...\n");
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
