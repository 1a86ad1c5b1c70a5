// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/suit/detail/item_head.hpp>
#include <femto/update/suit/envelope.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// What a `payload_reader` found next.
enum class piece : std::uint8_t {
    more,   ///< nothing: the block is used up, and the envelope goes on
    begins, ///< the payload that is wanted; `size` is how long it is
    bytes,  ///< the next bytes of it
    ends,   ///< it was all there
    done,   ///< the envelope ends here; whatever is left of the block is no part of it
};

/// Goes through what follows the head of an envelope while it arrives, in blocks of any length,
/// none of which is kept. Of the integrated payloads the one that is wanted is handed on, and its
/// digest says whether to believe it; other payloads and texts are passed over.
template <profile Profile>
class payload_reader {
public:
    constexpr explicit payload_reader(const head& of)
        : members_left_{of.members_left}, offset_{of.size} {}

    /// @param block   begins at `offset()` of the envelope; what was taken is cut off its front
    /// @param wanted  the URI to look for, which does not change within a member; nothing for none
    /// @errors        unsupported_manifest: a member of which nothing is known; unexpected_item;
    ///                not_deterministic; value_out_of_range: a length of 4 GiB
    constexpr result<piece> next(std::span<const std::uint8_t>& block,
                                 std::span<const std::uint8_t> wanted) {
        for (;;) {
            if (at_ == place::content && left_ == 0) {
                --members_left_;
                at_ = place::key_head;
                if (is_wanted_) {
                    return piece::ends;
                }
            }
            if (at_ == place::key_head && members_left_ == 0) {
                return piece::done;
            }
            if (block.empty()) {
                return piece::more;
            }
            if (at_ == place::content) {
                bytes_ = block.first(left_ < block.size() ? left_ : block.size());
                left_ -= static_cast<std::uint32_t>(bytes_.size());
                take_off(block, bytes_.size());
                if (is_wanted_) {
                    return piece::bytes;
                }
                continue;
            }
            const errc error = take(block.front(), wanted);
            if (error != errc::ok) {
                return {error, offset_};
            }
            take_off(block, 1);
            if (at_ == place::content && is_wanted_) {
                return piece::begins;
            }
        }
    }

    /// Of the payload that began last [bytes].
    constexpr std::uint32_t size() const { return size_; }
    /// After `piece::bytes`: those.
    constexpr std::span<const std::uint8_t> bytes() const { return bytes_; }
    /// How much of the envelope was taken.
    constexpr std::uint32_t offset() const { return offset_; }

private:
    enum class place : std::uint8_t { key_head, key, content_head, content };

    /// The number of texts, which come before payloads; one that no key has when there are none.
    static constexpr std::uint32_t text_number = [] {
        const form_key text = table_of<envelope_key>[static_cast<std::size_t>(envelope_key::text)]
                                  .template in<Profile>();
        return text.how == treatment::ignored ? static_cast<std::uint32_t>(text.number) : 0U;
    }();

    constexpr void take_off(std::span<const std::uint8_t>& block, std::size_t length) {
        block = block.subspan(length);
        offset_ += static_cast<std::uint32_t>(length);
    }

    /// One byte of a key or of the head of its value.
    constexpr errc take(std::uint8_t byte, std::span<const std::uint8_t> wanted) {
        if (at_ == place::key) {
            is_wanted_ = is_wanted_ && byte == wanted[wanted.size() - left_];
            at_ = --left_ == 0 ? place::content_head : place::key;
            return errc::ok;
        }
        const errc error = head_.take(byte);
        if (error != errc::ok || !head_.is_complete()) {
            return error;
        }
        left_ = head_.argument;
        if (at_ == place::content_head) {
            size_ = left_;
            at_ = place::content;
            return head_.major == cbor::type::bytes ? errc::ok : errc::unexpected_item;
        }
        at_ = place::content_head;
        is_wanted_ = false;
        if (head_.major == cbor::type::uint && left_ != 0 && left_ == text_number) {
            return errc::ok;
        }
        if (head_.major != cbor::type::text || left_ == 0) {
            return errc::unsupported_manifest;
        }
        is_wanted_ = left_ == wanted.size();
        at_ = place::key;
        return errc::ok;
    }

    detail::item_head head_{};
    std::uint32_t left_ = 0; // of a key or its value
    std::uint32_t size_ = 0;
    std::span<const std::uint8_t> bytes_{};
    std::uint32_t members_left_;
    std::uint32_t offset_;
    place at_ = place::key_head;
    bool is_wanted_ = false;
};

} // namespace fc::update::suit
