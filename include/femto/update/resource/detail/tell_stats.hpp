// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/counts.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/updates.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update::resource::detail {

/// What was asked, refused and installed since the start, and how full the stores are.
template <class Config>
FEMTO_OUTLINE void tell_stats(updates<Config>& of, const request_counts& counts, items& to) {
    std::size_t used = 0;
    for (const store_entry& each : of.host().store().entries()) {
        used += each.is_used() ? 1U : 0U;
    }
    to.map(6);
    to.put(key::installed, of.counts().installed);
    to.put(key::refused, of.counts().refused);
    to.put(key::requests, counts.requests);
    to.put_array(key::refusals, counts.refusals.size());
    for (const std::uint32_t each : counts.refusals) {
        to.number(each);
    }
    to.put(key::store_used, used);
    to.put(key::store_entries, std::uint64_t{Config::store_entries});
}

} // namespace fc::update::resource::detail
