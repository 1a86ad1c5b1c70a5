// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/read_container.hpp>
#include <femto/cli/device/read_description.hpp>
#include <femto/cli/device/toml_document.hpp>
#include <femto/cli/device/toml_table.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/helpers.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/list.hpp>
#include <femto/update/key_set.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli::tenants {

namespace detail {

using device::bad_description;
using device::toml_item;
using device::toml_table;

/// The items of a list that may be left out.
inline std::vector<toml_item> items(const toml_table& table, const char* key,
                                    const std::string& wanted) {
    return table.list(key, wanted).value_or(std::vector<toml_item>{});
}

inline std::vector<std::string> identities_in(const toml_table& table, const char* key) {
    constexpr const char* wanted = "a list of strings of 1 to 64 bytes: names of peers";
    std::vector<std::string> out;
    for (const toml_item& each : items(table, key, wanted)) {
        if (!each.string || each.string->empty() || each.string->size() > 64) {
            throw bad_description(each.at, std::string{key} + " is " + wanted);
        }
        out.push_back(*each.string);
    }
    return out;
}

inline std::uint32_t slots_in(const toml_table& table) {
    constexpr const char* wanted = "\"all\", or a list of numbers from 0 to 31";
    if (table.is("slots", "all")) {
        return std::numeric_limits<std::uint32_t>::max();
    }
    std::uint32_t out = 0;
    for (const toml_item& each : items(table, "slots", wanted)) {
        if (each.string || each.number < 0 || each.number > 31) {
            throw bad_description(each.at, std::string{"slots is "} + wanted);
        }
        out |= 1U << each.number;
    }
    return out;
}

/// The UUID behind a word or UUID: a device may have other hooks than those with words.
inline uuid hook_of(const device::place& at, const std::string& name) {
    if (const auto known = device::hook_named(name)) {
        return device::known_hooks[*known].id;
    }
    const auto id = parse_uuid({name.data(), name.size()});
    if (!id) {
        throw device::refused_at(at, device::no_such_hook(name) + ", or any UUID",
                                 describe(errc::unknown_hook).name);
    }
    return *id;
}

inline std::vector<uuid> hooks_in(const toml_table& table) {
    constexpr const char* wanted = "\"all\", or a list of hooks by their names or UUIDs";
    std::vector<uuid> out;
    if (table.is("hooks", "all")) {
        return out;
    }
    for (const toml_item& each : items(table, "hooks", wanted)) {
        if (!each.string) {
            throw bad_description(each.at, std::string{"hooks is "} + wanted);
        }
        const uuid id = hook_of(each.at, *each.string);
        if (std::ranges::find(out, id) == out.end()) {
            out.push_back(id);
        }
    }
    return out;
}

/// Ids: a device may have other helpers than those with names.
inline std::vector<std::uint32_t> helpers_in(const toml_table& table) {
    constexpr const char* wanted = "\"all\", or a list of helpers by their names or ids";
    std::vector<std::uint32_t> out;
    if (table.is("helpers", "all")) {
        return out;
    }
    for (const toml_item& each : items(table, "helpers", wanted)) {
        const auto named = each.string ? device::helper_named(*each.string) : std::nullopt;
        if (each.string ? !named : each.number < 0 || each.number > std::int64_t{helper_id_max}) {
            const std::string asked =
                each.string
                    ? "\"" + *each.string + "\"; those of a firmware's own go by their ids, as 0x90"
                    : "with the id " + std::to_string(each.number);
            throw device::refused_at(each.at, "there is no helper " + asked, "unknown_helper");
        }
        out.push_back(named.value_or(static_cast<std::uint32_t>(each.number)));
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

inline listed_tenant tenant_in(const toml::table& from, const std::string& file) {
    const toml_table table{from,
                           file,
                           "a tenant",
                           {"name", "identities", "slots", "hooks", "helpers", "store_entries",
                            "budget", "window_slots"}};
    listed_tenant out{.name = device::detail::name_in(table)};
    if (out.name.size() > update::name_bytes) {
        throw table.wrong("name", "at most 15 characters");
    }
    out.identities = identities_in(table, "identities");
    out.slots = slots_in(table);
    out.has_all_hooks = table.is("hooks", "all");
    out.hooks = hooks_in(table);
    out.has_all_helpers = table.is("helpers", "all");
    out.helpers = helpers_in(table);
    out.store_entries =
        static_cast<std::uint8_t>(table.number("store_entries", 0, 255).value_or(0));
    out.budget = table.number("budget", 1, budget_max).value_or(device::config::usual_budget);
    out.window_slots =
        table.number("window_slots", 0, std::numeric_limits<std::uint32_t>::max()).value_or(0);
    return out;
}

inline update::key_status status_in(const toml_table& table) {
    constexpr std::array<std::string_view, 3> words{"active", "retired", "revoked"};
    const std::string word = table.string("status").value_or("active");
    const auto* const found = std::ranges::find(words, word);
    if (found == words.end()) {
        throw table.wrong("status", "\"active\", \"retired\" or \"revoked\"");
    }
    return static_cast<update::key_status>(found - words.begin());
}

inline listed_key key_in(const toml::table& from, const std::string& file, const list& with,
                         streams& io) {
    const toml_table table{from, file, "a key", {"tenant", "file", "status"}};
    const std::string owner = table.required("tenant");
    const auto found = std::ranges::find(with.tenants, owner, &listed_tenant::name);
    if (found == with.tenants.end()) {
        throw device::refused_at(table.at("tenant"), "there is no tenant \"" + owner + "\"",
                                 describe(errc::unknown_tenant).name);
    }
    listed_key out{.tenant = static_cast<std::size_t>(found - with.tenants.begin())};
    const std::string path = device::detail::beside(file, table.required("file"));
    try {
        out.key = keys::read_public_key(path, io);
    } catch (const failure& error) {
        if (error.exit_status() == 2) {
            throw;
        }
        throw device::refused_at(table.at("file"), error.message(), error.name());
    }
    out.id = keys::id_of(out.key);
    out.status = status_in(table);
    if (std::ranges::find(with.keys, out.id, &listed_key::id) != with.keys.end()) {
        throw device::refused_at(table.at("file"),
                                 "this key is in the list already: it has one owner",
                                 describe(errc::same_key).name);
    }
    return out;
}

/// Two tenants of one name, or one peer for two: a device would take the first, whoever was meant.
inline void refuse_same(const listed_tenant& added, const list& to, const device::place& at) {
    for (const listed_tenant& other : to.tenants) {
        if (other.name == added.name) {
            throw bad_description(at, "there is a tenant \"" + added.name + "\" already");
        }
        for (const std::string& each : added.identities) {
            if (std::ranges::find(other.identities, each) != other.identities.end()) {
                throw bad_description(at, "the identity \"" + each + "\" is that of tenant \"" +
                                              other.name + "\" already");
            }
        }
    }
}

} // namespace detail

/// Reads a description in TOML, and the keys it names.
/// @throws failure  refused, naming line and column
inline list read_list(const std::string& file, streams& io) {
    constexpr std::size_t bytes_max = std::size_t{1} << 20;
    const auto bytes = read_file(file, io, bytes_max);
    const toml::table whole =
        device::parse_toml({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    const detail::toml_table known{
        whole, file, "a list of tenants", {"administrators", "tenant", "key"}};
    list out;
    out.administrators = detail::identities_in(known, "administrators");
    device::detail::each_in(whole, file, "tenant", "[[tenant]]", [&](const toml::table& each) {
        auto added = detail::tenant_in(each, file);
        const device::place at = device::place_of(file, each.source());
        detail::refuse_same(added, out, at);
        if (out.tenants.size() == update::key_set::tenants_max) {
            throw detail::bad_description(at, "a list has at most 32 tenants");
        }
        out.tenants.push_back(std::move(added));
    });
    device::detail::each_in(whole, file, "key", "[[key]]", [&](const toml::table& each) {
        if (out.keys.size() == update::key_set::keys_max) {
            throw detail::bad_description(device::place_of(file, each.source()),
                                          "a list has at most 64 keys");
        }
        out.keys.push_back(detail::key_in(each, file, out, io));
    });
    return out;
}

} // namespace fc::cli::tenants
