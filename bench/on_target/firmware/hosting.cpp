// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What an engine costs beside its vm: firing hooks, with the thread counter and without, installing
// containers, slices, and the C stack of each. Compiled with -DPROFILE=tiny, defaults or fast.
#include "instruction_counter.hpp"
#include "programs.hpp"
#include "said.hpp"

#include "../../hosting/device.hpp"
#include "support/painted_stack.hpp"

#include <femto/port/bare_metal/start.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>

namespace bench {
namespace {

struct few : device {
    static constexpr std::size_t containers = 2; // which the micro:bit has room for
};

constexpr fc::hook_description<few> about{
    .name = "thread switch", .where = fc::fired_from::interrupts, .default_result = 0};
constexpr auto every_helper = fc::helper_set<few::helpers>::all();
constexpr std::span thread_counter{thread_counter_v3};
constexpr std::span returns_0{empty_v3};

constinit board firmware;
constinit thread_switch event{1, 2};

/// Counts what is done, and how much C stack it takes, under one name. What is measured comes twice: it
/// must not depend on how often.
class measuring {
public:
    template <class What>
    void operator()(const char* name, What what) {
        out.figure(name, counter.count(what));
    }
    template <class What>
    void stack(const char* name, What what) {
        out.figure("stack", name, fc::test::stack_of(what));
    }

    said out;
    instruction_counter counter;
};

void hooks(measuring& measure) {
    static fc::engine<few> engine{firmware};
    static fc::hook<thread_switch, few> on_switch{engine, about};
    const auto owner = engine.add_tenant(
        {.helpers = every_helper, .hooks = fc::hook_set::all(), .store_entries = 16});
    static fc::hook_result got{};
    const auto fires = [&] { got = on_switch.fire(event); };
    measure("fire.no_container", fires);
    measure.stack("fire_no_container", fires);

    static fc::result<fc::container_id> it{fc::errc::unknown_container};
    static fc::result<void> done{};
    const auto loads = [&] {
        it = engine.load(*owner, {.text = thread_counter}, {}, every_helper);
    };
    const auto attaches = [&] { done = engine.attach(*it, on_switch); };
    measure("load.thread_counter", loads);
    measure.out.expect(bool{it}, "load");
    measure("attach", attaches);
    measure.out.expect(bool{done}, "attach");
    fires(); // the first time it makes its entry in the store
    measure("fire.thread_counter", fires);
    measure.out.expect(got.ran == 1 && got.error == fc::errc::ok, "fire");
    measure.stack("fire", [&] { on_switch.fire(event); }); // as an interrupt does, for no result
    const auto counted = engine.store().fetch({0, 0, 16}, fc::store_scope::global, 2);
    measure.out.expect(counted && *counted == 3, "count");

    measure("detach", [&] { done = engine.detach(*it); });
    measure.out.expect(bool{done}, "detach");
    measure.stack("attach", attaches);
    measure("unload", [&] { done = engine.unload(*it); });
    measure.out.expect(bool{done}, "unload");
    measure.stack("load", loads);

    it = engine.load(*owner, {.text = returns_0});
    attaches();
    measure.out.expect(it && done, "attach an empty one");
    measure("fire.empty_container", fires);
    measure.out.expect(got.ran == 1, "fire an empty one");
    done = engine.detach(*it);

    measure("start", [&] { done = engine.start(*it); });
    measure.out.expect(bool{done}, "start");
    static std::size_t left = 1;
    measure("slice.to_the_end", [&] { left = engine.poll(100); });
    measure.out.expect(left == 0, "slice");
}

/// The thread counter as `hooks` runs it, without an engine.
void alone(measuring& measure) {
    static fc::vm<few> vm;
    static fc::store_entry room[16];
    static from::store_type store{room};
    static from environment{firmware, store, {0, 0, 16}, nullptr};
    using verified = fc::result<fc::program_of<few>>;
    alignas(verified) static std::byte storage[sizeof(verified)];
    const auto* const program =
        new (storage) verified(fc::verify<few>(thread_counter, every_helper));
    static fc::result<std::uint64_t> r0{std::uint64_t{0}};
    const auto runs = [&] { r0 = vm.run(**program, fc::bytes_of(event), environment); };
    measure.out.expect(bool{*program}, "verify");
    runs();
    measure("run.thread_counter", runs);
    measure.out.expect(bool{r0}, "run");
}

} // namespace
} // namespace bench

int main() {
    bench::measuring measure;
    bench::hooks(measure);
    bench::alone(measure);
    measure.out.expect(measure.counter.is_right(), "the counter");
    return measure.out.end();
}
