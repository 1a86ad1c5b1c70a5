// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/address.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/server_options.hpp>

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>

namespace fc::posix::coap::detail {

inline void limit(coap_context_t* it, const server_options& options) {
    coap_context_set_max_idle_sessions(it, static_cast<unsigned>(options.sessions_max));
    coap_context_set_max_handshake_sessions(it, static_cast<unsigned>(options.handshakes_max));
    coap_context_set_session_timeout(it, static_cast<unsigned>(options.idle.count()));
}

inline void add_methods(coap_context_t* to, coap_resource_t* it, coap_method_handler_t handler) {
    for (const coap_request_t method :
         {COAP_REQUEST_GET, COAP_REQUEST_POST, COAP_REQUEST_PUT, COAP_REQUEST_DELETE,
          COAP_REQUEST_FETCH, COAP_REQUEST_PATCH, COAP_REQUEST_IPATCH}) {
        coap_register_request_handler(it, method, handler);
    }
    coap_add_resource(to, it);
}

/// Whatever has no resource of its own. Such cannot be observed, so what is observable needs one.
inline void add_unknown(coap_context_t* to, coap_method_handler_t handler) {
    add_methods(to, coap_resource_unknown_init(handler), handler);
}

/// Notifications are confirmable: an observer that does not want them any more, or is gone, is only
/// reported for those.
inline void add_resource(coap_context_t* to, const char* path, coap_method_handler_t handler,
                         bool is_observable) {
    coap_str_const_t name{std::strlen(path), reinterpret_cast<const std::uint8_t*>(path)};
    coap_resource_t* it = coap_resource_init(&name, COAP_RESOURCE_FLAGS_NOTIFY_CON);
    coap_resource_set_get_observable(it, is_observable ? 1 : 0);
    add_methods(to, it, handler);
}

inline std::error_code open_endpoint(coap_context_t* context, const std::string& address,
                                     std::uint16_t port, coap_proto_t protocol,
                                     std::uint16_t& bound) {
    std::optional<coap_address_t> at = address_of(address, port);
    if (!at) {
        return std::make_error_code(std::errc::invalid_argument);
    }
    held_port ours; // until libcoap has it
    if (auto error = ours.take(*at)) {
        return error;
    }
    if (coap_new_endpoint(context, &*at, protocol) == nullptr) {
        return std::make_error_code(std::errc::address_not_available);
    }
    bound = coap_address_get_port(&*at);
    return {};
}

} // namespace fc::posix::coap::detail
