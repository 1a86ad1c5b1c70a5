// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/uuid.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/key_set.hpp>

#include <cstdint>
#include <span>

namespace fc::update {

/// A tenant for `write_key_set`: see `tenant_entry`.
struct tenant_description {
    std::span<const char> name{};
    std::span<const std::span<const char>> identities{};
    std::uint32_t slots = 0;
    bool has_all_hooks = false;
    std::span<const uuid> hooks{};
    bool has_all_helpers = false;
    std::span<const std::uint32_t> helpers{};
    std::uint8_t store_entries = 0;
    std::uint32_t budget = 0;
    std::uint32_t window_slots = 0;
};

struct key_set_description {
    std::span<const tenant_description> tenants{};
    std::span<const tenant_key> keys{};
    std::span<const std::span<const char>> administrators{};
};

namespace detail {

constexpr void write_texts(cbor::writer& to, std::span<const std::span<const char>> texts) {
    to.array(texts.size());
    for (const auto& each : texts) {
        to.text(each);
    }
}

/// `true`, for all there are, or each of some.
template <class Items, class WriteOne>
constexpr void write_all_or(cbor::writer& to, bool all, const Items& items, WriteOne write_one) {
    if (all) {
        to.boolean(true);
        return;
    }
    to.array(items.size());
    for (const auto& each : items) {
        write_one(each);
    }
}

} // namespace detail

/// Writes a list of tenants as `key_set::open` reads it. What it checks is not checked here.
constexpr void write_key_set(cbor::writer& to, const key_set_description& from) {
    to.array(4);
    to.uint(key_set::version);
    to.array(from.tenants.size());
    for (const tenant_description& each : from.tenants) {
        to.array(8);
        to.text(each.name);
        detail::write_texts(to, each.identities);
        to.uint(each.slots);
        detail::write_all_or(to, each.has_all_hooks, each.hooks,
                             [&](const uuid& id) { to.bytes(id.bytes); });
        detail::write_all_or(to, each.has_all_helpers, each.helpers,
                             [&](std::uint32_t id) { to.uint(id); });
        to.uint(each.store_entries);
        to.uint(each.budget);
        to.uint(each.window_slots);
    }
    to.array(from.keys.size());
    for (const tenant_key& each : from.keys) {
        to.array(5);
        to.uint(each.tenant);
        to.bytes(each.id);
        to.integer(cose::number_of(each.scheme));
        to.bytes(each.public_key);
        to.uint(static_cast<std::uint8_t>(each.status));
    }
    detail::write_texts(to, from.administrators);
}

} // namespace fc::update
