// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace fc::test::model {

/// What a program does, as far as an engine can see.
enum class program : std::uint8_t { adds_one, doubles, acts, negative, faults, loops, count };

/// What is known of a container. Identified by a number that is never used again.
struct container {
    program what{};
    unsigned tenant = 0;
    container_state state = container_state::loaded;
    std::optional<unsigned> hook{};
    std::uint32_t budget = 0;
    std::uint64_t instructions = 0;
    unsigned runs = 0;
    unsigned faults = 0;
    unsigned in_a_row = 0;
    bool gone = false;  // unloaded
    bool waits = false; // for the next event
    unsigned running = 0;
};

/// An engine as one would write it with a heap and no hurry: whole lists are copied before an event,
/// and nothing is linked. Says what `fc::engine` must do, given the same operations.
///
/// What a container does in the middle of its run, by the helper `act`, is `acting`.
class engine {
public:
    struct limits {
        std::size_t containers;
        std::size_t tasks;
        std::size_t levels;
        unsigned quarantine_after;
        std::uint32_t budget;
        std::uint32_t window_ms;
    };
    struct tenant {
        std::uint32_t window_slots = 0;
        std::uint32_t used = 0;
        std::uint32_t reserved = 0; // by runs that have not ended
        std::uint32_t start_ms = 0;
        std::uint32_t skipped = 0;
    };
    struct outcome {
        std::int64_t value;
        unsigned ran;
        errc error;
    };

    engine(const limits& most, std::vector<tenant> tenants, std::vector<hook_policy> policies)
        : most_{most}, tenants_{std::move(tenants)}, policies_{std::move(policies)},
          hooks_(policies_.size()), firing_(policies_.size()) {}

    std::uint32_t now_ms = 0;
    std::function<void()> acting = [] {};

    std::map<unsigned, container> containers;

    /// Places in use: those of unloaded containers count until their run ends.
    std::size_t used() const {
        return static_cast<std::size_t>(std::ranges::count_if(
            containers, [](const auto& each) { return !is_over(each.second); }));
    }

    errc load(unsigned id, program what, unsigned owner) {
        if (used() == most_.containers) {
            return errc::containers_full;
        }
        containers[id] = {.what = what, .tenant = owner};
        return errc::ok;
    }

    void unload(unsigned id) {
        container& it = containers[id];
        unlink(id);
        std::erase(tasks_, id);
        it.gone = true;
    }

    errc attach(unsigned id, unsigned hook, std::size_t position) {
        container& it = containers[id];
        if (it.state != container_state::loaded && it.state != container_state::finished) {
            return errc::wrong_state;
        }
        it.budget = most_.budget;
        it.in_a_row = 0;
        it.state = container_state::attached;
        link(id, hook, position);
        return errc::ok;
    }

    errc detach(unsigned id) {
        if (!containers[id].hook) {
            return errc::wrong_state;
        }
        unlink(id);
        if (containers[id].state != container_state::quarantined) {
            containers[id].state = container_state::loaded;
        }
        return errc::ok;
    }

    errc move(unsigned id, std::size_t position) {
        container& it = containers[id];
        if (!it.hook) {
            return errc::wrong_state;
        }
        const unsigned hook = *it.hook;
        if (hooks_[hook].size() == 1) {
            return errc::ok;
        }
        unlink(id);
        link(id, hook, position);
        return errc::ok;
    }

    errc replace(unsigned id, unsigned fresh, program what) {
        container& it = containers[id];
        if (!it.hook) {
            return errc::wrong_state;
        }
        const unsigned hook = *it.hook;
        if (const errc error = load(fresh, what, it.tenant); error != errc::ok) {
            return error;
        }
        const auto& list = hooks_[hook];
        const auto position = std::ranges::find(list, id) - list.begin();
        attach(fresh, hook, static_cast<std::size_t>(position));
        unload(id);
        return errc::ok;
    }

    errc release(unsigned id) {
        container& it = containers[id];
        if (it.state != container_state::quarantined) {
            return errc::wrong_state;
        }
        it.in_a_row = 0;
        it.state = it.hook ? container_state::attached : container_state::loaded;
        return errc::ok;
    }

    errc start(unsigned id) {
        container& it = containers[id];
        if ((it.state != container_state::loaded && it.state != container_state::finished) ||
            it.running != 0) {
            return errc::wrong_state;
        }
        if (level_ == most_.levels) {
            return errc::nesting_exceeded; // whether it can run is tried on a machine
        }
        if (tasks_.size() == most_.tasks) {
            return errc::tasks_full;
        }
        tasks_.push_back(id);
        it.state = container_state::started;
        ++it.runs;
        return errc::ok;
    }

    errc stop(unsigned id) {
        container& it = containers[id];
        if (it.state != container_state::started) {
            return errc::wrong_state;
        }
        std::erase(tasks_, id);
        it.state = container_state::loaded;
        return errc::ok;
    }

    /// Only programs that need no context are started, and only by a tenant without a window.
    std::size_t poll(std::uint32_t slots) {
        for (const unsigned id : std::vector{tasks_}) {
            container& it = containers[id];
            if (it.what == program::loops) {
                it.instructions += std::min(slots, most_.budget);
                continue;
            }
            std::erase(tasks_, id);
            it.state = container_state::finished;
            if (it.what == program::faults) {
                fail(it);
            } else {
                it.instructions += whole(it.what);
                it.in_a_row = 0;
            }
        }
        return tasks_.size();
    }

    outcome fire(unsigned hook, std::uint64_t& number) {
        outcome out{-77, 0, errc::ok};
        if (hooks_[hook].empty()) {
            return out;
        }
        if (level_ == most_.levels) {
            out.error = errc::nesting_exceeded;
            return out;
        }
        ++level_;
        ++firing_[hook];
        for (const unsigned id : std::vector{hooks_[hook]}) {
            if (containers[id].hook != hook || containers[id].state != container_state::attached ||
                containers[id].waits) {
                continue;
            }
            std::int64_t r0 = 0;
            if (const errc error = run(id, number, r0); error != errc::ok) {
                out.error = error;
                continue;
            }
            ++out.ran;
            out.value = r0;
            const hook_policy policy = policies_[hook];
            if (policy == hook_policy::single ||
                (policy == hook_policy::stop_if_negative && r0 < 0) ||
                (policy == hook_policy::stop_if_positive && r0 > 0)) {
                break;
            }
        }
        --level_;
        if (--firing_[hook] == 0) {
            for (const unsigned id : hooks_[hook]) {
                containers[id].waits = false;
            }
        }
        return out;
    }

    const std::vector<unsigned>& on(unsigned hook) const { return hooks_[hook]; }
    const tenant& tenant_of(unsigned number) const { return tenants_[number]; }

private:
    static bool is_over(const container& it) { return it.gone && it.running == 0; }

    void link(unsigned id, unsigned hook, std::size_t position) {
        auto& list = hooks_[hook];
        const auto at = std::min(position, list.size());
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), id);
        containers[id].hook = hook;
        containers[id].waits = firing_[hook] != 0;
    }

    void unlink(unsigned id) {
        container& it = containers[id];
        if (it.hook) {
            std::erase(hooks_[*it.hook], id);
            it.hook.reset();
            it.waits = false;
        }
    }

    /// Slots of a program from its entry to its exit.
    static std::uint32_t whole(program what) {
        switch (what) {
        case program::adds_one:
        case program::doubles: return 4;
        case program::acts: return 3;
        case program::negative: return 2;
        case program::faults:
        case program::loops:
        case program::count: break;
        }
        return 0xFFFFFFFF;
    }

    errc run(unsigned id, std::uint64_t& number, std::int64_t& r0) {
        container& it = containers[id];
        tenant& owner = tenants_[it.tenant];
        std::uint32_t left = 0xFFFFFFFF;
        if (owner.window_slots != 0) {
            while (now_ms - owner.start_ms >= most_.window_ms) {
                owner.start_ms += most_.window_ms;
                owner.used -= std::min(owner.used, owner.window_slots);
            }
            left = owner.window_slots - std::min(owner.used + owner.reserved, owner.window_slots);
        }
        if (left == 0) {
            ++owner.skipped;
            return errc::tenant_budget_exhausted;
        }
        const std::uint32_t budget = std::min(left, it.budget);
        owner.reserved += budget; // so that runs within this one do not get it again
        ++it.running;
        const program what = it.what;
        errc error = errc::ok;
        std::uint32_t slots = 0;
        // An exit or call is refused when the slots before it have used the budget up.
        switch (it.what) {
        case program::adds_one:
        case program::doubles:
            number = it.what == program::doubles ? number * 2 : number + 1;
            r0 = static_cast<std::int64_t>(number);
            slots = budget > 3 ? 4 : 3;
            break;
        case program::acts:
            if (budget > 1) {
                acting();
            }
            slots = budget > 2 ? 3 : budget > 1 ? 2 : 1;
            break;
        case program::negative:
            r0 = -1;
            slots = budget > 1 ? 2 : 1;
            break;
        case program::faults: error = errc::illegal_memory; break;
        case program::loops:
        case program::count: slots = budget; break;
        }
        if (error == errc::ok && slots != whole(what)) {
            error = errc::budget_exhausted;
        }
        container& after = containers[id];
        --after.running;
        ++after.runs;
        after.instructions += slots;
        owner.reserved -= budget;
        owner.used += slots;
        if (error == errc::ok) {
            after.in_a_row = 0;
        } else if (error == errc::budget_exhausted && left < after.budget) {
            error = errc::tenant_budget_exhausted;
        } else {
            fail(after);
        }
        return error;
    }

    void fail(container& it) {
        ++it.faults;
        if (++it.in_a_row >= most_.quarantine_after && !it.gone) {
            it.state = container_state::quarantined;
        }
    }

    limits most_;
    std::vector<tenant> tenants_;
    std::vector<hook_policy> policies_;
    std::vector<std::vector<unsigned>> hooks_;
    std::vector<unsigned> firing_;
    std::vector<unsigned> tasks_;
    std::size_t level_ = 0;
};

} // namespace fc::test::model
