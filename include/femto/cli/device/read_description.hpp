// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/read_container.hpp>
#include <femto/cli/device/read_tenant.hpp>
#include <femto/cli/device/read_world.hpp>
#include <femto/cli/device/toml_document.hpp>
#include <femto/cli/device/toml_table.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/streams.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace fc::cli::device {

namespace detail {

inline const toml::table& table_at(const toml::node& node, const std::string& file,
                                   const char* wanted) {
    if (!node.is_table()) {
        throw bad_description(place_of(file, node.source()), std::string{"this is no "} + wanted);
    }
    return *node.as_table();
}

/// Calls `read` with each table of `[[key]]`.
template <class Read>
void each_in(const toml::table& from, const std::string& file, const char* key, const char* wanted,
             const Read& read) {
    const toml::node* const node = from.get(key);
    if (node == nullptr) {
        return;
    }
    if (!node->is_array()) {
        throw bad_description(place_of(file, node->source()), std::string{"this is no "} + wanted);
    }
    for (const toml::node& each : *node->as_array()) {
        read(table_at(each, file, wanted));
    }
}

} // namespace detail

/// Adds what a file in TOML describes.
/// @throws failure  refused, naming line and column; `into` is then to be thrown away
inline void read_description(const std::string& file, streams& io, description& into) {
    constexpr std::size_t bytes_max = std::size_t{1} << 20;
    const auto bytes = read_file(file, io, bytes_max);
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    const toml::table whole = parse_toml(text, file);
    const toml_table known{whole, file, "a description", {"device", "tenant", "container"}};
    if (const toml::node* const node = whole.get("device"); node != nullptr) {
        detail::world_in(detail::table_at(*node, file, "[device]"), file, into.world);
    }
    detail::each_in(whole, file, "tenant", "[[tenant]]", [&](const toml::table& each) {
        into.tenants.push_back(detail::tenant_in(each, file));
    });
    detail::each_in(whole, file, "container", "[[container]]", [&](const toml::table& each) {
        into.containers.push_back(detail::container_in(each, file));
    });
}

} // namespace fc::cli::device
