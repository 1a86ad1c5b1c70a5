// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/hosted.hpp>
#include <femto/cli/device/launchpads.hpp>
#include <femto/cli/device/refusals.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::device {

/// A device with its firmware: board, engine, hooks, and what was loaded. It fills from descriptions
/// and refuses what a firmware would refuse; one that refused something is to be thrown away.
class simulated_device {
public:
    explicit simulated_device(const world_description& world) : hooks_{engine_, board_, world} {}

    /// @throws failure  refused, at the place of what is wrong
    void add(const tenant_description& from) {
        if (const hosted_tenant* const other = find(tenants_, from.name)) {
            throw bad_description(from.at, "there is a tenant \"" + from.name + "\" already, at " +
                                               other->at.text());
        }
        const auto id = engine_.add_tenant({.helpers = from.helpers,
                                            .hooks = from.hooks,
                                            .budget = from.budget,
                                            .window_slots = from.window_slots,
                                            .store_entries = from.store_entries});
        if (!id) {
            throw detail::refused(from.at, from.name, id.error(), id.at(),
                                  "the device has " + std::to_string(id.at()));
        }
        tenants_.push_back({from.name, from.at, *id, from.store_entries});
    }

    /// @param file  what was found under its name, compiled if it was a source
    /// @throws failure  refused, at the place of what is wrong
    void add(const container_description& from, std::span<const std::uint8_t> file) {
        if (find(containers_, from.name) != nullptr) {
            throw bad_description(from.at, "there is a container \"" + from.name + "\" already");
        }
        const hosted_tenant* const tenant = find(tenants_, from.tenant);
        if (tenant == nullptr) {
            throw refused_at(from.tenant_at, "there is no tenant \"" + from.tenant + "\"",
                             describe(errc::unknown_tenant).name);
        }
        hosted_container it{.name = from.name, .program = program_of(from, file), .data = {}};
        const sourced_container loaded = load(from, *tenant, it);
        if (from.in_slices) {
            start(from, it);
        } else {
            attach(from, *tenant, loaded);
        }
        containers_.push_back(std::move(it));
    }

    fc::engine<config>& engine() { return engine_; }
    const fc::engine<config>& engine() const { return engine_; }
    device::board& board() { return board_; }
    const device::board& board() const { return board_; }
    launchpads& hooks() { return hooks_; }
    const launchpads& hooks() const { return hooks_; }
    const std::vector<hosted_tenant>& tenants() const { return tenants_; }
    const std::vector<hosted_container>& containers() const { return containers_; }

private:
    template <class Named>
    static const Named* find(const std::vector<Named>& list, const std::string& name) {
        const auto at = std::ranges::find(list, name, &Named::name);
        return at == list.end() ? nullptr : &*at;
    }

    static std::unique_ptr<loaded_program> program_of(const container_description& from,
                                                      std::span<const std::uint8_t> file) {
        try {
            return std::make_unique<loaded_program>(file, from.entry);
        } catch (const failure& error) {
            throw refused_at(from.file_at, from.name + ": " + error.message(), error.name(),
                             error.at());
        }
    }

    sourced_container load(const container_description& from, const hosted_tenant& tenant,
                           hosted_container& it) {
        const image::view& contents = it.program->contents();
        const std::size_t bytes = contents.sections.data.size() + contents.sections.bss_bytes;
        if (bytes > data_bytes_max) {
            throw detail::refused(from.file_at, from.name, errc::region_too_large, 0,
                                  std::to_string(bytes) + " bytes of data, and the device has " +
                                      std::to_string(data_bytes_max));
        }
        it.data.resize((bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
        const std::span data{reinterpret_cast<std::uint8_t*>(it.data.data()), bytes};
        const auto loaded = from.asks ? engine_.load(tenant.id, contents, data, *from.asks)
                                      : engine_.load(tenant.id, contents, data);
        if (!loaded) {
            detail::refuse_load(from, tenant.name, *it.program, loaded.error(), loaded.at());
        }
        it.id = *loaded;
        return *loaded;
    }

    void start(const container_description& from, const hosted_container& it) {
        if (const auto started = engine_.start(it.id); !started) {
            throw detail::refused(from.at, from.name, started.error(), started.at(),
                                  started.error() == errc::tasks_full
                                      ? "the device has " + std::to_string(config::tasks)
                                      : detail::about_budget(started.at()));
        }
    }

    void attach(const container_description& from, const hosted_tenant& tenant,
                const sourced_container& it) {
        auto number = from.hook ? from.hook : hook_built_for(it.built_for);
        if (!number && it.built_for.empty()) {
            number = from.usual_hook;
        }
        if (!number) {
            throw bad_description(from.hook_at,
                                  from.name + ": which hook? It does not say what it was built "
                                              "for (FEMTO_BUILT_FOR), so `hook` must");
        }
        const auto done = engine_.attach(it, hooks_.hook(*number), {.budget = from.budget});
        if (!done) {
            detail::refuse_attach(from, tenant.name, *number, done.error(), done.at());
        }
    }

    device::board board_{};
    fc::engine<config> engine_{board_};
    launchpads hooks_;
    std::vector<hosted_tenant> tenants_;
    std::vector<hosted_container> containers_;
};

} // namespace fc::cli::device
