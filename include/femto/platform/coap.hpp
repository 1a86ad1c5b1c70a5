// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/numbers.hpp>
#include <femto/platform/traits.hpp>

#include <cstdint>

namespace fc::platform {

/// A CoAP response in the making, in the order of the wire: the code, options in ascending order,
/// then the payload. `fc::abi::coap_response` is one.
///
/// Every function gives a negative number when there is no room or it is not the time for it.
/// `begin`: 0. `add_content_format`: bytes the option takes. `end_options`: bytes of the response
/// up to the payload. `payload_address`: where the payload goes, as the container sees it; 0 before
/// `end_options`.
template <class Response>
concept coap_builder = requires(Response& response, std::uint32_t code, std::uint32_t format,
                                bool with_payload) {
    { response.begin(code) } -> signed_32;
    { response.add_content_format(format) } -> signed_32;
    { response.end_options(with_payload) } -> signed_32;
    { response.payload_address() } -> unsigned_64;
};

/// Hooks of this platform pass the response to a CoAP request.
template <class Platform>
concept coap_server = coap_builder<request_of<Platform>>;

} // namespace fc::platform
