// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/client_options.hpp>
#include <femto/port/posix/coap/detail/block_option.hpp>
#include <femto/port/posix/coap/detail/conversation.hpp>
#include <femto/port/posix/coap/detail/incoming.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::posix::coap::detail {

/// Smaller ones are not tried on one's own account.
inline constexpr std::uint16_t block_least = 64;

/// Sends a payload in as many blocks as it takes (RFC 7959 section 2.5), in ever smaller ones if the server
/// wants that, and from its beginning if the server has lost that.
/// @param from  how much the server has already
/// @return      the answer to the last block
inline incoming push_blocks(conversation& talk, const client_options& options, outgoing message,
                            std::span<const std::uint8_t> payload, const progress& told,
                            std::uint64_t from) {
    using resource::code;
    std::size_t offset = from < payload.size() ? static_cast<std::size_t>(from / 16 * 16) : 0;
    std::uint16_t size = block_size_at(offset, options.block_bytes);
    bool is_blockwise = payload.size() > size;
    unsigned restarts = 0;
    // One for all blocks of a body: they need not have the same, but there are servers that know a
    // body by it (node-coap 1.5).
    auto token = talk.next_token();
    while (true) {
        const std::size_t bytes = std::min<std::size_t>(payload.size() - offset, size);
        const bool more = offset + bytes < payload.size();
        message.payload = payload.subspan(offset, bytes);
        message.block1 = {};
        if (is_blockwise) {
            message.block1 = {static_cast<std::uint32_t>(offset / size), size, more};
            message.size1 = static_cast<std::uint32_t>(payload.size());
        }
        incoming got = talk.exchange(message, token);
        if (got.answer.error != failure::none) {
            return got;
        }
        // A server that had no room for this message may say no more than that (gcoap of RIOT).
        const bool is_cut = got.answer.code == code::too_large && got.answer.size1 == 0 &&
                            got.answer.payload.empty() && size > block_least;
        const std::uint16_t wanted = got.block1 ? got.block1->bytes
                                     : is_cut   ? static_cast<std::uint16_t>(size / 2)
                                                : size;
        const bool is_smaller = offset == 0 && wanted < size;
        if (got.answer.code == code::too_large && is_smaller) {
            size = wanted;
            is_blockwise = true;
            token = talk.next_token();
            continue;
        }
        if (got.answer.code == code::request_incomplete && is_blockwise &&
            restarts++ < options.restarts_max) {
            offset = 0;
            size = std::min(options.block_bytes, got.block1 ? wanted : options.block_bytes);
            token = talk.next_token();
            continue;
        }
        if (!got.answer.ok()) {
            return got;
        }
        offset += bytes;
        if (told && !told(offset, payload.size())) {
            return failed(failure::stopped);
        }
        if (!more) {
            const bool goes_on = got.answer.code == code::continues;
            return goes_on ? failed(failure::bad_answer) : std::move(got);
        }
        // Without the option the server took this block for the whole.
        if (!got.block1 || (wanted == size && got.block1->number != message.block1.number)) {
            return failed(failure::bad_answer);
        }
        size = std::min(size, wanted);
    }
}

} // namespace fc::posix::coap::detail
