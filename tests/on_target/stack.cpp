// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// C stack that the library needs, at most. Prints one `name=bytes` per line.
#include "on_target/report.hpp"
#include "support/assembled.hpp"
#include "support/painted_stack.hpp"

#include <femto/engine.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>

namespace fc::test {
namespace {

/// @param most  what any of the five cores needs
void say(report& out, const char* what, std::uint32_t bytes, std::uint32_t most) {
    print(what);
    print("=");
    print(bytes);
    print("\n");
    out.expect(bytes <= most, what, most);
}

constexpr const auto& busy =
    assembled<"*(u64 *)(r10 - 8) = r1\nr0 = 5\nr0 /= 3\ncall down\nr0 += 1\nexit\n"
              "down: *(u64 *)(r10 - 8) = r1\nr0 = *(u64 *)(r10 - 8)\nexit">;

template <class Config>
void vm_alone(report& out, const char* verifying, const char* running) {
    static fc::vm<Config> machine;
    // Made where it stays, as firmware does it: on the stack it would be the program that is measured.
    alignas(result<program_of<Config>>) static std::byte room[sizeof(result<program_of<Config>>)];
    const result<program_of<Config>>* program = nullptr;
    const auto verifies = [&] {
        program = new (room) result<program_of<Config>>(verify<Config>(busy));
    };
    say(out, verifying, stack_of(verifies), 208);
    out.expect(bool{*program}, "accepted");
    static result<std::uint64_t> r0{errc::not_running};
    say(out, running, stack_of([&] { r0 = machine.run(**program); }), 336);
    out.expect(bool{r0}, "ran");
}

// An interrupt's events run on the stack of whoever was interrupted. Cores with few registers that code
// can reach, or with large frames, need more.
#if defined(__thumb2__)
constexpr std::uint32_t fire_most = 256;
#else
constexpr std::uint32_t fire_most = 424;
#endif

struct board {};
std::int32_t put(caller<board>& from, std::uint32_t key, std::uint32_t value) {
    return from.store().put(from.user(), store_scope::global, key, value) ? 0 : -1;
}
std::int32_t fetch(caller<board>& from, std::uint32_t key, guest<std::uint32_t> value) {
    const auto found = from.store().fetch(from.user(), store_scope::global, key);
    if (!found) {
        return -1;
    }
    value.set(*found);
    return 0;
}
struct device : engine_defaults<board> {
    static constexpr std::size_t containers = 3;
    using helpers = helper_table<helper<0x11, "put", put, 0, callable::anywhere>,
                                 helper<0x13, "fetch", fetch, 0, callable::anywhere>>;
};
struct event {
    std::uint64_t number;
};
constexpr hook_description<device> by_interrupt{.name = "interrupt",
                                                .where = fired_from::interrupts};

/// Counts in the store that all share, as the thread counter does.
constexpr const auto& counts =
    assembled<"r6 = *(u64 *)(r1 + 0)\nr1 = r6\nr2 = r10\nr2 += -4\ncall 0x13\n"
              "r2 = *(u32 *)(r10 - 4)\nr2 += 1\nr1 = r6\ncall 0x11\nr0 = 0\nexit">;

void hosting(report& out) {
    static board firmware;
    static engine<device> host{firmware};
    static fc::hook<event, device> on_event{host, by_interrupt};
    const auto all = helper_set<device::helpers>::all();
    const auto owner =
        host.add_tenant({.helpers = all, .hooks = hook_set::all(), .store_entries = 4});
    static event about{3};
    static hook_result got{};
    say(out, "fire_empty", stack_of([&] { got = on_event.fire(about); }), 64);
    static result<container_id> made{errc::unknown_container};
    say(out, "load", stack_of([&] { made = host.load(*owner, {.text = counts}, {}, all); }), 224);
    out.expect(bool{made}, "loaded");
    static result<void> done{};
    say(out, "attach", stack_of([&] { done = host.attach(*made, on_event); }), 160);
    out.expect(bool{done}, "attached");
    say(out, "fire", stack_of([&] { on_event.fire(about); }), fire_most);
    out.expect(host.info(*made)->done.runs == 1 && host.info(*made)->done.faults == 0, "fired");
}

} // namespace
} // namespace fc::test

int main() {
    using namespace fc::test;
    report out;
    vm_alone<fc::tiny>(out, "tiny.verify", "tiny.run");
    vm_alone<fc::defaults>(out, "defaults.verify", "defaults.run");
    vm_alone<fc::fast>(out, "fast.verify", "fast.run");
    hosting(out);
    return out.end();
}
