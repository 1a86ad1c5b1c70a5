// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/engine.hpp>
#include <femto/image/open.hpp>
#include <femto/update/config.hpp>
#include <femto/update/detail/tenants.hpp>
#include <femto/update/key_set.hpp>
#include <femto/update/slot/sequence.hpp>
#include <femto/update/slot/slot.hpp>
#include <femto/update/slot/transitions.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::update::detail {

/// One slot, and the container that the engine has of it.
template <class Config>
struct hosted_slot {
    slot<typename Config::storage> kept;
    container_id container{}; ///< what runs of it; of no container when nothing does
    errc refusal = errc::ok;  ///< why what is active does not run, or was given up
    std::uint32_t refused_at = 0;
    std::uint8_t area = 0;          ///< of `data`: that of the container; the other is for the next
    std::uint16_t slices = 0;       ///< that it was seen to run in, since it was loaded
    std::uint32_t instructions = 0; ///< that it had executed by then
    alignas(8) std::array<std::array<std::uint8_t, Config::container_data_bytes>, 2> data{};
};

/// Where slots lie in a device's storage: those of containers, then that of the list of tenants.
template <class Config>
struct slots_of {
    using containers = slot_layout<typename Config::storage, Config::slots, Config::image_bytes>;
    using keys = slot_layout<typename Config::storage, 1, Config::key_set_bytes, containers::end>;

    template <std::size_t... Index>
    static auto make(typename Config::storage& storage, std::index_sequence<Index...>) {
        return std::array<hosted_slot<Config>, Config::slots>{hosted_slot<Config>{
            .kept = slot<typename Config::storage>{storage, containers::place(Index)}}...};
    }
};

/// Makes the containers that slots say are active those that the engine runs.
template <class Config>
class hosted {
public:
    using storage_type = typename Config::storage;
    using crypto_type = typename Config::crypto;
    using engine_type = engine<Config>;
    using slot_type = hosted_slot<Config>;

    hosted(engine_type& host, storage_type& storage, crypto_type& crypto)
        : engine_{host}, crypto_{crypto}, key_slot_{storage, slots_of<Config>::keys::place(0)},
          slots_{slots_of<Config>::make(storage, std::make_index_sequence<Config::slots>{})} {}

    engine_type& host() { return engine_; }
    crypto_type& crypto() { return crypto_; }
    const key_set& keys() const { return keys_; }
    slot<storage_type>& key_slot() { return key_slot_; }
    const slot_record& key_record() const { return key_slot_.record(); }
    std::span<slot_type, Config::slots> slots() { return slots_; }
    std::span<const slot_type, Config::slots> slots() const { return slots_; }
    /// A tenant of the list, in the engine.
    tenant_id tenant(std::uint8_t of_list) const {
        return {static_cast<std::uint8_t>(first_tenant_ + of_list)};
    }

    /// What storage holds runs again; what was on trial for too many starts does not.
    /// @errors  storage_failed
    result<void> start(std::span<const std::uint8_t> first_key_set) {
        first_error wrong;
        first_tenant_ = static_cast<std::uint8_t>(engine_.tenant_count());
        wrong.take(key_slot_.recover());
        use_keys(first_key_set);
        for (slot_type& it : slots_) {
            wrong.take(it.kept.recover());
            wrong.take(count_attempt(it.kept));
            if (it.kept.record().attempts > attempts_max) {
                wrong.take(roll_back(it, false, errc::quarantined, 0));
                continue;
            }
            activate(it);
            if (it.refusal != errc::ok && it.kept.record().on_trial) {
                wrong.take(roll_back(it, false, it.refusal, it.refused_at));
            }
        }
        return wrong ? result<void>{wrong.error(), wrong.at()} : result<void>{};
    }

    /// Ends trials: of a container that is refused, was put into quarantine, or failed as it ran in
    /// slices, by going back; of one that has run often enough by keeping it.
    result<void> judge_trials() {
        first_error wrong;
        for (slot_type& it : slots_) {
            if (it.kept.record().on_trial) {
                wrong.take(judge_trial(it));
            }
        }
        return wrong ? result<void>{wrong.error(), wrong.at()} : result<void>{};
    }
    /// Makes room for another image where one is on trial that has not failed so far.
    /// @errors  storage_failed
    FEMTO_OUTLINE result<void> end_trial(std::uint16_t place) {
        slot_type& it = slots_[place];
        return must_go_back(it) ? errc::storage_failed : keep_for_good(it.kept);
    }

    /// Out of line, as the next, for the record that is made on the C stack.
    FEMTO_OUTLINE static result<void> count_attempt(slot<storage_type>& it) {
        const slot_record& now = it.record();
        return now.on_trial && !now.stopped ? it.commit(attempted(now)) : result<void>{};
    }
    /// Ends a trial.
    FEMTO_OUTLINE static result<void> keep_for_good(slot<storage_type>& it) {
        return it.commit(confirmed(it.record()));
    }

    /// The image that came to a slot becomes active, on trial.
    /// @errors  storage_failed
    FEMTO_OUTLINE result<void> keep(std::uint16_t place, const image_record& image) {
        slot_type& it = slots_[place];
        slot_record next = installed(it.kept.record(), image);
        // Nothing makes it run but a request, or a start that was asked for before.
        next.stopped = next.stopped || (image.hook == no_hook && !is_hosted(it));
        const auto kept = it.kept.commit(next);
        it.refusal = kept ? errc::wrong_state : it.refusal; // it does not run yet
        return kept;
    }

    /// What is active in a slot runs from now on, in its trial; refused, the one before goes on.
    /// @errors  storage_failed; why the container is refused
    FEMTO_OUTLINE result<void> take_over(std::uint16_t place) {
        slot_type& it = slots_[place];
        if (it.refusal == errc::ok) {
            return {}; // it does already
        }
        const bool goes_on = is_hosted(it);
        activate(it);
        const result<void> refused =
            it.refusal == errc::ok ? result<void>{} : result<void>{it.refusal, it.refused_at};
        if (!refused && it.kept.record().on_trial) {
            static_cast<void>(roll_back(it, goes_on, refused.error(), refused.at()).error());
        }
        return refused && Config::trial_runs == 0 ? keep_for_good(it.kept) : refused;
    }

    /// A list of tenants that came becomes the one that counts. What a tenant has whose entry is another
    /// now begins anew, or ends.
    /// @errors  those of `key_set::open`, tenants_full, storage_failed
    FEMTO_OUTLINE result<void> install_keys(const image_record& image,
                                            std::span<const std::uint8_t> bytes) {
        const auto fresh = key_set::open(bytes);
        if (!fresh) {
            return {fresh.error(), fresh.at()};
        }
        if (fresh->tenant_count() + first_tenant_ > Config::tenants) {
            return {errc::tenants_full, Config::tenants};
        }
        if constexpr (!platform::millisecond_clock<typename Config::platform>) {
            for (std::uint8_t i = 0; i < fresh->tenant_count(); ++i) {
                if (fresh->tenant(i).window_slots != 0) {
                    return {errc::budget_not_granted, i};
                }
            }
        }
        const auto kept = key_slot_.commit(confirmed(installed(key_slot_.record(), image)));
        return kept ? change_keys(*fresh) : kept;
    }

    /// Makes a container of the active image, in the place of the one that runs. Refused, that goes on.
    FEMTO_OUTLINE void activate(slot_type& it) {
        const slot_record& now = it.kept.record();
        if (!now.has_image()) {
            let_go(it);
            return;
        }
        const auto done = load(it, now.image(), it.kept.image(now.active), now.stopped);
        it.refusal = done.error();
        it.refused_at = done.at();
    }

    /// Gives up the image on trial, and goes back to the one before.
    /// @param goes_on  that one still runs
    /// @errors         storage_failed: to be tried again, `refusal` stays until then
    FEMTO_OUTLINE result<void> roll_back(slot_type& it, bool goes_on, errc why, std::uint32_t at) {
        const auto done = it.kept.commit(rolled_back(it.kept.record()));
        if (done && !goes_on) {
            activate(it);
            if (it.refusal != errc::ok) {
                let_go(it); // the place of its image is for the next
            }
        }
        it.refusal = why;
        it.refused_at = at;
        return done;
    }

    /// The tenant whose key this is, if what it signed may run.
    /// @errors  unknown_key, revoked_key
    result<std::uint8_t> owner_of(const image_record& image) const {
        const auto index = keys_.find_key(image.key);
        if (!index) {
            return index.error();
        }
        const tenant_key key = keys_.key(*index);
        return key.status == key_status::revoked ? result<std::uint8_t>{errc::revoked_key}
                                                 : key.tenant;
    }

    FEMTO_OUTLINE bool has_digest(std::span<const std::uint8_t> bytes,
                                  const platform::sha256_digest& wanted) {
        typename crypto_type::sha256 hash;
        hash.update(bytes);
        platform::sha256_digest is{};
        return hash.finish(is) && is == wanted;
    }

    /// Whether the engine has a container of it.
    bool is_hosted(const slot_type& it) const { return bool{engine_.info(it.container)}; }

    void let_go(slot_type& it) {
        // One that is gone already is no error.
        static_cast<void>(engine_.unload(it.container).error());
        it.container = {};
        it.refusal = errc::ok;
    }

    /// Has a container that is loaded do what its image is for: wait for its hook, or run in slices.
    /// @errors  unknown_hook; those of `engine::attach` and `start`
    template <class Container>
    result<void> begin(const Container& it, const image_record& image, const attachment& how) {
        if (image.hook == no_hook) {
            return engine_.start(it);
        }
        auto* const hook = engine_.find_hook({image.hook});
        return hook == nullptr ? errc::unknown_hook : engine_.attach(it, *hook, how);
    }

    /// The same for the container of a slot.
    result<void> begin(slot_type& it) {
        const image_record& image = it.kept.record().image();
        const auto opened = image::open(it.kept.image(it.kept.record().active));
        return begin(it.container, image,
                     {.position = image.position,
                      .budget = image.budget,
                      .built_for = opened ? opened->notes.fingerprint : image::fingerprint{}});
    }

    static constexpr std::array<std::uint8_t, 16> no_hook{};

private:
    /// The image on trial is refused, by a list of tenants that came or when storage failed to keep
    /// that it was given up. Without one before, it waits for a list that has it run again.
    static bool must_go_back(const slot_type& it) {
        const slot_record& now = it.kept.record();
        return it.refusal != errc::ok && now.images[now.spare()].is_there();
    }

    FEMTO_OUTLINE result<void> judge_trial(slot_type& it) {
        if (must_go_back(it)) {
            return roll_back(it, false, it.refusal, it.refused_at);
        }
        const auto now = engine_.info(it.container);
        if (!now) {
            return {};
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
        return has_stood && done.faults_in_a_row == 0 ? keep_for_good(it.kept) : result<void>{};
    }

    /// Starts of the device that an image on trial gets: one that takes the device with it has no other
    /// trace.
    static constexpr std::uint8_t attempts_max = 3;

    /// The list in storage; the first one where there was none yet. One that is damaged counts for
    /// nothing: only a root is believed then.
    void use_keys(std::span<const std::uint8_t> first) {
        const slot_record& now = key_slot_.record();
        auto bytes = first;
        if (now.has_image()) {
            bytes = key_slot_.image(now.active);
            bytes = has_digest(bytes, now.image().digest) ? bytes : bytes.first(0);
        }
        const auto read = key_set::open(bytes);
        keys_ = read ? *read : key_set{};
        static_cast<void>(admit_tenants<Config>(keys_, engine_, first_tenant_).error());
    }

    result<void> change_keys(const key_set& to) {
        const key_set before = keys_; // its bytes are there until the next list comes
        for (std::uint8_t i = 0; i < before.tenant_count(); ++i) {
            const bool stays =
                i < to.tenant_count() && same_bytes(before.tenant(i).name, to.tenant(i).name);
            if (!stays) {
                clear_paid_by(engine_.store(), tenant(i).index);
            }
        }
        std::array<bool, Config::slots> goes_on{};
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            const slot_record& now = slots_[i].kept.record();
            goes_on[i] =
                now.has_image() && is_hosted(slots_[i]) && is_same_owner(before, to, now.image());
        }
        keys_ = to;
        const auto admitted = admit_tenants<Config>(to, engine_, first_tenant_);
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (!goes_on[i]) {
                let_go(slots_[i]);
                activate(slots_[i]);
            }
        }
        return admitted;
    }

    static bool is_same_owner(const key_set& a, const key_set& b, const image_record& image) {
        const auto in_a = a.find_key(image.key);
        const auto in_b = b.find_key(image.key);
        if (!in_a || !in_b) {
            return false;
        }
        const tenant_key of_a = a.key(*in_a);
        const tenant_key of_b = b.key(*in_b);
        return of_a.tenant == of_b.tenant && of_b.status != key_status::revoked &&
               same_bytes(a.tenant(of_a.tenant).bytes, b.tenant(of_b.tenant).bytes);
    }

    /// Every check that there is, once more: what lies in storage may have changed since it was
    /// installed, and so may what its tenant is granted.
    FEMTO_OUTLINE result<void> load(slot_type& it, const image_record& image,
                                    std::span<const std::uint8_t> bytes, bool is_stopped) {
        const auto owner = owner_of(image);
        if (!owner) {
            return owner.error();
        }
        const auto index = static_cast<std::uint32_t>(&it - slots_.data());
        if (!keys_.tenant(*owner).may_use_slot(index)) {
            return {errc::slot_not_granted, index};
        }
        if (!has_digest(bytes, image.digest)) {
            return errc::digest_mismatch;
        }
        const auto opened = image::open(bytes);
        if (!opened) {
            return {opened.error(), opened.at()};
        }
        const std::uint8_t area = it.area ^ 1U;
        const auto next = put(it, tenant(*owner), *opened, it.data[area], image, is_stopped);
        if (!next) {
            return {next.error(), next.at()};
        }
        static_cast<void>(engine_.move(*next, image.position).error()); // if it is on a hook
        it.container = *next;
        it.area = area;
        it.slices = 0;
        it.instructions = 0;
        return {};
    }

    /// Puts the new one where the old one was: in one step where both are on the same hook and of the
    /// same tenant, else the old one goes when the new one is there.
    result<container_id> put(slot_type& it, tenant_id tenant, const image::view& from,
                             std::span<std::uint8_t> data, const image_record& image,
                             bool is_stopped) {
        const attachment how{.position = image.position, .budget = image.budget};
        auto* const hook = engine_.find_hook({image.hook});
        const auto old = engine_.info(it.container);
        const bool is_exchange = old && !is_stopped && hook != nullptr &&
                                 old->hook == hook->number() && old->tenant == tenant.index;
        const auto asks = fc::detail::asks_of<typename Config::helpers>(from);
        if (!asks) {
            return {asks.error(), asks.at()};
        }
        if (is_exchange) {
            const auto next = engine_.replace(it.container, from, data, *asks, how);
            return next ? result<container_id>{next->id}
                        : result<container_id>{next.error(), next.at()};
        }
        const auto next = engine_.load(tenant, from, data, *asks);
        if (!next) {
            return {next.error(), next.at()};
        }
        const bool was_started = old && old->state == container_state::started;
        if (was_started) { // it would keep the one task there may be
            static_cast<void>(engine_.stop(it.container).error());
        }
        const auto begun = is_stopped ? result<void>{} : begin(*next, image, how);
        if (!begun) {
            static_cast<void>(engine_.unload(*next).error());
            if (was_started) {
                static_cast<void>(engine_.start(it.container).error());
            }
            return {begun.error(), begun.at()};
        }
        let_go(it);
        return next->id;
    }

    engine_type& engine_;
    crypto_type& crypto_;
    key_set keys_{};
    std::uint8_t first_tenant_ = 0; // of the list, in the engine
    slot<storage_type> key_slot_;
    std::array<slot_type, Config::slots> slots_;
};

} // namespace fc::update::detail
