// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/helpers.hpp>
#include <femto/cli/device/config.hpp>
#include <femto/cli/listening/board.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/management.hpp>
#include <femto/port/coap_responder.hpp>
#include <femto/port/crypto/libsodium.hpp>
#include <femto/port/crypto/mbedtls.hpp>
#include <femto/port/crypto/together.hpp>
#include <femto/port/posix/file_storage.hpp>
#include <femto/update/compat/compatible.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::cli::listening {

using cryptography = crypto::together<crypto::libsodium, crypto::mbedtls>;

/// The Config of the device that listens. Small enough that hundreds run side by side, and with as much
/// room for a container as the devices have that it stands for.
struct config : update_defaults<board, posix::file_storage, cryptography>, management_defaults {
    static constexpr std::size_t slots = 8;
    static constexpr std::size_t containers = slots + 2;
    static constexpr std::size_t tenants = update::key_set::tenants_max;
    static constexpr std::size_t store_entries = 64;
    static constexpr std::size_t tasks = slots;
    static constexpr std::size_t fault_reports = 8;
    static constexpr std::uint32_t budget = device::config::budget;

    static constexpr std::size_t image_bytes = 16384;
    static constexpr std::size_t container_data_bytes = 1024;
    static constexpr std::size_t key_set_bytes = 4096;
    static constexpr std::size_t envelope_bytes = 2048;
    static constexpr std::size_t context_bytes = 256;
    static constexpr std::size_t uri_bytes = 512;

    using helpers = abi::helpers<board>;
};

/// Lets containers write responses: what one message over UDP carries.
using responder = port::coap_responder<config, 1024>;

using manage_type = management<config, decltype(board::log), responder>;
/// What the tools of the originals ask for, if it is served.
using compatible_type = compatible<manage_type, update::compat::micro_bpf,
                                   update::compat::femto_containers, update::compat::gcoap_bpf>;

/// What manifests name it by: the UUIDs (version 5, of URLs) of "urn:femto:vendor:femto" and
/// "urn:femto:class:desk", as hooks have theirs.
inline constexpr uuid vendor = "33f89ea0-6e1d-5901-ba68-7a3b2720d882"_uuid;
inline constexpr uuid device_class = "530dd755-dbad-548d-bea0-02da4bfb71c9"_uuid;

} // namespace fc::cli::listening
