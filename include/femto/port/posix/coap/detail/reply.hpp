// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/block_option.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/update/resource/message.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace fc::posix::coap::detail {

namespace resource = update::resource;

/// What is sent back, kept apart from the message it is sent in: a request that comes twice is answered
/// twice and handled once.
struct reply {
    resource::code code = resource::code::internal_error;
    std::uint16_t content_format = resource::format::none;
    std::uint32_t max_age_s = resource::response::max_age_default_s;
    std::uint32_t size1 = 0;
    std::uint32_t etag = 0;
    std::uint32_t total_bytes = 0;
    resource::block block1{};
    resource::block block2{};
    std::vector<std::uint8_t> payload{};
};

/// A reply that is a code and nothing else.
inline reply bare(resource::code why) {
    reply out;
    out.code = why;
    return out;
}

/// @param block2  asked for by the peer, or absent
inline reply reply_of(const resource::request& asked, const resource::response& given,
                      const resource::block& block2) {
    const bool is_read =
        asked.method == resource::method::get || asked.method == resource::method::fetch;
    const bool is_success = resource::is_success(given.code);
    if (is_success && given.has_more() && !is_read) {
        // The rest could only be had by doing it again.
        return bare(resource::code::internal_error);
    }
    if (is_success && given.offset() != 0 && given.offset() >= given.total_bytes()) {
        return bare(resource::code::bad_request); // there is no such block
    }
    reply out{given.code, given.content_format, given.max_age_s, given.size1};
    const auto payload = given.payload();
    out.payload.assign(payload.begin(), payload.end());
    if (is_success && (block2 || given.has_more())) {
        out.etag = given.etag();
        out.total_bytes = given.total_bytes();
        out.block2 = block2;
        out.block2.more = given.has_more();
    }
    if (asked.block1) {
        out.block1 = asked.block1;
        out.block1.more = given.code == resource::code::continues;
        if (given.block1_bytes != 0) {
            out.block1.bytes = std::min(asked.block1.bytes, block_size(given.block1_bytes));
        }
    }
    return out;
}

inline void write(const reply& it, coap_session_t* session, coap_pdu_t* to) {
    coap_pdu_set_code(to, static_cast<coap_pdu_code_t>(it.code));
    if (it.block2 && it.etag != 0) {
        add_number(to, COAP_OPTION_ETAG, it.etag);
    }
    if (it.content_format != resource::format::none) {
        add_number(to, COAP_OPTION_CONTENT_FORMAT, it.content_format);
    }
    if (it.max_age_s != resource::response::max_age_default_s) {
        add_number(to, COAP_OPTION_MAXAGE, it.max_age_s);
    }
    if (it.block2) {
        // A notification has the option already, without "more", if the observer asked for a size:
        // this call, unlike coap_add_option, changes what is there.
        coap_block_b_t block{};
        block.num = it.block2.number;
        block.szx = block.aszx = value_of(it.block2) & 7;
        coap_write_block_b_opt(session, &block, COAP_OPTION_BLOCK2, to, it.total_bytes);
        if (it.block2.number == 0) {
            add_number(to, COAP_OPTION_SIZE2, it.total_bytes);
        }
    }
    if (it.block1) {
        add_number(to, COAP_OPTION_BLOCK1, value_of(it.block1));
    }
    if (it.size1 != 0) {
        add_number(to, COAP_OPTION_SIZE1, it.size1);
    }
    if (!it.payload.empty()) {
        coap_add_data(to, it.payload.size(), it.payload.data());
    }
}

/// Ends an observation, in a message of its own: of a notification that is an error libcoap frees the
/// observer and goes on writing to it (4.3.1). So the notification at hand has to be a success. It waits
/// until this message is acknowledged; then who observes no more rejects it, and libcoap drops them, as
/// it drops who acknowledges nothing.
inline void refuse_observer(const reply& why, coap_session_t* session, coap_bin_const_t token) {
    coap_pdu_t* const message =
        coap_pdu_init(COAP_MESSAGE_CON, static_cast<coap_pdu_code_t>(why.code),
                      coap_new_message_id(session), coap_session_max_pdu_size(session));
    if (message != nullptr) {
        coap_add_token(message, token.length, token.s);
        write(why, session, message);
        coap_send(session, message);
    }
}

} // namespace fc::posix::coap::detail
