// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/update/suit/envelope.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::suit {

/// What a `payload_reader` found next.
enum class piece : std::uint8_t {
    more,   ///< nothing: the block is used up, and the envelope goes on
    begins, ///< the payload that is wanted; `size` is how long it is
    bytes,  ///< the next bytes of it
    ends,   ///< it was all there
    done,   ///< the envelope ends here; whatever is left of the block is no part of it
    refused ///< `error` says why
};

/// Goes through what follows the head of an envelope while it arrives, in blocks of any length, of
/// which nothing is kept but the name at hand. Of the integrated payloads the one that is wanted is
/// handed on, and its digest says whether to believe it; other payloads and texts are passed over.
template <profile Profile>
class payload_reader {
public:
    /// @param room  for a name, with the length that follows it. Blocks may lie in it, from its first
    ///              byte on: they are read before their place is needed
    constexpr payload_reader(const head& of, std::span<std::uint8_t> room)
        : room_{room}, members_left_{of.members_left}, offset_{of.size} {}

    /// @param block   begins at `offset()` of the envelope; what was taken is cut off its front
    /// @param wanted  the URI to look for, which does not change within a member; nothing for none
    /// @errors        unsupported_manifest: a member of which nothing is known; manifest_too_large: a
    ///                name that is longer than the room; unexpected_item; not_deterministic;
    ///                bad_structure; value_out_of_range: a length of 4 GiB
    constexpr piece next(std::span<const std::uint8_t>& block,
                         std::span<const std::uint8_t> wanted) {
        for (;;) {
            if (left_ == 0 && is_wanted_) {
                is_wanted_ = false;
                return piece::ends;
            }
            if (left_ == 0 && members_left_ == 0) {
                return piece::done;
            }
            if (block.empty()) {
                return piece::more;
            }
            const std::size_t length = left_ == 0 ? 1 : left_ < block.size() ? left_ : block.size();
            bytes_ = block.first(length);
            block = block.subspan(length);
            offset_ += static_cast<std::uint32_t>(length);
            if (left_ != 0) {
                left_ -= static_cast<std::uint32_t>(length);
                if (is_wanted_) {
                    return piece::bytes;
                }
                continue;
            }
            error_ = take(bytes_.front(), wanted);
            if (error_ != errc::ok) {
                return piece::refused;
            }
            if (is_wanted_) {
                return piece::begins;
            }
        }
    }

    constexpr errc error() const { return error_; }
    /// Of the payload that began last [bytes].
    constexpr std::uint32_t size() const { return left_; }
    /// After `piece::bytes`: those.
    constexpr std::span<const std::uint8_t> bytes() const { return bytes_; }
    /// How much of the envelope was taken.
    constexpr std::uint32_t offset() const { return offset_; }

private:
    /// The number of texts, which come before payloads; one that no key has when there are none.
    static constexpr std::uint32_t text_number = [] {
        const form_key text = table_of<envelope_key>[static_cast<std::size_t>(envelope_key::text)]
                                  .template in<Profile>();
        return text.how == treatment::ignored ? static_cast<std::uint32_t>(text.number) : 0U;
    }();

    /// One byte of what a member is called and how long it is: looked at from its first byte until all
    /// of that is there.
    constexpr errc take(std::uint8_t byte, std::span<const std::uint8_t> wanted) {
        constexpr auto bytes = static_cast<std::uint8_t>(cbor::type::bytes);
        constexpr auto text = static_cast<std::uint8_t>(cbor::type::text);
        if (named_ == room_.size()) {
            return errc::manifest_too_large;
        }
        room_[named_++] = byte;
        cbor::scanner in{room_.first(named_)};
        std::span<const std::uint8_t> name;
        const std::uint8_t first = room_[0];
        if (text_number != 0 && first == text_number) { // below 24, all of its encoding
            in.uint();
        } else if (first >> 5 == text && (first & 31U) != 0) {
            name = in.text();
        } else {
            return errc::unsupported_manifest;
        }
        if (!in.failed() && in.rest().size() == 1) {
            // Its bytes are not here. Without them, the head of a byte string is that of a number but
            // for the type.
            if (byte >> 5 != bytes) {
                return errc::unexpected_item;
            }
            room_[named_ - 1] = byte & 31U;
        }
        const std::uint64_t length = in.uint();
        if (in.failed()) {
            return in.error() == errc::truncated ? errc::ok : in.error();
        }
        if (length > std::numeric_limits<std::uint32_t>::max()) {
            return errc::value_out_of_range;
        }
        left_ = static_cast<std::uint32_t>(length);
        is_wanted_ = !name.empty() && same_bytes(name, wanted);
        named_ = 0;
        --members_left_;
        return errc::ok;
    }

    std::span<std::uint8_t> room_;
    std::uint32_t named_ = 0; // bytes in the room
    std::uint32_t left_ = 0;  // of a member
    std::span<const std::uint8_t> bytes_{};
    std::uint32_t members_left_;
    std::uint32_t offset_;
    bool is_wanted_ = false;
    errc error_ = errc::ok;
};

} // namespace fc::update::suit
