// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/platform/storage.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// Writes bytes that come in pieces of any length, in whole units. A unit that is not full yet waits
/// here.
template <class Storage>
class unit_writer {
public:
    /// @param at  a multiple of the unit of writing
    void start(std::uint32_t at) {
        at_ = at;
        held_ = 0;
        unit_.fill(0xFF);
    }

    /// @return  false: the storage failed
    FEMTO_OUTLINE bool add(Storage& to, std::span<const std::uint8_t> bytes) {
        while (!bytes.empty()) {
            std::size_t taken = bytes.size() & ~(unit_.size() - 1);
            if (held_ == 0 && taken != 0) {
                if (!write(to, bytes.first(taken))) { // past the unit, in one call
                    return false;
                }
            } else {
                unit_[held_++] = bytes.front();
                taken = 1;
                if (held_ == unit_.size() && !finish(to)) {
                    return false;
                }
            }
            bytes = bytes.subspan(taken);
        }
        return true;
    }

    /// Writes what is left. Bits that nobody gave stay 1, as an erasure left them.
    FEMTO_OUTLINE bool finish(Storage& to) {
        if (held_ != 0) {
            if (!write(to, unit_)) {
                return false;
            }
            start(at_);
        }
        return true;
    }

private:
    bool write(Storage& to, std::span<const std::uint8_t> units) {
        const std::uint32_t at = at_;
        at_ += static_cast<std::uint32_t>(units.size());
        return to.write(at, units);
    }

    std::uint32_t at_ = 0;
    std::uint32_t held_ = 0;
    std::array<std::uint8_t, Storage::write_bytes> unit_{};
};

} // namespace fc::update::detail
