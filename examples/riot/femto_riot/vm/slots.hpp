// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../include/femto_riot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace femto_riot {

/// Places in RAM for images that come at run time. Who uses them sees to it that none is written to
/// while a container is made of it.
class slots {
    static constexpr std::size_t slot_bytes = CONFIG_FEMTO_RIOT_SLOT_BYTES;
    static_assert(slot_bytes % 8 == 0, "CONFIG_FEMTO_RIOT_SLOT_BYTES must be a multiple of 8");

public:
    static constexpr std::size_t count = CONFIG_FEMTO_RIOT_SLOTS;

    /// There may be none at all, which compilers would warn of in each comparison.
    static bool has(std::size_t slot, std::size_t all = count) { return slot < all; }

    bool write(unsigned slot, std::size_t offset, const void *bytes, std::size_t size)
    {
        if (offset > slot_bytes || size > slot_bytes - offset) {
            return false;
        }
        std::memcpy(places_[slot].bytes + offset, bytes, size);
        return true;
    }

    /// @return  false: the image or the name is too long, or there is none
    bool describe(unsigned slot, std::size_t size, const char *name, femto_image_t &out)
    {
        place &it = places_[slot];
        const std::size_t length = std::strlen(name);
        if (size == 0 || size > slot_bytes || length == 0 || length >= sizeof it.name) {
            return false;
        }
        std::memcpy(it.name, name, length + 1);
        const std::size_t rest = (size + 7) / 8 * 8;
        out = {it.name, it.bytes, size, it.bytes + rest, slot_bytes - rest, FEMTO_TENANT_FIRMWARE};
        return true;
    }

    const void *image_of(unsigned slot) const { return places_[slot].bytes; }

private:
    struct place {
        alignas(8) std::uint8_t bytes[slot_bytes];
        char name[16];
    };
    std::array<place, count> places_{};
};

} // namespace femto_riot
