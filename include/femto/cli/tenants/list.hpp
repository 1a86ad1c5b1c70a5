// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/text.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/key_set.hpp>
#include <femto/update/write_key_set.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli::tenants {

/// A tenant, as a description in TOML has it.
struct listed_tenant {
    std::string name{};
    std::vector<std::string> identities{};
    std::uint32_t slots = 0;
    bool has_all_hooks = false;
    std::vector<uuid> hooks{};
    bool has_all_helpers = false;
    std::vector<std::uint32_t> helpers{};
    std::uint8_t store_entries = 0;
    std::uint32_t budget = 0;
    std::uint32_t window_slots = 0;
};

struct listed_key {
    std::size_t tenant = 0; // its place in the list
    keys::public_key key{};
    keys::key_id id{};
    update::key_status status = update::key_status::active;
};

/// What `update::key_set` is made of.
struct list {
    std::vector<listed_tenant> tenants{};
    std::vector<listed_key> keys{};
    std::vector<std::string> administrators{};
};

/// The list as devices read it.
inline std::vector<std::uint8_t> encoded(const list& from) {
    using texts = std::vector<std::span<const char>>;
    std::vector<texts> identities;
    for (const listed_tenant& each : from.tenants) {
        identities.emplace_back(each.identities.begin(), each.identities.end());
    }
    std::vector<update::tenant_description> tenants;
    for (const listed_tenant& each : from.tenants) {
        tenants.push_back({.name = each.name,
                           .identities = identities[tenants.size()],
                           .slots = each.slots,
                           .has_all_hooks = each.has_all_hooks,
                           .hooks = each.hooks,
                           .has_all_helpers = each.has_all_helpers,
                           .helpers = each.helpers,
                           .store_entries = each.store_entries,
                           .budget = each.budget,
                           .window_slots = each.window_slots});
    }
    std::vector<update::tenant_key> keys;
    for (const listed_key& each : from.keys) {
        keys.push_back({.id = each.id,
                        .scheme = each.key.scheme,
                        .public_key = each.key.bytes,
                        .status = each.status,
                        .tenant = static_cast<std::uint8_t>(each.tenant)});
    }
    const texts administrators{from.administrators.begin(), from.administrators.end()};
    const update::key_set_description whole{tenants, keys, administrators};
    update::cbor::writer measure{{}};
    update::write_key_set(measure, whole);
    std::vector<std::uint8_t> out(measure.size());
    update::cbor::writer into{out};
    update::write_key_set(into, whole);
    return out;
}

/// The list that a file holds.
/// @throws failure  refused: what a device would say of it
inline update::key_set opened(std::span<const std::uint8_t> bytes, const std::string& file) {
    const auto list = update::key_set::open(bytes);
    if (!list) {
        throw failure{failure::kind::refused, list.error(),
                      file + ": is no list of tenants, which femto tenants makes: byte " +
                          std::to_string(list.at()),
                      list.at()};
    }
    return *list;
}

} // namespace fc::cli::tenants
