// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/fault_watch.hpp>
#include <femto/cli/device/simulated_device.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace fc::cli::device {

inline const char* name_of(container_state state) {
    switch (state) {
    case container_state::free: return "free";
    case container_state::loaded: return "loaded";
    case container_state::attaching: return "attaching";
    case container_state::attached: return "attached";
    case container_state::started: return "started";
    case container_state::finished: return "finished";
    case container_state::quarantined: return "quarantined";
    case container_state::leaving: break;
    }
    return "leaving";
}

/// What there is to know of a device at a time, for whoever shows it.
struct snapshot {
    struct container {
        std::string name;
        std::string tenant;
        std::string hook; // empty for none
        std::string state;
        statistics done;
        const explained_fault* last_fault = nullptr; // null for none, or one too many
    };
    struct tenant {
        std::string name;
        std::uint32_t skipped = 0;
        std::size_t entries = 0;
        std::size_t quota = 0;
    };
    struct entry {
        const char* scope = "";
        std::string owner{}; // empty for all
        std::uint32_t key = 0;
        std::uint32_t value = 0;
    };

    std::uint32_t rounds = 0;
    std::uint64_t simulated_ms = 0;
    std::array<hook_record, hook_count> hooks{};
    std::vector<tenant> tenants{};
    std::vector<container> containers{};
    std::vector<entry> store{};
    std::vector<std::string> display{}; // none while nothing is shown
    const fault_watch* faults = nullptr;
};

namespace detail {

/// In the order of scopes, owners and keys, whatever places the entries have.
inline std::vector<snapshot::entry> store_of(const simulated_device& of) {
    std::vector<store_entry> kept;
    for (const store_entry& each : of.engine().store().entries()) {
        if (each.in != store_entry::state::free) {
            kept.push_back(each);
        }
    }
    std::ranges::sort(kept, {}, [](const store_entry& each) {
        return std::tuple{each.in, each.owner, each.key};
    });
    constexpr std::array scopes{"free", "local", "tenant", "global"};
    std::vector<snapshot::entry> out;
    for (const store_entry& each : kept) {
        std::string owner;
        if (each.in == store_entry::state::tenant) {
            owner = of.tenants()[each.owner].name;
        } else if (each.in == store_entry::state::local) {
            const auto it = std::ranges::find_if(of.containers(), [&](const auto& container) {
                return container.id.index == each.owner;
            });
            owner = it->name;
        }
        out.push_back({scopes[static_cast<std::size_t>(each.in)], owner, each.key, each.value});
    }
    return out;
}

inline snapshot::container container_of(const simulated_device& of, const fault_watch& faults,
                                        const hosted_container& it) {
    const container_info info = *of.engine().info(it.id);
    snapshot::container out{.name = it.name,
                            .tenant = of.tenants()[info.tenant].name,
                            .hook = info.hook < hook_count ? known_hooks[info.hook].word : "",
                            .state = name_of(info.state),
                            .done = info.done};
    for (const explained_fault& each : faults.faults()) {
        if (info.done.faults != 0 && each.report.container == it.id &&
            each.report.slot == info.done.last_slot && each.report.cause == info.done.last_fault) {
            out.last_fault = &each;
        }
    }
    return out;
}

} // namespace detail

inline snapshot snapshot_of(const simulated_device& of, const fault_watch& faults,
                            std::uint32_t rounds) {
    snapshot out{.rounds = rounds,
                 .simulated_ms = std::uint64_t{of.hooks().period_us() / 1000} * rounds,
                 .store = detail::store_of(of),
                 .faults = &faults};
    for (std::uint8_t i = 0; i < hook_count; ++i) {
        out.hooks[i] = of.hooks().record(i);
    }
    for (const hosted_tenant& each : of.tenants()) {
        out.tenants.push_back({each.name, of.engine().skipped(each.id),
                               of.engine().store().paid_by(each.id.index), each.store_entries});
    }
    for (const hosted_container& each : of.containers()) {
        out.containers.push_back(detail::container_of(of, faults, each));
    }
    const std::array rows{of.board().display_row(0), of.board().display_row(1)};
    if (std::ranges::any_of(rows, [](std::string_view row) {
            return row.find_first_not_of(' ') != std::string_view::npos;
        })) {
        out.display.assign(rows.begin(), rows.end());
    }
    return out;
}

} // namespace fc::cli::device
