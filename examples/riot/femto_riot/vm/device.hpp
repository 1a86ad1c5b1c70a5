// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "board.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>

#ifdef MODULE_FEMTO_RIOT_UPDATE
#include "seam_crypto.hpp"
#include "seam_storage.hpp"

#include <femto/update/resource/management.hpp>
#endif

#include <cstddef>
#include <cstdint>

namespace femto_riot {

#ifdef MODULE_FEMTO_RIOT_UPDATE
/// What else there is to say when containers come over the network.
struct knobs : fc::update_defaults<board, seam_storage, cryptography>, fc::management_defaults {
    static constexpr std::size_t slots = CONFIG_FEMTO_RIOT_UPDATE_SLOTS;
    static constexpr std::size_t image_bytes = CONFIG_FEMTO_RIOT_UPDATE_IMAGE_BYTES;
    static constexpr std::size_t container_data_bytes = CONFIG_FEMTO_RIOT_UPDATE_DATA_BYTES;
    static constexpr std::size_t key_set_bytes = CONFIG_FEMTO_RIOT_UPDATE_LIST_BYTES;
    static constexpr std::size_t envelope_bytes = CONFIG_FEMTO_RIOT_UPDATE_ENVELOPE_BYTES;
    static constexpr std::size_t uri_bytes = CONFIG_FEMTO_RIOT_UPDATE_URI_BYTES;
#ifndef MODULE_FEMTO_RIOT_MESSAGES
    static constexpr bool has_sentences = false;
#endif
#ifdef MODULE_FEMTO_RIOT_DRAFT09
    using manifest_profile = fc::update::suit::draft09;
    static constexpr auto algorithm_numbers = fc::update::cose::numbers::polymorphic_too;
#endif
};
#else
using knobs = fc::engine_defaults<board>;
#endif

/// The engine's knobs, from Kconfig; a wrong one fails with femto's sentence about it.
struct device : knobs {
    static constexpr std::size_t containers = CONFIG_FEMTO_RIOT_CONTAINERS;
    static constexpr std::size_t tenants = CONFIG_FEMTO_RIOT_TENANTS;
    static constexpr std::size_t hooks = FEMTO_HOOK_APP + CONFIG_FEMTO_RIOT_APP_HOOKS;
    static constexpr std::size_t store_entries = CONFIG_FEMTO_RIOT_STORE_ENTRIES;
    static constexpr std::size_t stack_bytes = CONFIG_FEMTO_RIOT_STACK_BYTES;
    static constexpr std::size_t thread_levels = 1; // no helper of the module fires a hook
    static constexpr std::size_t interrupt_levels = CONFIG_FEMTO_RIOT_ISR_HOOKS;
    static constexpr std::size_t tasks = CONFIG_FEMTO_RIOT_TASKS;
    static constexpr std::size_t task_stack_bytes = CONFIG_FEMTO_RIOT_TASK_STACK_BYTES;
    static constexpr std::uint32_t budget = CONFIG_FEMTO_RIOT_BUDGET;
    static constexpr std::uint8_t quarantine_after = CONFIG_FEMTO_RIOT_QUARANTINE_AFTER;
    static constexpr std::size_t fault_reports = CONFIG_FEMTO_RIOT_FAULT_REPORTS;
    using helpers = fc::abi::helpers<board>;
#ifdef MODULE_FEMTO_RIOT_COMPACT
    using dispatch = fc::dispatch::compact;
#endif
};

using engine = fc::engine<device>;
using hook_base = fc::hook_base<device>;

} // namespace femto_riot
