// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/compile.hpp>
#include <femto/cli/device/description.hpp>
#include <femto/cli/device/read_description.hpp>
#include <femto/cli/device/simulated_device.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/source.hpp>
#include <femto/cli/streams.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fc::cli::device {

namespace detail {

/// The owner of containers that no description speaks of: it may do everything.
inline constexpr const char* default_tenant = "default";

/// Adds a program that stands on the command line by itself.
inline void add_program(const std::string& file, description& into) {
    const place at{file};
    const auto has_default = [&](const tenant_description& each) {
        return each.name == default_tenant;
    };
    if (std::ranges::none_of(into.tenants, has_default)) {
        into.tenants.push_back({.at = at,
                                .name = default_tenant,
                                .helpers = helpers::all(),
                                .hooks = hook_set::all(),
                                .store_entries = 16});
    }
    std::string name = std::filesystem::path{file}.stem().string();
    std::ranges::replace_if(
        name,
        [](char c) {
            return !is_name({&c, 1});
        },
        '_');
    name = name.substr(0, 24);
    const std::string first = name;
    for (int i = 2; std::ranges::find(into.containers, name, &container_description::name) !=
                    into.containers.end();
         ++i) {
        name = first + "-" + std::to_string(i);
    }
    container_description it{.at = at, .name = name, .file = file, .tenant = default_tenant};
    it.usual_hook = static_cast<std::uint8_t>(hook_number::timer);
    it.file_at = it.tenant_at = it.asks_at = it.hook_at = it.budget_at = at;
    into.containers.push_back(it);
}

/// The bytes of a container's program.
inline std::vector<std::uint8_t> program_bytes(const container_description& of, compilation how,
                                               streams& io) {
    try {
        if (is_named_as_source(of.file)) {
            how.more = of.options;
            return compiled(of.file, how, io);
        }
        if (!of.options.empty()) {
            throw bad_description(of.at, of.name + ": options are for a source");
        }
        auto bytes = read_program(of.file, io);
        refuse_source(bytes, of.file);
        return bytes;
    } catch (const failure& error) {
        if (of.file_at.line == 0 || error.source().line != 0) {
            throw;
        }
        throw refused_at(of.file_at, error.message(), error.name(), error.at());
    }
}

} // namespace detail

/// The device that these files describe: either with all that they say, or none.
/// @param files  descriptions, by their name `*.toml`, and programs
/// @throws failure  refused
inline std::unique_ptr<simulated_device> start(const std::vector<std::string>& files,
                                               const compilation& how, streams& io) {
    description all;
    for (const std::string& each : files) {
        if (std::filesystem::path{each}.extension() == ".toml") {
            read_description(each, io, all);
        } else {
            detail::add_program(each, all);
        }
    }
    auto out = std::make_unique<simulated_device>(all.world);
    for (const tenant_description& each : all.tenants) {
        out->add(each);
    }
    for (const container_description& each : all.containers) {
        out->add(each, detail::program_bytes(each, how, io));
    }
    return out;
}

} // namespace fc::cli::device
