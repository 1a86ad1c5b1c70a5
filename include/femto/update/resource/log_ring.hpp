// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// Text of which the last is kept. Every character has a number, from 0 for the first there ever was,
/// and 0 again after 2^32 - 1.
template <class Log>
concept log = requires(const Log& it, std::uint32_t from) {
    { it.begin() } -> std::same_as<std::uint32_t>; // the number of the first that is kept
    { it.end() } -> std::same_as<std::uint32_t>;   // of the next that will be written
    {
        it.piece(from)
        } -> std::same_as<std::span<const char>>; // from there on, in one piece; empty at the end
};

/// The log of a firmware that has none.
struct no_log {
    static constexpr std::uint32_t begin() { return 0; }
    static constexpr std::uint32_t end() { return 0; }
    static constexpr std::span<const char> piece(std::uint32_t) { return {}; }
};

/// A console that keeps what was written last: a firmware's own writes here, too. Not for interrupts.
///
/// @tparam Bytes  a power of two
template <std::size_t Bytes>
class log_ring {
    static_assert(Bytes >= 16 && (Bytes & (Bytes - 1)) == 0 && Bytes <= 0x40000000,
                  "a log has a power of two of characters, 16 or more");

public:
    constexpr void write_text(std::span<const char> written) {
        for (const char each : written) {
            kept_[end_ % Bytes] = each;
            ++end_;
            size_ += size_ < Bytes ? 1U : 0U;
        }
    }
    constexpr std::uint32_t begin() const { return end_ - size_; }
    constexpr std::uint32_t end() const { return end_; }
    constexpr std::span<const char> piece(std::uint32_t from) const {
        const std::uint32_t left = end_ - from;
        if (left > size_) {
            return {};
        }
        const std::size_t first = from % Bytes;
        const std::size_t whole = Bytes - first;
        return std::span{kept_}.subspan(first, left < whole ? left : whole);
    }

private:
    std::array<char, Bytes> kept_{};
    std::uint32_t end_ = 0;
    std::uint32_t size_ = 0;
};

} // namespace fc::update::resource
