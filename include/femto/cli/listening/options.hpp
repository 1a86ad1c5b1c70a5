// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/keys/key.hpp>
#include <femto/cli/pre_shared_keys.hpp>
#include <femto/update/suit/authenticate.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli::listening {

/// How a device is started that listens.
struct options {
    std::string state{}; // the folder of what it keeps
    std::string name = "desk";
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::optional<std::uint16_t> secure_port{};
    pre_shared_keys keys{};
    pre_shared_key own{}; // who it is to those it fetches from by coaps; nobody without a key
    std::vector<std::string>
        sources{}; // what it fetches begins with one of these, if there are any
    std::vector<keys::public_key> roots{};
    std::vector<keys::key_id> root_ids{};
    std::vector<update::suit::key> root_keys{}; // which are in the two before
    std::vector<std::uint8_t> tenants{};        // the first list of them
    std::uint32_t period_ms = 1000;             // from one event of a hook to the next
    std::optional<std::chrono::seconds> life{};
    bool is_durable = true;     // what is stored is there after a loss of power of the host, too
    bool is_compatible = false; // answers the tools of the originals, too
    bool json = false;
};

} // namespace fc::cli::listening
