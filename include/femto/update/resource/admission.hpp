// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/refusal.hpp>
#include <femto/update/resource/routes.hpp>
#include <femto/update/resource/visitor.hpp>
#include <femto/update/updates.hpp>

#include <cstdint>

namespace fc::update::resource {
namespace detail {

/// To one who showed no key that is said in another way: with one it might be allowed.
inline refusal forbid(const visitor& from) {
    return {errc::not_authorised, 0, from.is_secure ? code::forbidden : code::unauthorized};
}

template <class Config>
refusal admit_owner(const updates<Config>& of, const visitor& from, std::uint32_t slot) {
    if (!from.is_known()) {
        return forbid(from);
    }
    if (from.is_administrator) {
        return {};
    }
    const auto owner = of.owner(slot);
    if (owner && *owner == from.tenant) {
        return {};
    }
    const bool is_free = owner.error() == errc::slot_empty;
    return is_free && of.tenants().tenant(from.tenant).may_use_slot(slot)
               ? refusal{errc::slot_empty}
               : forbid(from);
}

} // namespace detail

/// Whether a visitor may do this, which is about a slot only for `right::owner`.
/// @errors  not_authorised; slot_empty: it would be free to take
template <class Config>
FEMTO_OUTLINE refusal admit(const updates<Config>& of, right may, const visitor& from,
                            std::uint32_t slot) {
    constexpr right readers = Config::public_reading ? right::anyone : right::known;
    if (may == right::anyone || (may == right::reader && readers == right::anyone)) {
        return {};
    }
    bool is_allowed = from.is_known();
    if (may == right::owner) {
        return detail::admit_owner(of, from, slot);
    }
    if (may == right::administrator || (may == right::log_reader && !Config::shared_log)) {
        is_allowed = from.is_administrator;
    }
    return is_allowed ? refusal{} : detail::forbid(from);
}

} // namespace fc::update::resource
