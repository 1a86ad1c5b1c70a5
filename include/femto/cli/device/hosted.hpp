// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/place.hpp>
#include <femto/cli/load.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/tenant.hpp>

#include <cstdint>
#include <memory>
#include <string>
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

} // namespace fc::cli::device
