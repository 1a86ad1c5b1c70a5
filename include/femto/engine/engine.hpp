// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/config.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/contract.hpp>
#include <femto/engine/detail/admission.hpp>
#include <femto/engine/fault.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/slice.hpp>
#include <femto/engine/source.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/image/sections.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Hosts containers: loads them for tenants, attaches them to hooks, runs them when those are fired
/// or in slices, and keeps them to their rights.
///
/// Everything is in fixed places that the Config numbers; there is no heap. Every function either
/// does what it says or changes nothing.
///
/// Threads: with `Platform::thread_lock` any thread may call anything but fire the hooks of
/// interrupts, without it only one. Interrupts, or a thread that masks them, may fire those hooks, and
/// do nothing else. Helpers, which run inside a container, may call anything that their thread may;
/// what they detach or unload ends its run first.
///
/// @tparam Config  derived from `fc::engine_defaults`
template <class Config>
class engine : private detail::admission<Config> {
    static_assert(engine_config<Config>,
                  "an engine's Config derives from fc::engine_defaults<Platform>");
    static_assert(detail::checked_engine<Config>::value);

    using base = detail::admission<Config>;
    using container_type = detail::container<Config>;

public:
    using typename base::platform_type;
    using typename base::request;
    using helpers = helper_set<typename Config::helpers>;
    using hook_type = hook_base<Config>;
    using store_type = typename caller<platform_type>::store_type;

    /// @param platform  must outlive the engine
    explicit engine(platform_type& platform) : base{platform} {}
    engine(const engine&) = delete;
    engine& operator=(const engine&) = delete;

    /// Adds an owner of containers.
    /// @errors  tenants_full; budget_not_granted: a window of time, without a clock
    FEMTO_COLD result<tenant_id> add_tenant(const tenant_rights<Config>& rights) {
        [[maybe_unused]] const lock held{};
        if (this->tenant_count_ == Config::tenants) {
            return {errc::tenants_full, static_cast<std::uint32_t>(Config::tenants)};
        }
        if (this->wants_missing_clock(rights)) {
            return errc::budget_not_granted;
        }
        this->tenants_[this->tenant_count_].rights = rights;
        return tenant_id{this->tenant_count_++};
    }
    /// Changes what a tenant may do. Its helpers count for what is loaded from now on: a container keeps
    /// those it was loaded with, until it is unloaded. Hooks and budget count for what is attached,
    /// run or started from now on; what is attached or started keeps its budget. Entries of the
    /// stores count at once, and a window of time begins.
    /// @errors  unknown_tenant; budget_not_granted: a window of time, without a clock
    FEMTO_COLD result<void> set_rights(tenant_id of, const tenant_rights<Config>& rights) {
        [[maybe_unused]] const lock held{};
        if (of.index >= this->tenant_count_) {
            return {errc::unknown_tenant, of.index};
        }
        if (this->wants_missing_clock(rights)) {
            return errc::budget_not_granted;
        }
        [[maybe_unused]] const guard masked{};
        this->tenants_[of.index].rights = rights;
        this->tenants_[of.index].used_slots = 0;
        return {};
    }
    /// What a tenant may do; null if there is none. For threads that share the engine: to be read
    /// under the platform's lock.
    const tenant_rights<Config>* rights(tenant_id of) const {
        [[maybe_unused]] const lock held{};
        return of.index < this->tenant_count_ ? &this->tenants_[of.index].rights : nullptr;
    }

    /// Verifies a program and makes a container of it, attached to nothing.
    /// @param parts  must outlive the container, but for `parts.data`, of which it gets a copy
    /// @param data   room for that copy and bss; must outlive the container
    /// @param asks   the helpers it may call, all of which its tenant must have
    /// @errors       unknown_tenant, containers_full; helper_not_granted, `at()` being the id; those
    ///               of `verify` and `instantiate`
    result<container_id> load(tenant_id tenant, const sections& parts,
                              std::span<std::uint8_t> data = {}, const helpers& asks = {}) {
        [[maybe_unused]] const lock held{};
        if (tenant.index >= this->tenant_count_) {
            return {errc::unknown_tenant, tenant.index};
        }
        return this->admit(tenant.index, parts, data, asks, nullptr, nullptr);
    }

    /// The same for an image or a container that is compiled in. Its id says what it was built for, so
    /// that `attach` refuses the hooks of other contexts; given as sections it is not asked.
    /// @param asks  without it the helpers that the image lists, or those its text is seen to call
    /// @errors      and helper_not_offered, `at()` being the id of a helper that the firmware lacks
    template <container_source Source>
    result<sourced_container> load(tenant_id tenant, const Source& from,
                                   std::span<std::uint8_t> data, const helpers& asks) {
        return sourced(from, load(tenant, detail::parts_of(from), data, asks));
    }
    template <container_source Source>
    result<sourced_container> load(tenant_id tenant, const Source& from,
                                   std::span<std::uint8_t> data = {}) {
        const auto asks = detail::asks_of<typename Config::helpers>(from);
        return asks ? load(tenant, from, data, *asks)
                    : result<sourced_container>{asks.error(), asks.at()};
    }

    /// Removes a container, its local store included. One that is in the middle of a run ends that
    /// first; until then its bytes must stay, and its place is not free.
    /// @errors  unknown_container
    result<void> unload(container_id id) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it = this->find_in(base::any_state, id, done)) {
            if (it->is_linked()) {
                this->unlink(*it, id.index);
            }
            this->discard(*it, id.index);
        }
        return done;
    }

    /// Attaches a container to a hook. While that fires, the container runs from the first event on
    /// that begins when no other is in the middle.
    /// @errors  unknown_container, unknown_hook; wrong_state, `at()` the `container_state`: it is
    ///          attached, started, in quarantine, or in the middle of a run and meant for interrupts;
    ///          hook_not_granted, the hook's number; helper_not_offered and
    ///          helper_not_for_interrupts, the helper's id; budget_not_granted, the most that is
    ///          allowed; abi_mismatch, 0 for the helpers, n for the nth field of the context, one more
    ///          than it has fields for its size
    result<void> attach(container_id id, hook_type& to, const attachment& how = {}) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it = this->find_in(base::at_rest, id, done)) {
            if (!this->knows(to)) {
                return errc::unknown_hook;
            }
            // An interrupt would run it a second time, on the same data.
            if (it->running != 0 && to.about().where == fired_from::interrupts) {
                return this->wrong(*it);
            }
            done =
                detail::may_attach(*it->code, this->rights_of(*it), to.number(), to.about(), how);
            if (done) {
                this->prepare(*it, to, how);
                this->link(*it, id.index, to, how.position);
            }
        }
        return done;
    }

    template <std::same_as<sourced_container> Sourced>
    result<void> attach(const Sourced& it, hook_type& to, attachment how = {}) {
        if (how.built_for.empty()) {
            how.built_for = it.built_for;
        }
        return attach(it.id, to, how);
    }

    /// Takes a container off its hook; it stays loaded, or in quarantine. One in the middle of a run
    /// ends that.
    /// @errors  unknown_container; wrong_state: it is not attached
    result<void> detach(container_id id) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it = this->find_linked(id, done)) {
            this->unlink(*it, id.index);
            this->leave(*it);
        }
        return done;
    }

    /// Gives a container another place among those of its hook, if there are others. In the event at
    /// hand it then does not run any more, if it has not yet.
    /// @errors  as detach
    result<void> move(container_id id, std::uint8_t position) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it = this->find_linked(id, done)) {
            this->relink(*it, id.index, position);
        }
        return done;
    }

    /// Puts another program in the place of an attached container, which is unloaded. The new one
    /// begins with fresh data and an empty local store, at the next event. No event sees both or
    /// neither, so for a moment there are both: it takes a free place for a container.
    /// @param data  not that of the old one, which may be in the middle of a run
    /// @param how   nothing is taken over from the old one but its position
    /// @errors      as unload, load and attach; then nothing has changed
    result<container_id> replace(container_id old, const sections& parts,
                                 std::span<std::uint8_t> data = {}, const helpers& asks = {},
                                 const attachment& how = {}) {
        [[maybe_unused]] const lock held{};
        result<void> found;
        container_type* const it = this->find_linked(old, found);
        if (it == nullptr) {
            return {found.error(), found.at()};
        }
        const auto fresh = this->admit(it->tenant, parts, data, asks, this->hooks_[it->hook], &how);
        if (fresh) {
            this->exchange(*it, old.index, this->containers_[fresh->index], fresh->index);
            this->discard(*it, old.index);
        }
        return fresh;
    }

    /// The same for an image or a container that is compiled in, with the helpers as for `load`.
    template <container_source Source>
    result<sourced_container> replace(container_id old, const Source& from,
                                      std::span<std::uint8_t> data, const helpers& asks,
                                      attachment how = {}) {
        if (how.built_for.empty()) {
            how.built_for = detail::built_for(from);
        }
        return sourced(from, replace(old, detail::parts_of(from), data, asks, how));
    }
    template <container_source Source>
    result<sourced_container> replace(container_id old, const Source& from,
                                      std::span<std::uint8_t> data = {}) {
        const auto asks = detail::asks_of<typename Config::helpers>(from);
        return asks ? replace(old, from, data, *asks)
                    : result<sourced_container>{asks.error(), asks.at()};
    }

    /// Lets a container that failed too often in a row run again.
    /// @errors  unknown_container; wrong_state: it is not in quarantine
    result<void> release(container_id id) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it =
                this->find_in(base::in(container_state::quarantined), id, done)) {
            it->done.faults_in_a_row = 0;
            it->state = it->is_linked() ? container_state::attached : container_state::loaded;
        }
        return done;
    }

    /// Runs a container now, whether it is attached or not, with the helpers its tenant was granted.
    /// @return  r0, or the fault, which counts as any other; `at()` says nothing of a run that was not
    ///          begun, as without slots
    /// @errors  unknown_container, quarantined, nesting_exceeded; wrong_state: it is started, or
    ///          attached to a hook of interrupts; budget_not_granted; tenant_budget_exhausted; those
    ///          of `vm::run`
    result<std::uint64_t> run(container_id id, const context& about = {}, request* with = nullptr) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (it->state == container_state::quarantined) {
            return errc::quarantined;
        }
        if (it->state == container_state::started ||
            (it->is_linked() && this->hooks_[it->hook]->about().where == fired_from::interrupts)) {
            return this->template wrong<std::uint64_t>(*it);
        }
        if (!it->is_linked()) {
            it->budget = detail::smaller(Config::budget, detail::most_of(this->rights_of(*it)));
            if (!detail::fits_budget(*it->code, it->budget)) {
                return {errc::budget_not_granted, it->budget};
            }
        }
        auto* const by = this->take_worker(false, detail::nowhere, with);
        if (by == nullptr) {
            return errc::nesting_exceeded;
        }
        const errc outcome = this->run_one(*by, id.index, about);
        this->give_back(*by);
        if (outcome != errc::ok) {
            return {outcome, by->machine.slot()};
        }
        return by->machine.registers()[0];
    }

    /// Starts a container that runs in slices, with the helpers its tenant was granted: see `poll`.
    /// @param about  its context, which must stay until it has ended
    /// @errors       unknown_container, tasks_full, budget_not_granted; wrong_state: it is attached,
    ///               started or in quarantine; nesting_exceeded: there is no machine to try it on,
    ///               being in so many events and slices already; those of `vm::start`
    result<void> start(container_id id, const context& about = {}) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it = this->find_in(base::at_rest, id, done)) {
            if (it->running != 0) {
                return this->wrong(*it);
            }
            it->budget = detail::most_of(this->rights_of(*it));
            if (!detail::fits_budget(*it->code, it->budget)) {
                return {errc::budget_not_granted, it->budget};
            }
            done = this->start_task(*it, id.index, about);
        }
        return done;
    }

    /// Ends a container that runs in slices; it stays loaded.
    /// @errors  unknown_container; wrong_state: it was not started
    result<void> stop(container_id id) {
        [[maybe_unused]] const lock held{};
        result<void> done;
        if (container_type* const it =
                this->find_in(base::in(container_state::started), id, done)) {
            this->stop_task(id.index);
            it->state = container_state::loaded;
        }
        return done;
    }

    /// Gives each started container one slice.
    /// @param slots  of each slice; a tenant's budget and window of time can make it shorter
    /// @return       containers that have not ended
    std::size_t poll(std::uint32_t slots) {
        return poll(slots, [](const slice&) {});
    }
    /// The same, and calls `visit(slice)` after each slice: where r0 is to be had, and whether anyone
    /// has something to do but wait.
    template <class Visitor>
    std::size_t poll(std::uint32_t slots, Visitor&& visit) {
        [[maybe_unused]] const lock held{};
        return this->poll_tasks(slots, visit);
    }

    /// True while threads are in the middle of an event, a run or a slice: whoever asks is one of the
    /// helpers in it. Not a member, so that firmware which does not ask has no code of it.
    friend bool is_running(const engine& it) {
        [[maybe_unused]] const lock held{};
        return it.levels_[0] != 0;
    }

    /// @errors  unknown_container
    result<container_info> info(container_id id) const {
        [[maybe_unused]] const lock held{};
        [[maybe_unused]] const guard masked{};
        const container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        return this->info_of(*it, id.index);
    }

    /// Calls `visit(container_info)` for each container, in the order of their places.
    template <class Visitor>
    void each_container(Visitor&& visit) const {
        [[maybe_unused]] const lock held{};
        for (std::uint8_t place = 0; place < Config::containers; ++place) {
            if (const auto it = info({place, this->containers_[place].generation}); it) {
                visit(*it);
            }
        }
    }

    /// Calls `visit(hook)` for each hook, in the order of their numbers.
    template <class Visitor>
    void each_hook(Visitor&& visit) const {
        [[maybe_unused]] const lock held{};
        for (const hook_type* each : this->hooks_) {
            if (each != nullptr) {
                visit(*each);
            }
        }
    }

    /// Calls `visit(container_info)` for the containers of a hook, in the order they run. The visitor
    /// may detach or unload the one it is given, and no other.
    template <class Visitor>
    void each_on(const hook_type& on, Visitor&& visit) const {
        [[maybe_unused]] const lock held{};
        std::uint8_t at = this->knows(on) ? this->first_on(on) : detail::nowhere;
        while (at != detail::nowhere) {
            const container_type& it = this->containers_[at];
            const container_id id{at, it.generation};
            at = it.next;
            visit(*info(id));
        }
    }

    /// The hook with this UUID; null if there is none.
    hook_type* find_hook(const uuid& id) {
        [[maybe_unused]] const lock held{};
        for (hook_type* each : this->hooks_) {
            if (each != nullptr && each->about().id == id) {
                return each;
            }
        }
        return nullptr;
    }

    /// Runs and slices of a tenant's containers that were not begun because its window of time was
    /// used up.
    std::uint32_t skipped(tenant_id of) const {
        [[maybe_unused]] const lock held{};
        [[maybe_unused]] const guard masked{};
        return of.index < this->tenant_count_ ? this->tenants_[of.index].skipped : 0;
    }
    std::size_t tenant_count() const {
        [[maybe_unused]] const lock held{};
        return this->tenant_count_;
    }

    /// To look at where no container runs meanwhile: threads that share the engine hold the
    /// platform's lock for as long, and mask interrupts that run containers.
    const fault_log<Config::fault_reports>& faults() const { return this->faults_; }
    /// For threads that share the engine: under the platform's lock.
    store_type& store() { return this->store_; }
    const store_type& store() const { return this->store_; }

private:
    friend class hook_base<Config>;

    using lock = platform::lock_of<platform_type>;
    using typename base::guard;

    template <class Source>
    static result<sourced_container> sourced(const Source& from, const result<container_id>& id) {
        if (!id) {
            return {id.error(), id.at()};
        }
        return sourced_container{*id, detail::built_for(from)};
    }

    void add(hook_type& it) {
        [[maybe_unused]] const lock held{};
        base::add(it);
    }
    /// The hook's number may become another's, so nobody keeps a right to it.
    void remove(hook_type& it) {
        [[maybe_unused]] const lock held{};
        if (this->knows(it)) {
            for (auto& each : this->tenants_) {
                each.rights.hooks.revoke(it.number());
            }
        }
        base::remove(it);
    }
    hook_result fire(hook_type& on, const detail::occasion<Config>& event) {
        if (on.about().where == fired_from::interrupts) {
            return this->fire_on(on, event);
        }
        [[maybe_unused]] const lock held{};
        return this->fire_on(on, event);
    }
};

} // namespace fc
