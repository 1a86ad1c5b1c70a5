// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/items.hpp>
#include <femto/update/resource/visitor.hpp>
#include <femto/update/updates.hpp>

#include <cstdint>
#include <span>

namespace fc::update::resource::detail {

/// Who may do what here, and what they have of it: a tenant is told of itself alone.
template <class Config>
void tell_tenants(updates<Config>& of, const visitor& to_whom, items& to) {
    const key_set& list = of.tenants();
    to.array(to_whom.is_administrator ? list.tenant_count() : 1);
    for (std::uint32_t i = 0; i < list.tenant_count(); ++i) {
        if (!to_whom.may_see(i)) {
            continue;
        }
        const tenant_entry it = list.tenant(i);
        const tenant_id id = of.tenant(i);
        to.map(7);
        to.put_text(key::name, it.name);
        to.put(key::budget, it.budget);
        to.put(key::store_used, of.host().store().paid_by(id.index));
        to.put(key::store_entries, it.store_entries);
        to.put(key::window_slots, it.window_slots);
        to.put(key::skipped, of.host().skipped(id));
        to.put(key::granted, it.slots);
    }
}

} // namespace fc::update::resource::detail
