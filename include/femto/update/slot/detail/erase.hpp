// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <cstdint>

namespace fc::update::detail {

/// Erases the units in which so many bytes lie.
/// @param from  a multiple of the unit of erasure
/// @return      false: the storage failed
template <class Storage>
FEMTO_INLINE bool erase(Storage& storage, std::uint32_t from, std::uint32_t bytes) {
    for (std::uint32_t done = 0; done < bytes; done += Storage::erase_bytes) {
        if (!storage.erase(from + done)) {
            return false;
        }
    }
    return true;
}

} // namespace fc::update::detail
