// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/answer.hpp>
#include <femto/port/posix/coap/client_options.hpp>
#include <femto/port/posix/coap/detail/block_option.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/uri.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fc::posix::coap::detail {

namespace resource = update::resource;

/// One message to send.
struct outgoing {
    resource::method method = resource::method::get;
    const coap::target* target = nullptr;
    std::uint16_t content_format = resource::format::none;
    std::uint16_t accept = resource::format::none;
    resource::block block1{};
    resource::block block2{};
    std::uint32_t size1 = 0;
    std::optional<std::uint32_t> observe{};
    std::span<const std::uint8_t> payload{};
};

/// One message that came, or why none did.
struct incoming {
    coap::answer answer{};
    std::optional<resource::block> block1{};
    std::optional<resource::block> block2{};
    std::uint32_t size2 = 0;
    std::optional<std::uint32_t> observe{};
};

inline incoming failed(failure why) {
    incoming out;
    out.answer.error = why;
    return out;
}

inline void add_text(coap_pdu_t* to, coap_option_num_t option, const std::string& text) {
    coap_add_option(to, option, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
}

/// False when it is too much for one message.
inline bool fill(coap_pdu_t* to, const outgoing& from, std::span<const std::uint8_t> token) {
    bool fits = coap_add_token(to, token.size(), token.data()) != 0;
    if (from.observe) {
        add_number(to, COAP_OPTION_OBSERVE, *from.observe);
    }
    for (const std::string& each : from.target->path) {
        add_text(to, COAP_OPTION_URI_PATH, each);
    }
    if (from.content_format != resource::format::none) {
        add_number(to, COAP_OPTION_CONTENT_FORMAT, from.content_format);
    }
    for (const std::string& each : from.target->query) {
        add_text(to, COAP_OPTION_URI_QUERY, each);
    }
    if (from.accept != resource::format::none) {
        add_number(to, COAP_OPTION_ACCEPT, from.accept);
    }
    if (from.block2) {
        add_number(to, COAP_OPTION_BLOCK2, value_of(from.block2));
    }
    if (from.block1) {
        add_number(to, COAP_OPTION_BLOCK1, value_of(from.block1));
    }
    if (from.size1 != 0) {
        add_number(to, COAP_OPTION_SIZE1, from.size1);
    }
    if (!from.payload.empty()) {
        fits = fits && coap_add_data(to, from.payload.size(), from.payload.data()) != 0;
    }
    return fits;
}

inline void take(incoming& to, coap_option_num_t number, std::span<const std::uint8_t> value) {
    const auto block = [&](std::optional<resource::block>& into) {
        into = block_of(number_in(value));
        if (!*into) {
            to.answer.error = failure::bad_answer;
        }
    };
    switch (number) {
    case COAP_OPTION_ETAG: to.answer.etag.assign(value.begin(), value.end()); break;
    case COAP_OPTION_OBSERVE: to.observe = number_in(value); break;
    case COAP_OPTION_CONTENT_FORMAT:
        to.answer.content_format = static_cast<std::uint16_t>(number_in(value));
        break;
    case COAP_OPTION_MAXAGE: to.answer.max_age_s = number_in(value); break;
    case COAP_OPTION_BLOCK1: block(to.block1); break;
    case COAP_OPTION_BLOCK2: block(to.block2); break;
    case COAP_OPTION_SIZE2: to.size2 = number_in(value); break;
    case COAP_OPTION_SIZE1: to.answer.size1 = number_in(value); break;
    default: break; // libcoap has rejected those that must be understood
    }
}

inline incoming read_answer(const coap_pdu_t* from) {
    incoming out;
    out.answer.code = static_cast<resource::code>(coap_pdu_get_code(from));
    coap_opt_iterator_t at;
    coap_option_iterator_init(from, &at, COAP_OPT_ALL);
    while (const coap_opt_t* option = coap_option_next(&at)) {
        take(out, at.number, value_of(option));
    }
    std::size_t size = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(from, &size, &data) != 0) {
        out.answer.payload.assign(data, data + size);
    }
    return out;
}

} // namespace fc::posix::coap::detail
