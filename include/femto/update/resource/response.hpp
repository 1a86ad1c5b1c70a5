// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/request.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// The answer to a request. A resource writes its whole representation, in pieces of any size, each
/// time it is asked; what is kept is the block the peer wants, in memory of one block, and a sum over
/// everything, by which the peer sees that all blocks are of the same representation (the ETag). So a
/// list of any length needs no buffer, and a resource need not know of blocks.
///
/// Only what GET and FETCH give may take more than one block: other requests are not repeated for
/// the rest of their answer.
class response {
public:
    /// @param room    for one block
    /// @param offset  of that block in the representation
    constexpr explicit response(std::span<std::uint8_t> room, std::uint32_t offset = 0)
        : room_{room}, offset_{offset} {}

    resource::code code = resource::code::content;
    std::uint16_t content_format = format::none;
    /// How long the answer may be kept for other requests; of 4.29 and 5.03, when to try again.
    std::uint32_t max_age_s = max_age_default_s;
    /// With 4.13: what the body may have at most, if that is known.
    std::uint32_t size1 = 0;
    /// The blocks the device would rather have; 0 for those the peer sends.
    std::uint16_t block1_bytes = 0;

    static constexpr std::uint32_t max_age_default_s = 60; // RFC 7252 section 5.10.5

    constexpr void write(std::span<const std::uint8_t> bytes) {
        for (const std::uint8_t byte : bytes) {
            put(byte);
        }
    }
    constexpr void write(text characters) {
        for (const char character : characters) {
            put(static_cast<std::uint8_t>(character));
        }
    }
    /// A literal as it stands has a zero at its end: `text_of` is without.
    template <std::size_t Size>
    constexpr void write(const char (&literal)[Size]) = delete;
    /// Takes back all that was written.
    constexpr void clear() {
        total_ = 0;
        sum_ = sum_begin;
    }
    /// In place of whatever was written: a code, and a sentence for people (RFC 7252 section 5.5.2).
    constexpr void refuse(resource::code why, text diagnostic = {}) {
        clear();
        offset_ = 0;
        code = why;
        content_format = format::none;
        write(diagnostic);
    }

    // For the transport.

    /// What was written of the block.
    constexpr std::span<const std::uint8_t> payload() const {
        const std::uint32_t after = total_ > offset_ ? total_ - offset_ : 0;
        return room_.first(after < room_.size() ? after : room_.size());
    }
    /// Something was written behind the block.
    constexpr bool has_more() const { return total_ > offset_ && total_ - offset_ > room_.size(); }
    constexpr std::uint32_t offset() const { return offset_; }
    /// Of the whole representation.
    constexpr std::uint32_t total_bytes() const { return total_; }
    /// The same for the same representation, and another for almost every other.
    constexpr std::uint32_t etag() const { return sum_; }

private:
    // FNV-1a: one multiplication a byte, on cores without a divider or table.
    static constexpr std::uint32_t sum_begin = 2166136261U;
    static constexpr std::uint32_t sum_factor = 16777619U;

    constexpr void put(std::uint8_t byte) {
        if (total_ >= offset_ && total_ - offset_ < room_.size()) {
            room_[total_ - offset_] = byte;
        }
        ++total_;
        sum_ = (sum_ ^ byte) * sum_factor;
    }

    std::span<std::uint8_t> room_;
    std::uint32_t offset_;
    std::uint32_t total_ = 0;
    std::uint32_t sum_ = sum_begin;
};

} // namespace fc::update::resource
