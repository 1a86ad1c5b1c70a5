// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

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
    }

    /// @return  false: the storage failed
    bool add(Storage& to, std::span<const std::uint8_t> bytes) {
        while (!bytes.empty()) {
            // Long pieces go past the buffer: one call of the storage, and no copy.
            if (held_ == 0 && bytes.size() >= buffer_.size()) {
                const std::size_t whole = bytes.size() & ~(buffer_.size() - 1);
                if (!write(to, bytes.first(whole))) {
                    return false;
                }
                bytes = bytes.subspan(whole);
                continue;
            }
            buffer_[held_++] = bytes.front();
            bytes = bytes.subspan(1);
            if (held_ == buffer_.size()) {
                held_ = 0;
                if (!write(to, buffer_)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Writes what is left. Bits that nobody gave stay 1, as an erasure left them.
    bool finish(Storage& to) {
        const std::size_t end = (held_ + Storage::write_bytes - 1) & ~(Storage::write_bytes - 1);
        for (std::size_t i = held_; i < end; ++i) {
            buffer_[i] = 0xFF;
        }
        held_ = 0;
        return end == 0 || write(to, std::span{buffer_}.first(end));
    }

private:
    bool write(Storage& to, std::span<const std::uint8_t> units) {
        const std::uint32_t at = at_;
        at_ += static_cast<std::uint32_t>(units.size());
        return to.write(at, units);
    }

    std::uint32_t at_ = 0;
    std::uint32_t held_ = 0;
    std::array<std::uint8_t, 32> buffer_{}; // the longest unit, and four of the usual ones
};

} // namespace fc::update::detail
