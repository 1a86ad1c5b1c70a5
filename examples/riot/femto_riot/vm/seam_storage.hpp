// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../include/femto_riot_seam.h"

#include <femto/platform/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace femto_riot {

/// Flash, or what the C side makes look like it.
class seam_storage {
public:
    static constexpr std::size_t write_bytes = CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES;
    static constexpr std::size_t erase_bytes = CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES;
    static_assert(erase_bytes >= 512, "CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES must be 512 or more");

    /// Nothing when there is no storage, so that every slot is refused.
    std::span<const std::uint8_t> contents() const
    {
        const std::uint8_t *const first = femto_seam_storage();
        return {first, first != nullptr ? std::size_t{FEMTO_UPDATE_STORAGE_BYTES} : 0};
    }
    bool write(std::size_t at, std::span<const std::uint8_t> bytes)
    {
        return femto_seam_storage_write(at, bytes.data(), bytes.size());
    }
    bool erase(std::size_t at) { return femto_seam_storage_erase(at); }
};
static_assert(fc::platform::storage<seam_storage>);

} // namespace femto_riot
