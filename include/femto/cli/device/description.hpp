// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/config.hpp>
#include <femto/cli/device/place.hpp>
#include <femto/cli/load.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli::device {

/// An owner of containers, and what those may be granted at most: nothing that is not said.
struct tenant_description {
    place at{};
    std::string name{};
    device::helpers helpers{};
    hook_set hooks{}; // by their numbers in `launchpads`
    std::uint32_t budget = config::usual_budget;
    std::uint32_t window_slots = 0;
    std::uint8_t store_entries = 0;
};

/// A container, and what it asks for.
struct container_description {
    place at{};
    std::string name{};
    std::string file{};
    std::string tenant{};
    entry_point entry{};
    std::optional<device::helpers> asks{};    // without it, what it is seen to call
    std::optional<std::uint8_t> hook{};       // without it, the one that it was built for
    std::optional<std::uint8_t> usual_hook{}; // where it does not say what that is
    std::uint32_t budget = 0;                 // 0 for what hook and tenant allow
    bool in_slices = false;
    std::vector<std::string> options{}; // for clang, if the file is a source

    // To be named when what they say is refused.
    place file_at{};
    place tenant_at{};
    place asks_at{};
    place hook_at{};
    place budget_at{};
};

/// What happens around the device.
struct world_description {
    std::uint32_t period_ms = 1000;     // of a round
    std::uint32_t slice_slots = 10'000; // of a container that runs in slices, per round
    std::vector<std::int16_t> temperatures{2000, 2050, 2100, 2150, 2100, 2050};
    std::vector<std::string> datagrams{"GET /temperature", "PUT /heater on", ""};
    std::vector<std::uint32_t> threads{1, 2, 1, 3};
};

/// All that a device is started with.
struct description {
    world_description world{};
    std::vector<tenant_description> tenants{};
    std::vector<container_description> containers{};
};

} // namespace fc::cli::device
