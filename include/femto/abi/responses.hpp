// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_context.hpp>
#include <femto/engine/caller.hpp>
#include <femto/helper/guest.hpp>
#include <femto/platform/coap.hpp>

#include <cstdint>

namespace fc::abi {

// The context is checked to be one, but not read: the response is the one that the hook passed.
using coap_argument = guest<const coap_fields>;

/// An address in the container, of bytes.
enum class payload_pointer : std::uint64_t { null = 0 };

/// What these helpers return where no request is answered, or there is no room.
inline constexpr std::int32_t no_response = -1;

/// `bpf_gcoap_resp_init(context, code)`: begins the response. 2.05 is the code 69.
/// @return  0 or negative
template <platform::coap_server Platform>
std::int32_t begin_response(caller<Platform>& from, coap_argument, std::uint32_t code) {
    return from.request() != nullptr ? from.request()->begin(code) : no_response;
}

/// `bpf_coap_opt_finish(context, flags)`: no options follow, and a payload if bit 0 is set.
/// @return  bytes of the response up to the payload, or negative
template <platform::coap_server Platform>
std::int32_t end_options(caller<Platform>& from, coap_argument, std::uint16_t flags) {
    return from.request() != nullptr ? from.request()->end_options((flags & 1U) != 0) : no_response;
}

/// `bpf_coap_add_format(context, format)`: adds the option Content-Format.
/// @return  bytes it takes, or negative
template <platform::coap_server Platform>
std::int32_t add_content_format(caller<Platform>& from, coap_argument, std::uint32_t format) {
    return from.request() != nullptr ? from.request()->add_content_format(format) : no_response;
}

/// `bpf_coap_get_pdu(context)`: where the payload goes.
/// @return  null before the options are finished, and when they were without a payload to follow
template <platform::coap_server Platform>
payload_pointer payload_address(caller<Platform>& from, coap_argument) {
    return from.request() != nullptr ? payload_pointer{from.request()->payload_address()}
                                     : payload_pointer::null;
}

} // namespace fc::abi
