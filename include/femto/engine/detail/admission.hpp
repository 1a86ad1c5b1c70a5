// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/engine/detail/tasks.hpp>
#include <femto/engine/hook.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/platform/clock.hpp>
#include <femto/verify/verify.hpp>

#include <cstdint>
#include <span>

namespace fc::detail {

/// Who comes in: which container an order is about, whether it is the time for it, and what a program
/// must be before it is a container.
template <class Config>
class admission : protected tasks<Config> {
protected:
    using typename tasks<Config>::container_type;
    using typename tasks<Config>::hook_type;
    using typename tasks<Config>::platform_type;
    using helpers = helper_set<typename Config::helpers>;

    explicit admission(platform_type& platform) : tasks<Config>{platform} {}

    static bool wants_missing_clock(const tenant_rights<Config>& rights) {
        return !platform::millisecond_clock<platform_type> && rights.window_slots != 0;
    }

    const tenant_rights<Config>& rights_of(const container_type& it) const {
        return this->tenants_[it.tenant].rights;
    }

    /// Verifies a program and makes a container of it: where it is meant for a hook, one that may be
    /// attached to that and is ready to be.
    result<container_id> admit(std::uint8_t tenant, const sections& parts,
                               std::span<std::uint8_t> data, const helpers& asks,
                               const hook_type* on, const attachment* how) {
        const tenant_rights<Config>& granted = this->tenants_[tenant].rights;
        const std::size_t missing = asks.first_not_in(granted.helpers);
        if (missing != Config::helpers::size) {
            return {errc::helper_not_granted, id_of_helper<typename Config::helpers>(missing)};
        }
        const std::uint8_t place = this->free_place();
        if (place == nowhere) {
            return {errc::containers_full, static_cast<std::uint32_t>(Config::containers)};
        }
        const auto code = verify<Config>(parts, asks);
        if (!code) {
            return {code.error(), code.at()};
        }
        if (on != nullptr) {
            const auto allowed = may_attach(*code, granted, on->number(), on->about(), *how);
            if (!allowed) {
                return {allowed.error(), allowed.at()};
            }
        }
        if (code->data_bytes() != 0) {
            if (const auto copied = instantiate(*code, data); !copied) {
                return {copied.error(), copied.at()};
            }
        }
        container_type& into = this->containers_[place];
        into.code.put(*code);
        into.data = data.data();
        into.budget = 0;
        into.done = {};
        into.tenant = tenant;
        into.hook = nowhere;
        into.state = container_state::loaded;
        if (on != nullptr) {
            prepare(into, *on, *how);
        }
        return container_id{place, into.generation};
    }

    /// Makes a container ready to be put on a hook that it may be attached to.
    void prepare(container_type& it, const hook_type& to, const attachment& how) {
        const std::uint32_t most = smaller(most_of(rights_of(it)), to.about().budget);
        const std::uint32_t usual = smaller(Config::budget, most);
        it.budget = how.budget != 0 ? how.budget : fits_budget(*it.code, usual) ? usual : most;
        it.done.faults_in_a_row = 0;
        it.state = container_state::attached;
    }

    /// Ends a container that is on no hook any more.
    void discard(container_type& it, std::uint8_t place) {
        this->stop_task(place);
        it.state = container_state::leaving;
        this->free_if_done(it, place);
    }

    template <class T = void>
    static result<T> wrong(const container_type& it) {
        return {errc::wrong_state, static_cast<std::uint32_t>(it.state)};
    }

    /// States of a container, a bit for each.
    using states = std::uint32_t;
    static constexpr states in(container_state one) {
        return states{1} << static_cast<std::uint8_t>(one);
    }
    static constexpr states at_rest = in(container_state::loaded) | in(container_state::finished);
    static constexpr states any_state = ~states{0};

    /// The container that an order is about.
    /// @param refused  says why when there is none
    container_type* find_in(states wanted, container_id id, result<void>& refused) {
        container_type* const it = this->find(id);
        if (it == nullptr) {
            refused = {errc::unknown_container, id.index};
            return nullptr;
        }
        if ((wanted & in(it->state)) == 0) {
            refused = wrong(*it);
            return nullptr;
        }
        return it;
    }
    container_type* find_linked(container_id id, result<void>& refused) {
        container_type* const it = find_in(any_state, id, refused);
        if (it != nullptr && !it->is_linked()) {
            refused = wrong(*it);
            return nullptr;
        }
        return it;
    }
};

} // namespace fc::detail
