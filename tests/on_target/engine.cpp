// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Random operations on an engine: containers of two tenants are loaded, attached, moved, replaced,
// fired, started and unloaded, from outside and from within runs. Everything that can be seen after
// each goes into a number that must be the host's; there, a model says what it should be
// (tests/engine/operations_test.cpp).
#include "differential/random.hpp"
#include "on_target/report.hpp"
#include "support/assembled.hpp"

#include <femto/engine.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::test {
namespace {

class script;

struct board {
    script* told = nullptr;
    std::uint32_t ms = 0;

    std::uint32_t now_ms() const { return ms; }
};
void act_as_told(caller<board>& from);
std::int32_t put(caller<board>& from, std::uint32_t scope, std::uint32_t key, std::uint32_t value) {
    return static_cast<std::int32_t>(
        from.store().put(from.user(), static_cast<store_scope>(scope % 3), key, value).error());
}

struct device : engine_defaults<board> {
    static constexpr std::size_t stack_bytes = 128;
    static constexpr std::size_t task_stack_bytes = 128;
    static constexpr std::size_t containers = 5;
    static constexpr std::size_t hooks = 2;
    static constexpr std::size_t store_entries = 6;
    static constexpr std::size_t fault_reports = 2;
    static constexpr std::uint32_t budget = 30;
    static constexpr std::uint32_t window_ms = 100;
    using helpers = helper_table<helper<0x10, "put", put>, helper<0x20, "act", act_as_told>>;
};

struct event {
    std::uint64_t number;
};
constexpr hook_description<device> goes_on{.name = "goes on", .default_result = 7};
constexpr hook_description<device> stops{
    .name = "stops", .policy = hook_policy::stop_if_negative, .default_result = -7};

constexpr std::array<std::span<const std::uint8_t>, 7> texts{
    std::span<const std::uint8_t>{
        assembled<"r0 = *(u64 *)(r1 + 0)\nr0 += 1\n*(u64 *)(r1 + 0) = r0\nexit">},
    assembled<"r6 = r1\nr2 = *(u64 *)(r6 + 0)\nr1 = r2\nr3 = r2\ncall 0x10\nexit">,
    assembled<"r0 = 0\ncall 0x20\nr0 = 3\nexit">,
    assembled<"r0 = -1\nexit">,
    assembled<"r0 = *(u64 *)(r0 + 0)\nexit">,
    assembled<"goto -1">,
    assembled<"r0 = 1\nif r1 == 0 goto +1\nr0 = 2\nr10 = 5\nexit">}; // refused: it writes r10

class script {
public:
    explicit script(std::uint64_t seed) : random_{seed} {
        firmware_.told = this;
        const auto all = helper_set<device::helpers>::all();
        for (const std::uint32_t window : {0U, 40U}) {
            static_cast<void>(engine_.add_tenant({.helpers = all,
                                                  .hooks = hook_set::all(),
                                                  .budget = 25,
                                                  .window_slots = window,
                                                  .store_entries = 4}));
        }
    }

    void step() {
        firmware_.ms += random_.below(20);
        operate(random_.below(12));
        look();
    }
    /// One operation that fires nothing, from within a run.
    void step_within() { operate(random_.below(6)); }

    std::uint32_t seen() const { return seen_.value(); }
    std::uint32_t faults() const { return engine_.faults().count(); }

private:
    container_id any() { return {static_cast<std::uint8_t>(random_.below(6)), generation()}; }
    std::uint8_t generation() {
        const std::uint32_t index = random_.below(device::containers);
        std::uint8_t found = 0;
        engine_.each_container([&](const container_info& each) {
            found = each.id.index == index ? each.id.generation : found;
        });
        return found;
    }
    /// Mostly one that is there.
    container_id one() {
        std::array<container_id, device::containers> known{};
        std::size_t count = 0;
        engine_.each_container([&](const container_info& each) { known[count++] = each.id; });
        return count == 0 || random_.percent(5) ? any() : known[random_.below(count)];
    }
    hook_base<device>& hook() { return random_.percent(50) ? on_first_ : on_second_; }
    sections parts() { return {.text = random_.one_of(texts)}; }

    template <class Result>
    void note(const Result& got) {
        seen_.add(static_cast<std::int8_t>(got.error()));
        seen_.add(got.at());
    }

    void operate(std::uint32_t what) {
        const auto all = helper_set<device::helpers>::all();
        // Each random number is drawn in a statement of its own: the order of arguments is the
        // compiler's.
        const container_id it = one();
        hook_base<device>& to = hook();
        const sections with = parts();
        const auto position = static_cast<std::uint8_t>(random_.below(4));
        const tenant_id owner{static_cast<std::uint8_t>(random_.below(3))};
        switch (what) {
        case 0:
        case 1: {
            const auto made = engine_.load(owner, with, {}, all);
            note(made);
            if (made) {
                note(engine_.attach(*made, to, {.position = position}));
            }
            break;
        }
        case 2: note(engine_.attach(it, to, {.position = position})); break;
        case 3: note(engine_.detach(it)); break;
        case 4: note(engine_.replace(it, with, {}, all)); break;
        case 5: note(random_.percent(60) ? engine_.unload(it) : engine_.move(it, position)); break;
        case 6:
            note(random_.percent(50) ? engine_.start(it) : engine_.stop(it));
            seen_.add(engine_.poll(15));
            break;
        case 7: note(engine_.release(it)); break;
        case 8: note(engine_.run(it)); break;
        default: fire(); break;
        }
    }

    void fire() {
        event about{random_.below(9)};
        const hook_result got =
            random_.percent(50) ? on_first_.fire(about) : on_second_.fire(about);
        seen_.add(got.value);
        seen_.add(got.ran);
        seen_.add(static_cast<std::int8_t>(got.error));
        seen_.add(about.number);
    }

    void look() {
        engine_.each_container([&](const container_info& each) {
            seen_.add(each.id.index * 256U + each.id.generation);
            seen_.add(static_cast<unsigned>(each.state) * 256U + each.hook);
            seen_.add(each.budget);
            seen_.add(each.done.instructions);
            seen_.add(each.done.runs * 65536U + each.done.faults);
            seen_.add(each.done.last_slot * 256U + each.done.faults_in_a_row);
            seen_.add(static_cast<std::int8_t>(each.done.last_fault));
        });
        for (const store_entry& each : engine_.store().entries()) {
            seen_.add(each.key);
            seen_.add(each.value);
            seen_.add(static_cast<unsigned>(each.in) * 65536U + each.owner * 256U + each.payer);
        }
        for (const fault_report& each : engine_.faults().kept()) {
            seen_.add(each.number);
            seen_.add(each.slot * 256U + each.hook);
            for (const std::uint64_t value : each.registers) {
                seen_.add(value);
            }
        }
    }

    random_numbers random_;
    board firmware_{};
    engine<device> engine_{firmware_};
    fc::hook<event, device> on_first_{engine_, goes_on};
    fc::hook<event, device> on_second_{engine_, stops};
    digest seen_{};
};

void act_as_told(caller<board>& from) { from.platform().told->step_within(); }

} // namespace
} // namespace fc::test

int main() {
    using namespace fc::test;
    report out;
    constexpr std::uint32_t steps = 500;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        script it{seed};
        for (std::uint32_t i = 0; i < steps; ++i) {
            it.step();
        }
        out.expect(it.faults() != 0, "faults were met", seed);
        print(seed);
        print(": ");
        print(it.seen(), 16);
        print(" after ");
        print(it.faults());
        print(" faults\n");
    }
    return out.end();
}
