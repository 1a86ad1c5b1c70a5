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
    void start(std::uint32_t at) { at_ = at; }

    /// @return  false: the storage failed
    bool add(Storage& to, std::span<const std::uint8_t> bytes) {
        bool is_good = true;
        while (is_good && !bytes.empty()) {
            const std::size_t held = at_ % unit_.size();
            std::size_t taken = bytes.size() / unit_.size() * unit_.size();
            if (held == 0 && taken != 0) { // past the unit, in one call
                is_good = to.write(at_, bytes.first(taken));
            } else {
                taken = 1;
                if (held == 0) {
                    unit_.fill(0xFF); // as an erasure left it, for bits that nobody gives
                }
                unit_[held] = bytes.front();
                is_good = held + 1 != unit_.size() || to.write(at_ + 1 - unit_.size(), unit_);
            }
            at_ += static_cast<std::uint32_t>(taken);
            bytes = bytes.subspan(taken);
        }
        return is_good;
    }

    /// Writes what is left.
    bool finish(Storage& to) {
        const auto held = static_cast<std::uint32_t>(at_ % unit_.size());
        if (held == 0) {
            return true;
        }
        const std::uint32_t from = at_ - held;
        at_ = from + static_cast<std::uint32_t>(unit_.size());
        return to.write(from, unit_);
    }

private:
    std::uint32_t at_ = 0;
    std::array<std::uint8_t, Storage::write_bytes> unit_{};
};

} // namespace fc::update::detail
