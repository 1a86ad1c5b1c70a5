// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/engine.hpp>
#include <femto/update/config.hpp>
#include <femto/update/detail/hosted.hpp>
#include <femto/update/detail/pace.hpp>
#include <femto/update/detail/transfer.hpp>
#include <femto/update/identity.hpp>
#include <femto/update/step.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Containers that come over the network: authentic ones, for this device, newer than what is there, put
/// into slots of its storage and hosted by its engine.
///
///     fc::updates<device> updates{engine, board, flash, crypto, about};
///     updates.recover();                   // what was installed runs again
///     ...
///     updates.begin(sender);               // an envelope comes, in blocks
///     updates.take(block);
///     updates.end();                       // it is installed, or refused for a reason
///     ...
///     updates.poll();                      // now and then
///
/// Every function either does what it says or changes nothing that runs; power may be lost at any
/// moment. For one thread. A helper, which runs inside a container, is refused with slot_busy whatever
/// could change or erase that, and nothing has changed then.
///
/// @tparam Config  derived from `fc::update_defaults`
template <class Config>
class updates {
    static_assert(platform::storage<typename Config::storage>,
                  "Config::storage must model fc::platform::storage (platform/storage.hpp)");
    static_assert(platform::crypto<typename Config::crypto>,
                  "Config::crypto must model fc::platform::crypto (platform/crypto.hpp)");
    static_assert(update_config<Config>, "the Config derives from fc::update_defaults");
    static_assert(detail::checked_updates<Config>::value);

    using device = update::detail::hosted<Config>;
    using slot_type = update::detail::hosted_slot<Config>;

public:
    using engine_type = engine<Config>;
    using platform_type = typename Config::platform;
    using storage_type = typename Config::storage;
    using crypto_type = typename Config::crypto;

    /// How much of the storage it takes [bytes], from the first on: all slots and the list of tenants.
    static constexpr std::uint32_t storage_bytes = update::detail::slots_of<Config>::keys::end;

    /// All must outlive it. The tenants that the engine has by `recover` are the firmware's own.
    updates(engine_type& host, platform_type& platform, storage_type& storage, crypto_type& crypto,
            const update::identity& about)
        : platform_{platform}, storage_{storage}, about_{about}, device_{host, storage, crypto},
          transfer_{device_, about} {}
    updates(engine_type&, platform_type&, storage_type&, crypto_type&,
            const update::identity&&) = delete; // it would be gone
    updates(const updates&) = delete;
    updates& operator=(const updates&) = delete;

    /// Reads the storage, and makes what is installed run. Once, when the hooks are there: nothing that
    /// changes anything is done before.
    /// @errors  storage_unfit, slot_busy, wrong_state: it was called before. With any other what can run
    ///          does: storage_failed; digest_mismatch, tenants_full, those of `key_set::open`: the list
    ///          of tenants is not taken, or not all of it
    result<void> recover() {
        if (is_in_run() || is_recovered_) {
            return is_in_run() ? errc::slot_busy : errc::wrong_state;
        }
        if (!fits(storage_.contents())) {
            return errc::storage_unfit;
        }
        is_recovered_ = true;
        return device_.start(about_.first_key_set);
    }

    /// Ends trials, and transfers that do not go on. To be called every now and then.
    /// @errors  storage_failed, slot_busy
    result<void> poll() {
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        if (!transfer_.is_idle() && pace_.is_late(now_ms())) {
            transfer_.cancel();
        }
        return done(device_.judge_trials());
    }

    /// An envelope comes.
    /// @param sender    whoever it is: one at a time. The same one begins anew, in the time it has left
    /// @param is_known  the sender has proved who it is: it may ask as often as it wants to
    /// @errors          slot_busy: another is at it; too_many_requests
    result<void> begin(std::uint32_t sender, bool is_known = false) {
        const bool is_same = sender == sender_;
        const bool goes_on = !transfer_.is_idle() && !pace_.is_late(now_ms());
        const bool is_taken = is_same ? pace_.had_all(now_ms()) : goes_on;
        if (const errc why = is_taken ? errc::slot_busy : unready(); why != errc::ok) {
            return why;
        }
        if (platform::millisecond_clock<platform_type> && !is_known && !pace_.take(now_ms())) {
            return errc::too_many_requests;
        }
        sender_ = sender;
        pace_.begin(now_ms(), is_same && goes_on);
        transfer_.begin();
        return {};
    }
    bool is_from(std::uint32_t sender) const { return !transfer_.is_idle() && sender == sender_; }

    /// The next bytes of the envelope.
    /// @errors  slot_busy: from within a helper, and these bytes may be given again
    ///          and it is over: those of `suit::read_head`, `authenticate` and `processor`, `at()` the
    ///          byte of the envelope; revoked_key, root_key_required, slot_not_granted;
    ///          stale_sequence, same_sequence; image_too_large, size_mismatch, storage_failed; why the
    ///          engine refused the container, when the one before goes on
    result<update::step> take(std::span<const std::uint8_t> block) {
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        judge_trials();
        return counted(transfer_.take(block));
    }
    /// That was the whole envelope.
    /// @errors  truncated; wrong_state: it was refused before
    result<update::step> end() {
        const auto outcome = transfer_.end();
        return outcome ? outcome : counted(outcome);
    }
    void cancel() { transfer_.cancel(); }

    /// After `step::fetch`: where the image is to be had; text, into the envelope.
    std::span<const std::uint8_t> uri() const { return transfer_.uri(); }
    /// The next bytes of that image, and its end. @errors  as take
    result<update::step> take_image(std::span<const std::uint8_t> bytes) {
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        return counted(transfer_.take_image(bytes));
    }
    result<update::step> end_image() {
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        judge_trials();
        return counted(transfer_.end_image());
    }

    /// Which command or parameter the last envelope was refused for.
    const update::suit::offender& offender() const { return transfer_.about(); }
    const update::update_counts& counts() const { return counts_; }

    /// The tenants, with their keys and rights.
    const update::key_set& tenants() const { return device_.keys(); }
    /// What the engine calls one of them. @param place  in `tenants()`
    tenant_id tenant(std::uint32_t place) const { return device_.tenant(place); }
    /// Which list of tenants that is; of no image for the firmware's own.
    const update::slot_record& list() const { return device_.key_record(); }

    engine_type& host() { return device_.host(); }
    const update::identity& about() const { return about_; }

    /// What a slot holds. @param slot  below `Config::slots`
    const update::slot_record& record(std::size_t slot) const {
        return device_.slots()[slot].kept.record();
    }
    /// The image that is active in a slot; empty if there is none.
    std::span<const std::uint8_t> image(std::size_t slot) const {
        const auto& kept = device_.slots()[slot].kept;
        return kept.record().has_image() ? kept.image(kept.record().active)
                                         : std::span<const std::uint8_t>{};
    }
    /// The container that the engine has of a slot; of none when nothing of it is loaded.
    container_id container(std::size_t slot) const { return device_.slots()[slot].container; }
    /// The slot of a container, also when another took its place since, or it is gone; `Config::slots`
    /// if it is of none.
    std::size_t slot_of(container_id it) const {
        std::size_t slot = 0;
        while (slot < Config::slots &&
               (it == container_id{} ||
                (device_.slots()[slot].container != it && device_.slots()[slot].before != it))) {
            ++slot;
        }
        return slot;
    }
    /// Why what is active does not run, or why the last update was given up.
    result<void> refusal(std::size_t slot) const {
        const slot_type& it = device_.slots()[slot];
        return it.refusal == errc::ok ? result<void>{} : result<void>{it.refusal, it.refused_at};
    }
    /// The place in `tenants()` of who signed what a slot holds.
    /// @errors  slot_empty; unknown_key, revoked_key
    result<std::uint8_t> owner(std::size_t slot) const {
        const update::slot_record& it = record(slot);
        return it.has_image() ? device_.owner_of(it.image())
                              : result<std::uint8_t>{errc::slot_empty};
    }

    /// Has the container of a slot wait for its hook, or run in slices if it has none, also beyond a
    /// restart; out of quarantine, too.
    /// @errors  slot_busy, slot_empty, storage_failed; why it does not run; those of `engine::attach` and `start`
    result<void> start(std::size_t slot) {
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        judge_trials();
        const auto there = loaded(slot);
        if (!there) {
            return there;
        }
        slot_type& it = device_.slots()[slot];
        static_cast<void>(device_.host().release(it.container).error());
        const auto state = device_.host().info(it.container)->state;
        if (state == container_state::loaded || state == container_state::finished) {
            const auto begun = device_.begin(it);
            if (!begun) {
                return begun;
            }
        }
        return commit(it, update::started(it.kept.record()));
    }
    /// Has it do nothing but what `run` asks for, also beyond a restart.
    /// @errors  slot_busy, slot_empty, storage_failed
    result<void> stop(std::size_t slot) {
        slot_type& it = device_.slots()[slot];
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        if (!it.kept.record().has_image()) {
            return errc::slot_empty;
        }
        const auto kept = commit(it, update::stopped(it.kept.record()));
        if (kept) { // of one that does neither, both say so
            static_cast<void>(device_.host().detach(it.container).error());
            static_cast<void>(device_.host().stop(it.container).error());
        }
        return kept;
    }
    /// Empties a slot. Its sequence number stays: what was removed cannot be brought back by whoever
    /// has a copy, but by a manifest with a higher number.
    /// @errors  slot_busy, slot_empty, storage_failed
    result<void> remove(std::size_t slot) {
        slot_type& it = device_.slots()[slot];
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        if (!it.kept.record().has_image()) {
            return errc::slot_empty;
        }
        const auto kept = commit(it, update::removed(it.kept.record()));
        if (kept) {
            device_.let_go(it);
        }
        return kept;
    }
    /// Runs the container of a slot once, now.
    /// @return  r0
    /// @errors  slot_empty; why it is not loaded; those of `engine::run`
    result<std::uint64_t> run(std::size_t slot, const context& about = {},
                              platform::request_of<platform_type>* with = nullptr) {
        const auto there = loaded(slot);
        return there ? device_.host().run(container(slot), about, with)
                     : result<std::uint64_t>{there.error(), there.at()};
    }

private:
    /// What is in the middle of a run has to stay: its image, its data and its place.
    bool is_in_run() { return is_running(device_.host()); }
    /// And of what is there nothing is known before it was read.
    FEMTO_OUTLINE errc unready() {
        return !is_recovered_ ? errc::wrong_state : is_in_run() ? errc::slot_busy : errc::ok;
    }
    static bool fits(std::span<const std::uint8_t> storage) {
        return storage.size() >= storage_bytes &&
               reinterpret_cast<std::uintptr_t>(storage.data()) % 8 == 0;
    }
    /// Whatever kept the container of a slot from being loaded, it may be gone.
    result<void> loaded(std::size_t slot) {
        slot_type& it = device_.slots()[slot];
        if (!it.kept.record().has_image()) {
            return errc::slot_empty;
        }
        if (device_.is_hosted(it)) {
            return {};
        }
        if (const errc why = unready(); why != errc::ok) {
            return why;
        }
        device_.activate(it);
        return it.refusal == errc::ok ? result<void>{} : result<void>{it.refusal, it.refused_at};
    }
    /// One that failed is given up before anything is built on it. What storage does not take now it
    /// may take later.
    void judge_trials() { static_cast<void>(device_.judge_trials()); }
    static result<void> done(errc error) { return error == errc::ok ? result<void>{} : error; }
    static result<void> commit(slot_type& it, const update::slot_record& next) {
        return next == it.kept.record() ? result<void>{} : done(it.kept.commit(next));
    }
    result<update::step> counted(const result<update::step>& outcome) {
        pace_.note(now_ms());
        if (!outcome) {
            ++counts_.refused;
        } else if (*outcome == update::step::done) {
            ++counts_.installed;
        }
        return outcome;
    }
    std::uint32_t now_ms() {
        if constexpr (platform::millisecond_clock<platform_type>) {
            return platform_.now_ms();
        }
        return 0;
    }

    platform_type& platform_;
    const storage_type& storage_;
    const update::identity& about_;
    device device_;
    update::detail::transfer<Config> transfer_;
    update::detail::pace<Config> pace_{};
    update::update_counts counts_{};
    std::uint32_t sender_ = 0;
    bool is_recovered_ = false;
};

} // namespace fc
