// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/engine.hpp>
#include <femto/platform/clock.hpp>
#include <femto/update/detail/first_error.hpp>
#include <femto/update/key_set.hpp>
#include <femto/update/suit/authenticate.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// Whom a device believes, for `suit::authenticate`: the roots, then the keys of the tenants. In
/// this order a root stays one whatever a list says of its key.
struct known_keys {
    const key_set& tenants;
    std::span<const suit::key> roots;

    constexpr std::size_t size() const { return roots.size() + tenants.key_count(); }
    constexpr suit::key operator[](std::size_t index) const {
        if (is_root(index)) {
            return roots[index];
        }
        const tenant_key it = tenants.key(tenant_key_of(index));
        return {it.id, it.scheme, it.public_key};
    }
    constexpr bool is_root(std::size_t index) const { return index < roots.size(); }
    /// Of what is no root's, its number in the list.
    constexpr std::uint32_t tenant_key_of(std::size_t index) const {
        return static_cast<std::uint32_t>(index - roots.size());
    }
};

/// What a tenant of a list may do in this firmware: of what the list names, what there is.
template <class Config>
tenant_rights<Config> rights_of(const tenant_entry& from, engine<Config>& host) {
    tenant_rights<Config> out{.budget = from.budget,
                              .window_slots = from.window_slots,
                              .store_entries = from.store_entries};
    if (from.has_all_helpers) {
        out.helpers = helper_set<typename Config::helpers>::all();
    }
    if (from.has_all_hooks) {
        out.hooks = hook_set::all();
    }
    cbor::scanner ids = from.helpers.scan(); // which was checked
    for (std::uint32_t left = from.helpers.count; left != 0; --left) {
        out.helpers.allow(static_cast<std::uint32_t>(ids.uint()));
    }
    cbor::scanner names = from.hooks.scan();
    for (std::uint32_t left = from.hooks.count; left != 0; --left) {
        uuid id;
        const auto bytes = names.bytes();
        for (std::size_t i = 0; i < id.bytes.size(); ++i) {
            id.bytes[i] = bytes[i];
        }
        if (const auto* const hook = host.find_hook(id)) {
            out.hooks.allow(hook->number());
        }
    }
    return out;
}

template <class Config>
FEMTO_OUTLINE errc admit_tenant(tenant_id id, const tenant_rights<Config>& rights,
                                engine<Config>& host) {
    return id.index < host.tenant_count() ? host.set_rights(id, rights).error()
                                          : host.add_tenant(rights).error();
}

/// Makes the tenants of a list those of an engine, from number `first` on.
/// @errors  those of `engine::add_tenant`, `at()` the place in the list. Tenants that the list has no
///          more may do nothing
template <class Config>
result<void> admit_tenants(const key_set& from, engine<Config>& host, std::uint8_t first) {
    first_error wrong;
    for (std::uint8_t i = 0; i < from.tenant_count() || first + i < host.tenant_count(); ++i) {
        const bool is_listed = i < from.tenant_count();
        const auto rights = is_listed ? rights_of<Config>(from.tenant(i), host)
                                      : tenant_rights<Config>{.budget = 0};
        const tenant_id id{static_cast<std::uint8_t>(first + i)};
        const errc outcome = admit_tenant(id, rights, host);
        wrong.unless(outcome == errc::ok, outcome, i);
        if (outcome == errc::tenants_full) {
            break;
        }
        if (outcome != errc::ok) { // it takes its place, and nobody else's rights
            static_cast<void>(admit_tenant(id, tenant_rights<Config>{.budget = 0}, host));
        }
    }
    return wrong ? result<void>{wrong.error(), wrong.at()} : result<void>{};
}

/// Frees all values that a tenant pays for, whoever uses them.
template <class Stores>
void clear_paid_by(Stores& stores, std::uint8_t tenant) {
    for (const store_entry& each : stores.entries()) {
        if (each.is_used() && each.payer == tenant) {
            const auto scope = static_cast<store_scope>(static_cast<std::uint8_t>(each.in) - 1);
            stores.erase({each.owner, each.owner, 0}, scope, each.key);
        }
    }
}

} // namespace fc::update::detail
