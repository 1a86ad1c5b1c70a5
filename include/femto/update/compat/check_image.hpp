// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/source.hpp>
#include <femto/image/open.hpp>
#include <femto/update/compat/order.hpp>

#include <cstdint>
#include <span>

namespace fc::update::compat {

/// Whether an image is what an order says, and calls no helper but those it allows, before a run: a request
/// can only make less of what the tenant may.
/// @param bytes  empty for none
template <class Config>
FEMTO_OUTLINE verdict check_image(std::span<const std::uint8_t> bytes, const order& wanted) {
    if (bytes.empty()) {
        return {{errc::slot_empty}};
    }
    const auto opened = image::open(bytes);
    if (!opened) {
        return {{opened.error(), opened.at()}};
    }
    if (!wanted.how.is_for(opened->layout)) {
        return {{errc::unsupported_layout}, "layout"};
    }
    if (wanted.how[field::list_source] != from_request) {
        return {}; // that of the image, to which it is kept anyway
    }
    using helpers = typename Config::helpers;
    const auto asks = fc::detail::asks_of<helpers>(*opened);
    if (!asks) {
        return {{asks.error(), asks.at()}};
    }
    for (const std::uint32_t id : helpers::ids) {
        if (asks->contains(helpers::find(id)) && !wanted.helpers.has(id)) {
            return {{errc::helper_not_granted, id}};
        }
    }
    return {};
}

/// Whether a pull is to allow a container less than its tenant may, for good: that is for the list of
/// tenants to say.
template <class Config>
constexpr bool is_narrowed_at_load(const order& wanted) {
    bool is_less = false;
    for (const std::uint32_t id : Config::helpers::ids) {
        is_less = is_less || !wanted.helpers.has(id);
    }
    return is_less && wanted.how[field::verification] == load_time &&
           wanted.how[field::list_source] == from_request;
}

} // namespace fc::update::compat
