// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/detail/runner.hpp>
#include <femto/engine/slice.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::detail {

/// Long-running containers: each has a machine of its own and runs in slices.
template <class Config>
class tasks : protected runner<Config> {
protected:
    using typename runner<Config>::container_type;
    using typename runner<Config>::platform_type;
    using task_type = task<Config>;
    using phase = typename task_type::phase;

    explicit tasks(platform_type& platform) : runner<Config>{platform} {}

    result<void> start_task(container_type& it, std::uint8_t place, const context& about) {
        for (task_type& each : this->tasks_) {
            if (each.now != phase::free) {
                continue;
            }
            each.from = this->caller_for(it, place, nullptr);
            each.counted = 0;
            const auto instance = this->instance_of(it);
            const auto started = each.machine.start(instance, about, each.from);
            if (!started) {
                return {started.error(), started.at()};
            }
            each.place = place;
            each.now = phase::waiting;
            it.state = container_state::started;
            ++it.done.runs;
            return {};
        }
        return {errc::tasks_full, static_cast<std::uint32_t>(Config::tasks)};
    }

    /// Ends the slices of a container, if it has any; a slice it is in the middle of is its last.
    void stop_task(std::uint8_t place) {
        for (task_type& each : this->tasks_) {
            if (each.place == place && each.now != phase::free) {
                each.now = each.now == phase::waiting ? phase::free : phase::ending;
            }
        }
    }

    template <class Visitor>
    std::size_t poll_tasks(std::uint32_t slots, Visitor& visit) {
        std::size_t left = 0;
        for (task_type& each : this->tasks_) {
            // One that polls is in the middle of its slice, and gets no other within it.
            if (each.now == phase::waiting) {
                visit(advance(each, slots));
            }
        }
        for (const task_type& each : this->tasks_) { // a visitor may have started others
            left += each.now != phase::free ? 1U : 0U;
        }
        return left;
    }

private:
    slice advance(task_type& of, std::uint32_t slots) {
        const std::uint8_t place = of.place;
        container_type& it = this->containers_[place];
        const container_id id{place, it.generation};
        slice out{.container = id, .what = slice::kind::waits};
        const auto given = this->set_aside(it, smaller(slots, it.budget));
        if (given.slots == 0) {
            return out;
        }
        of.now = phase::running;
        ++it.running;
        const auto at = of.machine.resume(given.slots);
        const bool has_finished = !at || at->done();
        if (has_finished && of.now != phase::ending) {
            it.state = container_state::finished;
        }
        const std::uint32_t total = of.machine.instructions();
        const std::uint32_t executed = total - of.counted;
        of.counted = total;
        out.executed = executed;
        out.error = at.error();
        if (has_finished) {
            out.what = at ? slice::kind::exited : slice::kind::faulted;
            out.r0 = of.machine.registers()[0];
        } else if (!at->waits()) {
            out.what = slice::kind::paused;
        }
        const bool has_ended = has_finished || of.now == phase::ending;
        of.now = has_ended ? phase::free : phase::waiting;
        this->conclude(it, given, executed, at.error(),
                       this->fate_of(of.machine, id, nowhere, has_finished));
        return out;
    }
};

} // namespace fc::detail
