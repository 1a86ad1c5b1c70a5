// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/address.hpp>
#include <femto/port/posix/coap/detail/block_option.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/update/resource/message.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace fc::posix::coap::detail {

namespace resource = update::resource;

/// A request out of a message, whose bytes it borrows.
struct inquiry {
    resource::request request{};
    resource::block block2{};
    std::optional<resource::code> refusal{}; ///< it cannot be understood
};

/// Takes an option in; false for one that must be understood and is not (RFC 7252 section 5.4.1), or that
/// stands there a second time.
inline bool take(inquiry& to, coap_option_num_t number, std::span<const std::uint8_t> value,
                 bool is_repeated) {
    const resource::text text{reinterpret_cast<const char*>(value.data()), value.size()};
    switch (number) {
    case COAP_OPTION_URI_PATH: to.request.path.push(text); return true;
    case COAP_OPTION_URI_QUERY: to.request.query.push(text); return true;
    default: break;
    }
    if (is_repeated) {
        return number % 2 == 0;
    }
    const auto block = [&](resource::block& into) {
        into = block_of(number_in(value));
        to.refusal = into ? to.refusal : resource::code::bad_request;
        return true;
    };
    switch (number) {
    case COAP_OPTION_URI_HOST:
    case COAP_OPTION_URI_PORT: return true; // there is one host here
    case COAP_OPTION_CONTENT_FORMAT:
        to.request.content_format = static_cast<std::uint16_t>(number_in(value));
        return true;
    case COAP_OPTION_ACCEPT:
        to.request.accept = static_cast<std::uint16_t>(number_in(value));
        return true;
    case COAP_OPTION_SIZE1: to.request.size1 = number_in(value); return true;
    case COAP_OPTION_BLOCK1: return block(to.request.block1);
    case COAP_OPTION_BLOCK2: return block(to.block2);
    case COAP_OPTION_OBSERVE:
        to.request.observe =
            number_in(value) == 0 ? resource::observation::begin : resource::observation::end;
        return true;
    default: return number % 2 == 0; // even numbers may be ignored
    }
}

inline inquiry read(const coap_pdu_t* from) {
    inquiry out;
    out.request.method = static_cast<resource::method>(coap_pdu_get_code(from));
    coap_opt_iterator_t at;
    coap_option_iterator_init(from, &at, COAP_OPT_ALL);
    int previous = -1;
    while (const coap_opt_t* option = coap_option_next(&at)) {
        if (!take(out, at.number, value_of(option), previous == at.number)) {
            out.refusal = resource::code::bad_option;
        }
        previous = at.number;
    }
    std::size_t size = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(from, &size, &data) != 0) {
        out.request.payload = {data, size};
    }
    // All blocks but the last are full (RFC 7959 section 2.2).
    const resource::block& block1 = out.request.block1;
    if (block1 && (size > block1.bytes || (block1.more && size < block1.bytes))) {
        out.refusal = out.refusal.value_or(resource::code::bad_request);
    }
    return out;
}

/// One number for token, options and payload: a message that comes twice has the same.
inline std::uint32_t sum_of(const coap_pdu_t* message) {
    std::uint32_t out = sum(view(coap_pdu_get_token(message)), coap_pdu_get_code(message));
    coap_opt_iterator_t at;
    coap_option_iterator_init(message, &at, COAP_OPT_ALL);
    while (const coap_opt_t* option = coap_option_next(&at)) {
        out = sum(value_of(option), out + at.number);
    }
    std::size_t size = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(message, &size, &data) != 0) {
        out = sum({data, size}, out);
    }
    return out;
}

/// Path and query, apart from others by the numbers and lengths of their options.
inline std::string name_of(const coap_pdu_t* message) {
    std::string out;
    coap_opt_iterator_t at;
    coap_option_iterator_init(message, &at, COAP_OPT_ALL);
    while (const coap_opt_t* option = coap_option_next(&at)) {
        if (at.number == COAP_OPTION_URI_PATH || at.number == COAP_OPTION_URI_QUERY) {
            const auto value = value_of(option);
            out += std::to_string(at.number) + ':' + std::to_string(value.size()) + ':';
            out.append(value.begin(), value.end());
        }
    }
    return out;
}

} // namespace fc::posix::coap::detail
