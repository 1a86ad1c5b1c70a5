// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/key_set.hpp>
#include <femto/update/resource/request.hpp>

#include <cstdint>

namespace fc::update::resource {

/// What the list of tenants says of who sent a request.
struct visitor {
    static constexpr std::uint8_t nobody = 255;

    std::uint8_t tenant = nobody; ///< place in the list, of a peer that speaks for one tenant
    bool is_administrator = false;
    bool is_secure = false; ///< it showed to have a key, of whomever

    constexpr bool is_known() const { return is_administrator || tenant != nobody; }
    constexpr bool may_see(std::uint32_t of) const { return is_administrator || tenant == of; }
};

inline visitor visitor_of(const peer& who, const key_set& tenants) {
    visitor out;
    if (who.is_secure) {
        out.is_secure = true;
        out.is_administrator = tenants.is_administrator(who.identity);
        const auto of = tenants.tenant_of_peer(who.identity);
        out.tenant = of ? static_cast<std::uint8_t>(*of) : visitor::nobody;
    }
    return out;
}

} // namespace fc::update::resource
