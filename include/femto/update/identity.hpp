// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/update/suit/authenticate.hpp>

#include <cstdint>

namespace fc::update {

/// Who a device is, as manifests ask, and whom it believes. Lies in ROM.
struct identity {
    uuid vendor{};
    /// What it is: its hardware, and what its firmware offers containers (helpers, hooks). A firmware
    /// that offers other things is another class.
    uuid device_class{};
    /// This one device.
    uuid device{};
    /// Whose signature a list of tenants needs. Nobody replaces these but another firmware.
    borrowed<suit::key> roots{};
    /// The tenants of a device whose storage has no list of them yet: see `key_set`.
    borrowed<std::uint8_t> first_key_set{};
};

} // namespace fc::update
