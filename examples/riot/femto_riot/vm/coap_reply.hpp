// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "coap_request.hpp"

#include <bit>

namespace femto_riot {

/// Puts a response into a datagram, piece by piece; what does not fit makes all of it void.
class coap_writer {
public:
    explicit coap_writer(std::span<std::uint8_t> out) : out_{out} {}

    void bytes(std::span<const std::uint8_t> from)
    {
        fits_ = fits_ && from.size() <= out_.size() - size_;
        if (fits_) {
            std::copy(from.begin(), from.end(), out_.begin() + static_cast<std::ptrdiff_t>(size_));
            size_ += from.size();
        }
    }
    /// An option, whose value is shorter than 13 bytes. In ascending order; none is 269 or more behind
    /// the one before.
    void option(std::uint32_t number, std::span<const std::uint8_t> value)
    {
        const std::uint32_t delta = number - last_;
        last_ = number;
        const std::array<std::uint8_t, 2> head{
            static_cast<std::uint8_t>(std::min<std::uint32_t>(delta, 13) << 4U | value.size()),
            static_cast<std::uint8_t>(delta - 13)};
        bytes(std::span{head}.first(delta < 13 ? 1 : 2));
        bytes(value);
    }
    /// A number, in as few bytes as it has.
    void number(std::uint32_t option_number, std::uint32_t value)
    {
        const auto length = static_cast<std::uint32_t>(std::bit_width(value) + 7) / 8;
        std::array<std::uint8_t, 4> it{};
        for (std::uint32_t i = 0; i < length; ++i) {
            it[i] = static_cast<std::uint8_t>(value >> 8U * (length - 1 - i));
        }
        option(option_number, std::span{it}.first(length));
    }
    void payload(std::span<const std::uint8_t> from)
    {
        if (!from.empty()) {
            bytes(std::array<std::uint8_t, 1>{0xFF});
            bytes(from);
        }
    }
    std::size_t size() const { return fits_ ? size_ : 0; }

    /// What all options of a response take, with the marker of the payload.
    static constexpr std::size_t options_max = 34;

private:
    std::span<std::uint8_t> out_;
    std::size_t size_ = 0;
    std::uint32_t last_ = 0;
    bool fits_ = true;
};

/// The value of Block1 and Block2 (RFC 7959 section 2.2).
constexpr std::uint32_t value_of(const resource::block &it)
{
    return it.number << 4U | (it.more ? 8U : 0U) |
           (static_cast<std::uint32_t>(std::countr_zero(it.bytes)) - 4U);
}

/// Lets a handler answer a request, in messages. What it writes is kept apart until it is done, so the
/// response may be where the request is.
template <class Handler, std::size_t BlockBytes>
class coap_replier {
    static_assert(std::has_single_bit(BlockBytes) && BlockBytes >= 16 && BlockBytes <= 1024,
                  "CONFIG_FEMTO_RIOT_UPDATE_BLOCK_BYTES must be a power of two from 16 to 1024");

public:
    /// @param observed  which of the answers to an observer this is, or FEMTO_NOT_OBSERVED
    /// @return  length of the response; 0 for none
    std::size_t reply(Handler &to, std::span<const std::uint8_t> message,
                      const resource::peer &from, std::uint32_t observed,
                      std::span<std::uint8_t> out)
    {
        coap_request in;
        constexpr std::size_t around =
            coap_request::header_bytes + coap_request::token_max + coap_writer::options_max;
        if (!in.read(message) || out.size() < around + 16) {
            return 0;
        }
        if (in.refused != resource::code::content) {
            return finish(in, in.refused, out);
        }
        in.asked.peer = from;
        const std::size_t most = std::min(out.size() - around, BlockBytes);
        const auto block = static_cast<std::uint16_t>(std::bit_floor(most));
        const bool is_read = in.asked.method == resource::method::get;
        resource::block window{};
        window.bytes = in.block2 ? std::min(in.block2.bytes, block) : block;
        window.number = in.block2.offset() / window.bytes;
        // The rest of an answer to another request can never be had: it gets all the room there is.
        resource::response given{std::span{room_}.first(is_read ? window.bytes : most),
                                 is_read ? window.offset() : 0};
        to.handle(in.asked, given);

        const bool is_success = resource::is_success(given.code);
        if (is_success && given.has_more() && !is_read) {
            return finish(in, resource::code::internal_error, out);
        }
        if (is_success && given.offset() != 0 && given.offset() >= given.total_bytes()) {
            return finish(in, resource::code::bad_request, out); // there is no such block
        }
        coap_writer it{out};
        it.bytes(in.answer_head(given.code));
        const bool is_part = is_success && is_read && (in.block2 || given.has_more());
        if (is_part) {
            it.number(option::etag, given.etag());
        }
        if (is_success && observed != FEMTO_NOT_OBSERVED) {
            it.number(option::observe, observed & 0xFFFFFFU); // three bytes (RFC 7641 section 2)
        }
        if (given.content_format != resource::format::none) {
            it.number(option::content_format, given.content_format);
        }
        if (given.max_age_s != resource::response::max_age_default_s) {
            it.number(option::max_age, given.max_age_s);
        }
        if (is_part) {
            window.more = given.has_more();
            it.number(option::block2, value_of(window));
        }
        if (in.asked.block1) {
            resource::block taken = in.asked.block1;
            taken.more = given.code == resource::code::continues;
            taken.bytes = std::min(taken.bytes, block);
            it.number(option::block1, value_of(taken));
        }
        if (given.size1 != 0) {
            it.number(option::size1, given.size1);
        }
        it.payload(given.payload());
        return it.size();
    }

private:
    static std::size_t finish(coap_request &in, resource::code with, std::span<std::uint8_t> out)
    {
        coap_writer it{out};
        it.bytes(in.answer_head(with));
        return it.size();
    }

    std::array<std::uint8_t, BlockBytes> room_{};
};

} // namespace femto_riot
