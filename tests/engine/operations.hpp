// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "model.hpp"
#include "support/assembled.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

/// A firmware whose containers do, by the helper `act`, what the sequence of operations says next.
struct acting_board {
    std::uint32_t ms = 0;
    std::function<void()> act = [] {};

    std::uint32_t now_ms() const { return ms; }
};
inline void act_as_told(caller<acting_board>& from) { from.platform().act(); }

struct acting_device : engine_defaults<acting_board> {
    static constexpr std::size_t containers = 5;
    static constexpr std::size_t tenants = 2;
    static constexpr std::size_t hooks = 2;
    static constexpr std::size_t tasks = 2;
    static constexpr std::size_t thread_levels = 3;
    static constexpr std::uint32_t budget = 20;
    static constexpr std::uint32_t window_ms = 100;
    using helpers = helper_table<helper<0x20, "act", act_as_told>>;
};

/// Does to an engine and to its model what a sequence of bytes says, and compares all that can be
/// seen after each operation.
class operations {
public:
    explicit operations(std::span<const std::uint8_t> bytes) : bytes_{bytes} {
        const auto both = helper_set<acting_device::helpers>::all();
        for (const std::uint32_t window : {0U, window_slots}) {
            tenants_.push_back(*engine_->add_tenant(
                {.helpers = both, .hooks = hook_set::all(), .budget = 20, .window_slots = window}));
        }
        firmware_.act = [this] { nested(actual_); };
        model_.acting = [this] { nested(wanted_); };
    }

    /// @return  what differs, empty if nothing does
    std::string run() {
        while (difference_.empty() && at_ < bytes_.size()) {
            step();
            compare();
        }
        return difference_;
    }
    /// Events that ran a container, to see that sequences do something.
    std::size_t events_with_runs() const { return events_with_runs_; }

private:
    using program = model::program;
    struct number_event {
        std::uint64_t number;
    };
    /// Who carries an operation out. Nested ones are read from the same place by both.
    enum side : std::uint8_t { actual_, wanted_ };

    static constexpr std::uint32_t window_slots = 15;
    static constexpr std::uint32_t slice = 50;

    std::uint8_t next() { return at_ < bytes_.size() ? bytes_[at_++] : std::uint8_t{0}; }

    static sections program_of(program what) {
        switch (what) {
        case program::adds_one:
            return {.text =
                        assembled<"r0 = *(u64 *)(r1 + 0)\nr0 += 1\n*(u64 *)(r1 + 0) = r0\nexit">};
        case program::doubles:
            return {.text =
                        assembled<"r0 = *(u64 *)(r1 + 0)\nr0 += r0\n*(u64 *)(r1 + 0) = r0\nexit">};
        case program::acts: return {.text = assembled<"r0 = 0\ncall 0x20\nexit">};
        case program::negative: return {.text = assembled<"r0 = -1\nexit">};
        case program::faults: return {.text = assembled<"r0 = *(u64 *)(r0 + 0)\nexit">};
        case program::loops:
        case program::count: break;
        }
        return {.text = assembled<"goto -1">};
    }

    /// One operation on one side. Both get the same operands.
    struct operation {
        unsigned what;
        unsigned which;
        unsigned hook;
        std::uint8_t position;
        program of;
        unsigned tenant;
    };

    operation read() {
        const std::uint8_t what = next();
        const std::uint8_t operand = next();
        return {.what = what % 16U,
                .which = operand,
                .hook = what / 16U % 2,
                .position = static_cast<std::uint8_t>(operand % 5),
                .of = static_cast<program>(operand / 5 % static_cast<unsigned>(program::count)),
                .tenant = what / 128U};
    }

    /// A container both know, or one that was there once.
    unsigned chosen(unsigned which) const {
        return ids_.empty() ? 0 : which % static_cast<unsigned>(ids_.size());
    }

    bool exists(unsigned id) const {
        const auto found = model_.containers.find(id);
        return found != model_.containers.end() && !found->second.gone;
    }

    /// The operations that do not fire.
    errc apply(const operation& it, side on) {
        const unsigned id = chosen(it.which);
        const bool known = !ids_.empty() && (on == actual_ || exists(id));
        const container_id handle = ids_.empty() ? container_id{} : ids_[id];
        const auto text = program_of(it.of);
        const auto all = helper_set<acting_device::helpers>::all();
        switch (it.what) {
        case 0:
        case 1:
        case 2: return load_and_attach(it, on);
        case 3:
            if (on == actual_) {
                return engine_->unload(handle).error();
            }
            if (known) {
                model_.unload(id);
            }
            return known ? errc::ok : errc::unknown_container;
        case 4:
        case 5:
            if (on == actual_) {
                return engine_->attach(handle, *hooks_[it.hook], {.position = it.position}).error();
            }
            return known ? model_.attach(id, it.hook, it.position) : errc::unknown_container;
        case 6:
            if (on == actual_) {
                return engine_->detach(handle).error();
            }
            return known ? model_.detach(id) : errc::unknown_container;
        case 7:
            if (on == actual_) {
                return engine_->move(handle, it.position).error();
            }
            return known ? model_.move(id, it.position) : errc::unknown_container;
        case 8: {
            if (on == wanted_) {
                return known ? model_.replace(id, fresh_, it.of) : errc::unknown_container;
            }
            const auto made = engine_->replace(handle, text, {}, all);
            if (made) {
                made_[fresh_] = {it.of, made_[id].tenant};
                ids_.push_back(*made);
            }
            return made.error();
        }
        case 9:
            if (on == actual_) {
                return engine_->release(handle).error();
            }
            return known ? model_.release(id) : errc::unknown_container;
        case 10:
            if (!may_start(id)) {
                return errc::ok;
            }
            if (on == actual_) {
                return engine_->start(handle).error();
            }
            return known ? model_.start(id) : errc::unknown_container;
        case 11:
            if (on == actual_) {
                return engine_->stop(handle).error();
            }
            return known ? model_.stop(id) : errc::unknown_container;
        default: return errc::ok;
        }
    }

    /// Not by what the model knows: the engine comes first, and the model then is behind.
    bool may_start(unsigned id) const {
        const auto found = made_.find(id);
        return found != made_.end() && found->second.tenant == 0 &&
               (found->second.of == program::loops || found->second.of == program::negative ||
                found->second.of == program::faults);
    }

    errc load_and_attach(const operation& it, side on) {
        if (on == wanted_) {
            const errc error = model_.load(fresh_, it.of, it.tenant);
            return error == errc::ok && it.what != 0 ? model_.attach(fresh_, it.hook, it.position)
                                                     : error;
        }
        const auto made = engine_->load(tenants_[it.tenant], program_of(it.of), {},
                                        helper_set<acting_device::helpers>::all());
        if (!made) {
            return made.error();
        }
        made_[fresh_] = {it.of, it.tenant};
        ids_.push_back(*made);
        return it.what != 0
                   ? engine_->attach(*made, *hooks_[it.hook], {.position = it.position}).error()
                   : errc::ok;
    }

    /// Does an operation on the engine, then on the model, and compares what they say.
    void step() {
        const operation it = read();
        if (it.what >= 12) {
            pass_time_or_fire(it);
            return;
        }
        fresh_ = static_cast<unsigned>(ids_.size());
        // `ids_` as both see it: the engine adds to it.
        const auto before = ids_;
        const errc got = apply(it, actual_);
        auto after = std::move(ids_);
        ids_ = before;
        const errc want = apply(it, wanted_);
        ids_ = std::move(after);
        expect(got == want, "operation " + std::to_string(it.what) + " gives " +
                                std::to_string(static_cast<int>(got)) + ", not " +
                                std::to_string(static_cast<int>(want)));
    }

    void pass_time_or_fire(const operation& it) {
        if (it.what == 12) {
            firmware_.ms += it.which;
            model_.now_ms = firmware_.ms;
            return;
        }
        if (it.what == 13) {
            const std::size_t got = engine_->poll(slice);
            const std::size_t want = model_.poll(slice);
            expect(got == want, "poll");
            return;
        }
        // The containers of this event act as the bytes from here on say, on both sides alike.
        const std::size_t from = at_;
        const auto ids = ids_;
        number_event event{it.which};
        const hook_result got = hooks_[it.hook]->fire(event);
        const std::size_t to = at_;
        const auto made = ids_;
        at_ = from;
        ids_ = ids;
        std::uint64_t number = it.which;
        const model::engine::outcome want = model_.fire(it.hook, number);
        expect(at_ == to, "containers acted differently often");
        at_ = to;
        ids_ = made;
        expect(got.value == want.value && got.ran == want.ran && got.error == want.error,
               "event: " + std::to_string(got.value) + " of " + std::to_string(got.ran) + ", not " +
                   std::to_string(want.value) + " of " + std::to_string(want.ran));
        expect(event.number == number, "the number an event leaves");
        events_with_runs_ += got.ran != 0 ? 1 : 0;
    }

    /// What a container does in the middle of its run. Both sides add to `ids_`: the model a handle
    /// that nobody uses, in the place of the engine's.
    void nested(side on) {
        const operation it = read();
        fresh_ = static_cast<unsigned>(ids_.size());
        if (it.what >= 14) {
            std::uint64_t number = it.which;
            if (on == actual_) {
                number_event event{number};
                static_cast<void>(hooks_[it.hook]->fire(event));
            } else {
                static_cast<void>(model_.fire(it.hook, number));
            }
            return;
        }
        if (it.what == 12) {
            (on == actual_ ? firmware_.ms : model_.now_ms) += it.which;
            return;
        }
        if (it.what == 13) { // no slices within a run
            return;
        }
        const errc error = apply(it, on);
        const bool makes = it.what <= 2 || it.what == 8;
        if (on == wanted_ && makes && model_.containers.contains(fresh_) && error == errc::ok) {
            ids_.push_back({});
        }
    }

    void compare() {
        for (const auto& [id, want] : model_.containers) {
            if (want.gone) {
                expect(!engine_->info(ids_[id]), "an unloaded container is known");
                continue;
            }
            const auto got = engine_->info(ids_[id]);
            const std::string who = "container " + std::to_string(id) + ": ";
            expect(bool{got}, who + "unknown");
            if (!got) {
                return;
            }
            const container_state state = want.waits && want.state == container_state::attached
                                              ? container_state::attaching
                                              : want.state;
            expect(got->state == state, who + "state " +
                                            std::to_string(static_cast<int>(got->state)) +
                                            ", not " + std::to_string(static_cast<int>(state)));
            expect(got->hook == want.hook.value_or(255), who + "hook");
            expect(got->done.runs == want.runs, who + "runs");
            expect(got->done.faults == want.faults, who + "faults");
            expect(got->done.instructions == want.instructions,
                   who + "instructions " + std::to_string(got->done.instructions) + ", not " +
                       std::to_string(want.instructions));
        }
        for (unsigned hook = 0; hook < hooks_.size(); ++hook) {
            std::vector<container_id> got;
            engine_->each_on(*hooks_[hook],
                             [&](const container_info& each) { got.push_back(each.id); });
            std::vector<container_id> want;
            for (const unsigned id : model_.on(hook)) {
                want.push_back(ids_[id]);
            }
            expect(got == want, "order on hook " + std::to_string(hook));
        }
        for (unsigned i = 0; i < tenants_.size(); ++i) {
            expect(engine_->skipped(tenants_[i]) == model_.tenant_of(i).skipped, "skipped");
        }
    }

    void expect(bool holds, const std::string& what) {
        if (!holds && difference_.empty()) {
            difference_ = what + ", before byte " + std::to_string(at_);
        }
    }

    static constexpr hook_description<acting_device> first_{.policy = hook_policy::run_all,
                                                            .default_result = -77};
    static constexpr hook_description<acting_device> second_{
        .policy = hook_policy::stop_if_negative, .default_result = -77};

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    acting_board firmware_{};
    std::unique_ptr<fc::engine<acting_device>> engine_ =
        std::make_unique<fc::engine<acting_device>>(firmware_);
    std::vector<std::unique_ptr<hook<number_event, acting_device>>> hooks_ = [this] {
        std::vector<std::unique_ptr<hook<number_event, acting_device>>> made;
        made.push_back(std::make_unique<hook<number_event, acting_device>>(*engine_, first_));
        made.push_back(std::make_unique<hook<number_event, acting_device>>(*engine_, second_));
        return made;
    }();
    std::vector<tenant_id> tenants_;
    std::vector<container_id> ids_; // by the model's numbers
    struct kind {
        program of;
        unsigned tenant;
    };
    std::map<unsigned, kind> made_; // by the same
    model::engine model_{{.containers = acting_device::containers,
                          .tasks = acting_device::tasks,
                          .levels = acting_device::thread_levels,
                          .quarantine_after = acting_device::quarantine_after,
                          .budget = acting_device::budget,
                          .window_ms = acting_device::window_ms},
                         {{}, {.window_slots = window_slots}},
                         {hook_policy::run_all, hook_policy::stop_if_negative}};
    unsigned fresh_ = 0; // the number a container made now will have
    std::size_t events_with_runs_ = 0;
    std::string difference_;
};

} // namespace fc::test
