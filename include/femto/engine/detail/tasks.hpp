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
    using typename runner<Config>::worker_type;
    using task_type = task<Config>;
    using phase = typename task_type::phase;

    explicit tasks(platform_type& platform) : runner<Config>{platform} {}

    result<void> start_task(container_type& it, std::uint8_t place, const context& about) {
        const std::size_t depth = this->levels_[0];
        if (depth == Config::thread_levels) {
            return errc::nesting_exceeded;
        }
        worker_type& by = this->workers_[depth]; // not taken: nothing runs yet
        by.request = nullptr;
        for (task_type& each : this->tasks_) {
            if (each.now != phase::free) {
                continue;
            }
            // Whether it can run at all; its first slice begins it again.
            const errc started = this->begin(by, place, about, &each);
            --it.running;
            if (started != errc::ok) {
                return started;
            }
            each.about = about;
            each.place = place;
            each.now = phase::fresh;
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
                each.now = each.waits() ? phase::free : phase::ending;
            }
        }
    }

    template <class Visitor>
    std::size_t poll_tasks(std::uint32_t slots, Visitor& visit) {
        std::size_t left = 0;
        for (task_type& each : this->tasks_) {
            // One that polls is in the middle of its slice, and gets no other within it.
            if (each.waits()) {
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
        slice out{.container = {place, it.generation}, .what = slice::kind::waits};
        worker_type* const by = this->take_worker(false, nowhere, nullptr);
        if (by == nullptr) {
            out.error = errc::nesting_exceeded;
            return out;
        }
        if (!this->set_aside(*by, place, smaller(slots, it.budget))) {
            this->give_back(*by);
            return out;
        }
        this->begin(*by, place, of.about, &of); // as once before, so it cannot fail
        of.now = phase::running;
        auto& machine = by->machine;
        const auto at = machine.resume(by->given.slots);
        this->give_back(*by);
        const bool has_finished = !at || at->done();
        if (has_finished && of.now != phase::ending) {
            it.state = container_state::finished;
        }
        out.executed = machine.instructions();
        out.error = at.error();
        if (has_finished) {
            out.what = at ? slice::kind::exited : slice::kind::faulted;
            out.r0 = machine.registers()[0];
        } else {
            out.what = at->waits() ? slice::kind::waits : slice::kind::paused;
            machine.suspend(of.run);
        }
        const bool has_ended = has_finished || of.now == phase::ending;
        of.now = has_ended ? phase::free : phase::waiting;
        this->conclude(*by, place, at.error(), has_finished);
        return out;
    }
};

} // namespace fc::detail
