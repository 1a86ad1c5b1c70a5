// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/config.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/contract.hpp>
#include <femto/engine/detail/tasks.hpp>
#include <femto/engine/fault.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/verify/verify.hpp>

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
/// Threads: with `Platform::thread_lock` any thread may call anything, without it only one.
/// Interrupts: may fire hooks that say so, and nothing else. Helpers, which run inside a container,
/// may call anything that their thread may; what they detach or unload ends its run first.
///
/// @tparam Config  derived from `fc::engine_defaults`
template <class Config>
class engine : private detail::tasks<Config> {
    static_assert(engine_config<Config>,
                  "an engine's Config derives from fc::engine_defaults<Platform>");
    static_assert(detail::checked_engine<Config>::value);

    using base = detail::tasks<Config>;
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
    result<tenant_id> add_tenant(const tenant_rights<Config>& rights) {
        [[maybe_unused]] const lock held{};
        if (tenant_count_ == Config::tenants) {
            return {errc::tenants_full, static_cast<std::uint32_t>(Config::tenants)};
        }
        if (!platform::millisecond_clock<platform_type> && rights.window_slots != 0) {
            return errc::budget_not_granted;
        }
        this->tenants_[tenant_count_] = {.rights = rights};
        return tenant_id{tenant_count_++};
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
        if (tenant.index >= tenant_count_) {
            return {errc::unknown_tenant, tenant.index};
        }
        const std::size_t missing = asks.first_not_in(this->tenants_[tenant.index].rights.helpers);
        if (missing != Config::helpers::size) {
            return {errc::helper_not_granted,
                    detail::id_of_helper<typename Config::helpers>(missing)};
        }
        const std::uint8_t place = this->free_place();
        if (place == detail::nowhere) {
            return {errc::containers_full, static_cast<std::uint32_t>(Config::containers)};
        }
        const auto code = verify<Config>(parts, asks);
        if (!code) {
            return {code.error(), code.at()};
        }
        if (code->data_bytes() != 0) {
            if (const auto copied = instantiate(*code, data); !copied) {
                return {copied.error(), copied.at()};
            }
        }
        container_type& into = this->containers_[place];
        into.code.put(*code);
        into.data = data.data();
        into.done = {};
        into.tenant = tenant.index;
        into.state = container_state::loaded;
        return container_id{place, into.generation};
    }

    /// Removes a container, its local store included. One that is in the middle of a run ends that
    /// first; until then its bytes must stay, and its place is not free.
    /// @errors  unknown_container
    result<void> unload(container_id id) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (it->is_linked()) {
            this->unlink(*it, id.index);
        }
        this->stop_task(id.index);
        this->store_.clear_local(id.index);
        ++it->generation;
        it->state = container_state::leaving;
        this->free_if_done(*it);
        return {};
    }

    /// Attaches a container to a hook; while that fires, from the next event on.
    /// @errors  unknown_container, unknown_hook; wrong_state: it is attached or started;
    ///          hook_not_granted, `at()` the hook's number; helper_not_offered and
    ///          helper_not_for_interrupts, the helper's id; budget_not_granted, the most that is
    ///          allowed; abi_mismatch, 0 for the helpers, n for the nth field of the context
    result<void> attach(container_id id, hook_type& to, const attachment& how = {}) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (it->state != container_state::loaded && it->state != container_state::finished) {
            return wrong(*it);
        }
        if (to.number() == detail::nowhere) {
            return errc::unknown_hook;
        }
        const tenant_rights<Config>& granted = this->tenants_[it->tenant].rights;
        if (const auto allowed =
                detail::may_attach(*it->code, granted, to.number(), to.about(), how);
            !allowed) {
            return allowed;
        }
        const std::uint32_t most = detail::smaller(to.about().budget, granted.budget);
        it->budget = how.budget != 0 ? how.budget : detail::smaller(Config::budget, most);
        it->done.faults_in_a_row = 0;
        this->link(*it, id.index, to, how.position);
        return {};
    }

    /// Takes a container off its hook; it stays loaded. One in the middle of a run ends that.
    /// @errors  unknown_container; wrong_state: it is not attached
    result<void> detach(container_id id) {
        [[maybe_unused]] const lock held{};
        const auto it = find_linked(id);
        if (!it) {
            return {it.error(), it.at()};
        }
        this->unlink(**it, id.index);
        (*it)->state = container_state::loaded;
        return {};
    }

    /// Gives a container another place among those of its hook, from the next event on.
    /// @errors  as detach
    result<void> move(container_id id, std::uint8_t position) {
        [[maybe_unused]] const lock held{};
        const auto it = find_linked(id);
        if (!it) {
            return {it.error(), it.at()};
        }
        hook_type& on = *this->hooks_[(*it)->hook];
        const bool is_quarantined = (*it)->state == container_state::quarantined;
        this->unlink(**it, id.index);
        this->link(**it, id.index, on, position);
        if (is_quarantined) {
            (*it)->state = container_state::quarantined;
        }
        return {};
    }

    /// Puts another program in the place of an attached container, which is unloaded. The new one
    /// begins with fresh data and an empty local store, at the next event.
    /// @errors  as unload, load and attach; then nothing has changed
    result<container_id> replace(container_id old, const sections& parts,
                                 std::span<std::uint8_t> data = {}, const helpers& asks = {},
                                 const attachment& how = {}) {
        [[maybe_unused]] const lock held{};
        const auto it = find_linked(old);
        if (!it) {
            return {it.error(), it.at()};
        }
        hook_type& on = *this->hooks_[(*it)->hook];
        const auto fresh = load({(*it)->tenant}, parts, data, asks);
        if (!fresh) {
            return fresh;
        }
        attachment where = how;
        where.position = this->position_of(old.index, on);
        if (const auto attached = attach(*fresh, on, where); !attached) {
            static_cast<void>(unload(*fresh));
            return {attached.error(), attached.at()};
        }
        static_cast<void>(unload(old));
        return fresh;
    }

    /// Lets a container that failed too often in a row run again.
    /// @errors  unknown_container; wrong_state: it is not in quarantine
    result<void> release(container_id id) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (it->state != container_state::quarantined) {
            return wrong(*it);
        }
        it->done.faults_in_a_row = 0;
        it->state = it->is_linked() ? container_state::attached : container_state::loaded;
        return {};
    }

    /// Runs a container now, whether it is attached or not.
    /// @return  r0, or the fault, which counts as any other
    /// @errors  unknown_container, quarantined, nesting_exceeded; wrong_state: it is started, or
    ///          attached to a hook of interrupts; tenant_budget_exhausted; those of `vm::run`
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
            return wrong<std::uint64_t>(*it);
        }
        if (!it->is_linked()) {
            it->budget = detail::smaller(Config::budget, this->tenants_[it->tenant].rights.budget);
        }
        auto& threads = this->threads_;
        if (threads.is_full()) {
            return errc::nesting_exceeded;
        }
        auto& machine = threads.machines[threads.depth++];
        const auto r0 = this->run_one(machine, *it, id.index, detail::nowhere, about, with);
        --threads.depth;
        return r0;
    }

    /// Starts a container that runs in slices: see `poll`.
    /// @param about  its context, which must stay until it has ended
    /// @errors       unknown_container, tasks_full; wrong_state: it is attached, started or in
    ///               quarantine; those of `vm::start`
    result<void> start(container_id id, const context& about = {}) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if ((it->state != container_state::loaded && it->state != container_state::finished) ||
            it->running != 0) {
            return wrong(*it);
        }
        return this->start_task(*it, id.index, about);
    }

    /// Ends a container that runs in slices; it stays loaded.
    /// @errors  unknown_container; wrong_state: it was not started
    result<void> stop(container_id id) {
        [[maybe_unused]] const lock held{};
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (it->state != container_state::started) {
            return wrong(*it);
        }
        this->stop_task(id.index);
        it->state = container_state::loaded;
        return {};
    }

    /// Gives each started container one slice.
    /// @param slots  of each slice; a tenant's window of time can make it shorter
    /// @return       containers that have not ended
    std::size_t poll(std::uint32_t slots) {
        [[maybe_unused]] const lock held{};
        return this->poll_tasks(slots);
    }

    /// @errors  unknown_container
    result<container_info> info(container_id id) const {
        const container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        return this->info_of(*it, id.index);
    }

    /// Calls `visit(container_info)` for each container, in the order of their places.
    template <class Visitor>
    void each_container(Visitor&& visit) const {
        for (std::uint8_t place = 0; place < Config::containers; ++place) {
            if (const container_type& it = this->containers_[place];
                it.state != container_state::free && it.state != container_state::leaving) {
                visit(this->info_of(it, place));
            }
        }
    }

    /// Calls `visit(hook)` for each hook, in the order of their numbers.
    template <class Visitor>
    void each_hook(Visitor&& visit) const {
        for (const hook_type* each : this->hooks_) {
            if (each != nullptr) {
                visit(*each);
            }
        }
    }

    /// Calls `visit(container_info)` for the containers of a hook, in the order they run.
    template <class Visitor>
    void each_on(const hook_type& on, Visitor&& visit) const {
        for (std::uint8_t at = this->first_on(on); at != detail::nowhere;
             at = this->containers_[at].next) {
            visit(this->info_of(this->containers_[at], at));
        }
    }

    /// The hook with this UUID; null if there is none.
    hook_type* find_hook(const uuid& id) const {
        for (hook_type* each : this->hooks_) {
            if (each != nullptr && each->about().id == id) {
                return each;
            }
        }
        return nullptr;
    }

    /// Runs of a tenant's containers that were not begun because its window of time was used up.
    std::uint32_t skipped(tenant_id of) const {
        return of.index < tenant_count_ ? this->tenants_[of.index].skipped : 0;
    }
    std::size_t tenant_count() const { return tenant_count_; }

    const fault_log<Config::fault_reports>& faults() const { return this->faults_; }
    store_type& store() { return this->store_; }
    const store_type& store() const { return this->store_; }

private:
    friend class hook_base<Config>;

    using lock = platform::lock_of<platform_type>;

    std::uint8_t add(hook_type& it) {
        [[maybe_unused]] const lock held{};
        return base::add(it);
    }
    void remove(hook_type& it) {
        [[maybe_unused]] const lock held{};
        base::remove(it);
    }
    hook_result fire(hook_type& on, const context& event, request* with) {
        if (on.about().where == fired_from::interrupts) {
            return this->fire_on(this->interrupts_, on, event, with);
        }
        [[maybe_unused]] const lock held{};
        return this->fire_on(this->threads_, on, event, with);
    }

    template <class T = void>
    static result<T> wrong(const container_type& it) {
        return {errc::wrong_state, static_cast<std::uint32_t>(it.state)};
    }

    result<container_type*> find_linked(container_id id) {
        container_type* const it = this->find(id);
        if (it == nullptr) {
            return {errc::unknown_container, id.index};
        }
        if (!it->is_linked()) {
            return wrong<container_type*>(*it);
        }
        return it;
    }

    std::uint8_t tenant_count_ = 0;
};

} // namespace fc
