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

    /// Makes what is active run at a start of the device; one on trial for another time, or no more.
    /// @errors  storage_failed
    FEMTO_OUTLINE errc begin_again(slot_type& it) {
        const slot_record& now = it.kept.record();
        const bool counts = now.on_trial && !now.stopped;
        errc error = errc::ok;
        if (counts && now.missed_starts() >= Config::trial_starts) {
            return roll_back(it, errc::trial_failed, 0);
        }
        if (counts) {
            error = become<attempted>(it.kept);
        }
        this->activate(it);
        // That is one more commit, of one that waits only.
        if (error == errc::ok && counts && it.refusal != errc::ok) {
            error = become<not_attempted>(it.kept);
        }
        return must_go_back(it) ? roll_back(it, it.refusal, it.refused_at) : error;
    }
    /// Ends a trial.
    static errc keep_for_good(slot<storage_type>& it) { return become<confirmed>(it); }

    /// The image that came to a slot becomes active, and runs from now on, in its trial; refused, the one
    /// before goes on.
    /// @errors  storage_failed; why the container is refused
    FEMTO_OUTLINE result<void> install_image(std::uint16_t place, const image_record& image) {
        slot_type& it = this->slots_[place];
        const errc error = keep(it, image);
        return error == errc::ok ? take_over(it) : error;
    }

private:
    FEMTO_OUTLINE errc keep(slot_type& it, const image_record& image) {
        slot_record next = installed(it.kept.record(), image);
        // In an empty slot nothing makes it run but a request.
        next.stopped = next.stopped || (image.hook == base::no_hook && !this->is_hosted(it));
        return it.kept.commit(next);
    }
    result<void> take_over(slot_type& it) {
        const bool goes_on = this->is_hosted(it);
        this->activate(it);
        if (it.refusal != errc::ok) {
            const result<void> refused{it.refusal, it.refused_at};
            const slot_record& now = it.kept.record();
            if (now.on_trial && !now.accepted) { // it never ran
                const errc error = become<rolled_back>(it.kept);
                come_back(it, error == errc::ok && !goes_on, refused);
            }
            return refused;
        }
        // It runs, whether storage takes that now or not: at worst it does not wait, refused later.
        static_cast<void>(Config::trial_runs == 0 ? keep_for_good(it.kept)
                                                  : become<accepted>(it.kept));
        return {};
    }
    /// Makes `Next` of a slot; out of line for the record that is made on the C stack.
    template <slot_record (*Next)(const slot_record&)>
    FEMTO_OUTLINE static errc become(slot<storage_type>& it) {
        return it.commit(Next(it.record()));
    }

    /// Gives up the image on trial, and goes back to the one before, if there is one.
    /// @errors  storage_failed: to be tried again, `refusal` stays until then
    FEMTO_OUTLINE errc roll_back(slot_type& it, errc why, std::uint32_t at) {
        const slot_record& now = it.kept.record();
        const bool stays = !now.images[now.spare()].is_there() && this->is_hosted(it);
        const errc error = become<given_up>(it.kept);
        if (stays) { // for those who want to see what it did
            static_cast<void>(this->engine_.detach(it.container).error());
        }
        come_back(it, error == errc::ok && !stays, {why, at});
        return error;
    }
    /// @param begins  what is active now does not run yet
    FEMTO_OUTLINE void come_back(slot_type& it, bool begins, const result<void>& why) {
        if (begins) {
            this->activate(it);
            if (it.refusal != errc::ok) {
                this->let_go(it); // the place of its image is for the next
            }
        }
        it.refusal = why.error();
        it.refused_at = why.at();
    }

    /// The image on trial is refused, and there is one to go back to. One that was accepted before waits
    /// for what it lacks now, unless its bytes are bad or nobody stands for it any more.
    static bool must_go_back(const slot_type& it) {
        const slot_record& now = it.kept.record();
        const errc why = it.refusal;
        return now.on_trial && now.images[now.spare()].is_there() && why != errc::ok &&
               (!now.accepted || why == errc::digest_mismatch || why == errc::revoked_key ||
                why == errc::trial_failed);
    }

    FEMTO_OUTLINE errc judge_trial(slot_type& it) {
        if (must_go_back(it)) {
            return roll_back(it, it.refusal, it.refused_at);
        }
        const auto now = this->engine_.info(it.container);
        if (!now) {
            return errc::ok;
        }
        const statistics& done = now->done;
        const bool has_finished = now->state == container_state::finished;
        if (now->state == container_state::quarantined ||
            (has_finished && done.faults_in_a_row != 0)) {
            return roll_back(it, done.last_fault, done.last_slot);
        }
        // A run that goes on and on is looked at slice by slice.
        const auto instructions = static_cast<std::uint32_t>(done.instructions);
        const bool is_started = now->state == container_state::started;
        it.slices = static_cast<std::uint16_t>(
            it.slices + (is_started && instructions != it.instructions ? 1U : 0U));
        it.instructions = instructions;
        const std::uint32_t runs = is_started ? it.slices : done.runs;
        if (done.faults_in_a_row != 0 || (runs == 0 && !has_finished)) {
            return errc::ok;
        }
        const slot_record& kept = it.kept.record();
        const bool is_noted = kept.missed_starts() == 0; // of this start of the device
        if (has_finished || runs >= Config::trial_runs ||
            (!is_noted && kept.good_starts() + 1U >= Config::trial_starts)) {
            return keep_for_good(it.kept);
        }
        return is_noted ? errc::ok : become<seen_well>(it.kept);
    }
};

} // namespace fc::update::detail
