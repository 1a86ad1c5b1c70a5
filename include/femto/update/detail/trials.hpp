// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/activation.hpp>
#include <femto/update/detail/first_error.hpp>
#include <femto/update/slot/transitions.hpp>

#include <cstdint>

namespace fc::update::detail {

/// Containers that are new are on trial: they stay, or the one before is back.
template <class Config>
class trials : public activation<Config> {
    using base = activation<Config>;

public:
    using base::base;
    using typename base::slot_type;
    using typename base::storage_type;

    /// Ends trials: of a container that is refused, was put into quarantine, or failed as it ran in
    /// slices, by going back; of one that has run often enough by keeping it.
    /// @errors  storage_failed
    FEMTO_OUTLINE errc judge_trials() {
        first_error wrong;
        for (slot_type& it : this->slots_) {
            if (it.kept.record().on_trial) {
                wrong.take(judge_trial(it));
            }
        }
        return wrong.error();
    }
    /// Makes room for another image where one is on trial that has not failed so far.
    /// @errors  storage_failed
    FEMTO_OUTLINE errc end_trial(std::uint16_t place) {
        slot_type& it = this->slots_[place];
        return must_go_back(it) ? errc::storage_failed : keep_for_good(it.kept);
    }

    /// Out of line, as the next, for the record that is made on the C stack.
    FEMTO_OUTLINE static errc count_attempt(slot<storage_type>& it) {
        const slot_record& now = it.record();
        return now.on_trial && !now.stopped ? it.commit(attempted(now)) : errc::ok;
    }
    /// Ends a trial.
    FEMTO_OUTLINE static errc keep_for_good(slot<storage_type>& it) {
        return it.commit(confirmed(it.record()));
    }

    /// The image that came to a slot becomes active, on trial.
    /// @errors  storage_failed
    FEMTO_OUTLINE errc keep(std::uint16_t place, const image_record& image) {
        slot_type& it = this->slots_[place];
        slot_record next = installed(it.kept.record(), image);
        // Nothing makes it run but a request, or a start that was asked for before.
        next.stopped = next.stopped || (image.hook == base::no_hook && !this->is_hosted(it));
        const errc error = it.kept.commit(next);
        it.refusal = error == errc::ok ? errc::wrong_state : it.refusal; // it does not run yet
        return error;
    }

    /// What is active in a slot runs from now on, in its trial; refused, the one before goes on.
    /// @errors  storage_failed; why the container is refused
    FEMTO_OUTLINE result<void> take_over(std::uint16_t place) {
        slot_type& it = this->slots_[place];
        if (it.refusal == errc::ok) {
            return {}; // it does already
        }
        const bool goes_on = this->is_hosted(it);
        this->activate(it);
        if (it.refusal != errc::ok) {
            const result<void> refused{it.refusal, it.refused_at};
            if (it.kept.record().on_trial) {
                roll_back(it, goes_on, refused.error(), refused.at());
            }
            return refused;
        }
        const errc error = Config::trial_runs == 0 ? keep_for_good(it.kept) : errc::ok;
        return error == errc::ok ? result<void>{} : error;
    }

    /// Gives up the image on trial, and goes back to the one before.
    /// @param goes_on  that one still runs
    /// @errors         storage_failed: to be tried again, `refusal` stays until then
    FEMTO_OUTLINE errc roll_back(slot_type& it, bool goes_on, errc why, std::uint32_t at) {
        const errc error = it.kept.commit(rolled_back(it.kept.record()));
        if (error == errc::ok && !goes_on) {
            this->activate(it);
            if (it.refusal != errc::ok) {
                this->let_go(it); // the place of its image is for the next
            }
        }
        it.refusal = why;
        it.refused_at = at;
        return error;
    }

private:
    /// The image on trial is refused, by a list of tenants that came or when storage failed to keep
    /// that it was given up. Without one before, it waits for a list that has it run again.
    static bool must_go_back(const slot_type& it) {
        const slot_record& now = it.kept.record();
        return it.refusal != errc::ok && now.images[now.spare()].is_there();
    }

    FEMTO_OUTLINE errc judge_trial(slot_type& it) {
        if (must_go_back(it)) {
            return roll_back(it, false, it.refusal, it.refused_at);
        }
        const auto now = this->engine_.info(it.container);
        if (!now) {
            return errc::ok;
        }
        const statistics& done = now->done;
        const bool has_finished = now->state == container_state::finished;
        if (now->state == container_state::quarantined ||
            (has_finished && done.faults_in_a_row != 0)) {
            return roll_back(it, false, done.last_fault, done.last_slot);
        }
        // A run that goes on and on is looked at slice by slice.
        const auto instructions = static_cast<std::uint32_t>(done.instructions);
        const bool is_started = now->state == container_state::started;
        it.slices = static_cast<std::uint16_t>(
            it.slices + (is_started && instructions != it.instructions ? 1U : 0U));
        it.instructions = instructions;
        const std::uint32_t runs = is_started ? it.slices : done.runs;
        const bool has_stood = has_finished || runs >= Config::trial_runs;
        return has_stood && done.faults_in_a_row == 0 ? keep_for_good(it.kept) : errc::ok;
    }
};

} // namespace fc::update::detail
