// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/toml_table.hpp>
#include <femto/cli/helpers.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli::device {

/// What names of tenants and containers are made of, so that tables stay tables.
inline bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "_-.") == std::string_view::npos;
}

namespace detail {

inline std::string name_in(const toml_table& table) {
    std::string name = table.required("name");
    if (!is_name(name)) {
        throw table.wrong("name", "1 to 32 letters, digits, '_', '-' and '.'");
    }
    return name;
}

inline helpers helpers_in(const toml_table& table) {
    constexpr const char* wanted = "\"all\", or a list of helpers by their names or ids";
    if (table.is("helpers", "all")) {
        return helpers::all();
    }
    helpers out;
    for (const toml_item& each : table.list("helpers", wanted).value_or(std::vector<toml_item>{})) {
        std::uint32_t id = 0;
        if (each.string) {
            const auto found = helper_named(*each.string);
            if (!found) {
                throw refused_at(each.at, "there is no helper \"" + *each.string + "\"",
                                 "unknown_helper");
            }
            id = *found;
        } else {
            id = static_cast<std::uint32_t>(each.number);
            if (each.number < 0 || each.number > std::int64_t{helper_id_max} ||
                config::helpers::find(id) == config::helpers::size) {
                throw refused_at(each.at,
                                 "there is no helper with the id " + std::to_string(each.number),
                                 "unknown_helper");
            }
        }
        out.allow(id);
    }
    return out;
}

inline std::uint8_t hook_at(const place& at, const std::string& name) {
    const auto number = hook_named(name);
    if (!number) {
        throw refused_at(at, no_such_hook(name), describe(errc::unknown_hook).name);
    }
    return *number;
}

inline hook_set hooks_in(const toml_table& table) {
    constexpr const char* wanted = "\"all\", or a list of hooks by their names or UUIDs";
    if (table.is("hooks", "all")) {
        return hook_set::all();
    }
    hook_set out;
    for (const toml_item& each : table.list("hooks", wanted).value_or(std::vector<toml_item>{})) {
        if (!each.string) {
            throw table.wrong("hooks", wanted);
        }
        out.allow(hook_at(each.at, *each.string));
    }
    return out;
}

inline tenant_description tenant_in(const toml::table& from, const std::string& file) {
    const toml_table table{from,
                           file,
                           "a tenant",
                           {"name", "helpers", "hooks", "budget", "window_slots", "store_entries"}};
    tenant_description out{.at = place_of(file, from.source())};
    out.name = name_in(table);
    out.helpers = helpers_in(table);
    out.hooks = hooks_in(table);
    out.budget = table.number("budget", 1, config::budget).value_or(config::usual_budget);
    out.window_slots =
        table.number("window_slots", 0, std::numeric_limits<std::uint32_t>::max()).value_or(0);
    out.store_entries =
        static_cast<std::uint8_t>(table.number("store_entries", 0, 255).value_or(0));
    return out;
}

} // namespace detail
} // namespace fc::cli::device
