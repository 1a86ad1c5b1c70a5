// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/launchpads.hpp>
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

/// A container of the device: its name, and what it borrows from the firmware.
struct hosted_container {
    std::string name;
    std::unique_ptr<loaded_program> program;
    std::vector<std::uint64_t> data; // words, as aligned as what was linked
    container_id id{};
};

struct hosted_tenant {
    std::string name;
    place at;
    tenant_id id{};
    std::uint8_t store_entries = 0;
};

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
            throw refused(from.at, from.name, id.error(), id.at(),
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
        load(from, *tenant, it);
        if (from.in_slices) {
            start(from, it);
        } else {
            attach(from, *tenant, it);
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

    /// "device.toml:7:10: smooth: the container asks for ...: timer"
    static failure refused(const place& at, const std::string& who, errc error,
                           std::uint32_t number, const std::string& what) {
        return refused_at(at, who + ": " + message(error) + (what.empty() ? "" : ": " + what),
                          describe(error).name, number);
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

    /// What it asks for: what it says, else what its image lists, else what it is seen to call.
    static device::helpers asks_of(const container_description& from, const hosted_container& it) {
        if (from.asks) {
            return *from.asks;
        }
        const image::loaded& contents = it.program->contents();
        const auto asks = contents.lists_helpers
                              ? helpers_listed<config::helpers>(contents.helpers)
                              : helpers_called<config::helpers>(it.program->text());
        if (!asks) {
            throw refused_at(from.asks_at,
                             from.name + ": the device has no " + name_of_helper(asks.at()),
                             describe(asks.error()).name, asks.at());
        }
        return *asks;
    }

    void load(const container_description& from, const hosted_tenant& tenant,
              hosted_container& it) {
        const sections& parts = it.program->sections();
        const std::size_t bytes = parts.data.size() + parts.bss_bytes;
        if (bytes > data_bytes_max) {
            throw refused(from.file_at, from.name, errc::region_too_large, 0,
                          std::to_string(bytes) + " bytes of data, and the device has " +
                              std::to_string(data_bytes_max));
        }
        it.data.resize((bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
        const auto id =
            engine_.load(tenant.id, parts, {reinterpret_cast<std::uint8_t*>(it.data.data()), bytes},
                         asks_of(from, it));
        if (id) {
            it.id = *id;
            return;
        }
        switch (id.error()) {
        case errc::helper_not_granted:
            throw refused(from.asks_at, from.name, id.error(), id.at(),
                          name_of_helper(id.at()) + ", tenant " + tenant.name);
        case errc::containers_full:
            throw refused(from.at, from.name, id.error(), id.at(),
                          "the device has " + std::to_string(config::containers));
        case errc::illegal_length: throw refused(from.file_at, from.name, id.error(), id.at(), "");
        default:
            throw refused(from.file_at, from.name, id.error(), id.at(),
                          it.program->place(id.at()) + called_at(it, id.error(), id.at()));
        }
    }

    /// Which helper a call names that the contract lacks.
    static std::string called_at(const hosted_container& it, errc error, std::uint32_t slot) {
        const std::size_t at = std::size_t{slot} * isa::slot_bytes;
        if (error != errc::illegal_call || at + isa::slot_bytes > it.program->text().size()) {
            return {};
        }
        const auto call = isa::decode(&it.program->text()[at]);
        return call.src == isa::call_helper
                   ? ", " + name_of_helper(static_cast<std::uint32_t>(call.imm))
                   : std::string{};
    }

    void start(const container_description& from, const hosted_container& it) {
        if (const auto started = engine_.start(it.id); !started) {
            throw refused(from.at, from.name, started.error(), started.at(),
                          started.error() == errc::tasks_full
                              ? "the device has " + std::to_string(config::tasks)
                              : about_budget(started.at()));
        }
    }

    void attach(const container_description& from, const hosted_tenant& tenant,
                const hosted_container& it) {
        const image::fingerprint& built_for = it.program->contents().notes.fingerprint;
        auto number = from.hook ? from.hook : hook_built_for(built_for);
        if (!number && built_for.empty()) {
            number = from.usual_hook;
        }
        if (!number) {
            throw bad_description(from.hook_at,
                                  from.name + ": which hook? It does not say what it was built "
                                              "for (FEMTO_BUILT_FOR), so `hook` must");
        }
        const auto done = engine_.attach(it.id, hooks_.hook(*number),
                                         {.budget = from.budget, .built_for = built_for});
        if (done) {
            return;
        }
        const std::string hook = known_hooks[*number].word;
        switch (done.error()) {
        case errc::hook_not_granted:
            throw refused(from.hook_at, from.name, done.error(), done.at(),
                          hook + ", tenant " + tenant.name);
        case errc::budget_not_granted:
            throw refused(from.budget_at, from.name, done.error(), done.at(),
                          about_budget(done.at()));
        case errc::abi_mismatch:
            throw refused(from.hook_at, from.name, done.error(), done.at(),
                          hook + ", where " + known_hooks[*number].field_name(done.at()) +
                              " differs");
        default: throw refused(from.hook_at, from.name, done.error(), done.at(), hook);
        }
    }

    static std::string about_budget(std::uint32_t most) {
        return "it may have " + std::to_string(most) +
               ", and no straight run of it may be longer than its budget";
    }

    device::board board_{};
    fc::engine<config> engine_{board_};
    launchpads hooks_;
    std::vector<hosted_tenant> tenants_;
    std::vector<hosted_container> containers_;
};

} // namespace fc::cli::device
