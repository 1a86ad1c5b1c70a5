// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/helper/guest.hpp>

#include <cstdint>

namespace fc::abi {

/// `bpf_store_local(key, value)` and those of the other scopes.
/// @return  0, or -1: there is no entry left, or the tenant may have no more
template <class Platform, store_scope Scope>
std::int32_t store(caller<Platform>& from, std::uint32_t key, std::uint32_t value) {
    return from.store().put(from.user(), Scope, key, value) ? 0 : -1;
}

/// `bpf_fetch_local(key, &value)` and those of the other scopes. A key that was never stored is
/// created, with the value 0.
/// @return  0, or -1: as store; then value is left alone
template <class Platform, store_scope Scope>
std::int32_t fetch(caller<Platform>& from, std::uint32_t key, guest<std::uint32_t> value) {
    const auto found = from.store().fetch(from.user(), Scope, key);
    if (!found) {
        return -1;
    }
    value.set(*found);
    return 0;
}

} // namespace fc::abi
