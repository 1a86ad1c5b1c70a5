// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace fc::posix::coap::detail {

/// @param text  an IPv4 or IPv6 address in numbers; names are not looked up
inline std::optional<coap_address_t> address_of(const std::string& text, std::uint16_t port) {
    coap_address_t out;
    coap_address_init(&out);
    if (::inet_pton(AF_INET, text.c_str(), &out.addr.sin.sin_addr) == 1) {
        out.size = sizeof out.addr.sin;
        out.addr.sin.sin_family = AF_INET;
        out.addr.sin.sin_port = htons(port);
        return out;
    }
    if (::inet_pton(AF_INET6, text.c_str(), &out.addr.sin6.sin6_addr) == 1) {
        out.size = sizeof out.addr.sin6;
        out.addr.sin6.sin6_family = AF_INET6;
        out.addr.sin6.sin6_port = htons(port);
        return out;
    }
    return std::nullopt;
}

inline std::span<const std::uint8_t> host_bytes(const coap_address_t& of) {
    if (of.addr.sa.sa_family == AF_INET6) {
        return {reinterpret_cast<const std::uint8_t*>(&of.addr.sin6.sin6_addr), 16};
    }
    return {reinterpret_cast<const std::uint8_t*>(&of.addr.sin.sin_addr), 4};
}

/// FNV-1a, begun with a number that peers do not know: nobody picks an address to share another's sum.
inline std::uint32_t sum(std::span<const std::uint8_t> bytes, std::uint32_t begin) {
    for (const std::uint8_t byte : bytes) {
        begin = (begin ^ byte) * 16777619U;
    }
    return begin;
}

/// libcoap binds with SO_REUSEADDR, with which two servers get the same port and each some of the
/// datagrams. So that one is told, the port is taken without it first.
inline std::error_code check_is_free(const coap_address_t& it) {
    const int probe = ::socket(it.addr.sa.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (probe < 0) {
        return {errno, std::generic_category()};
    }
    const int bound = ::bind(probe, &it.addr.sa, it.size);
    const std::error_code error{bound == 0 ? 0 : errno, std::generic_category()};
    ::close(probe);
    return error;
}

/// Which port an endpoint got when any would do. libcoap says it in the name of the endpoint alone,
/// "127.0.0.1:40000 UDP".
inline std::uint16_t port_of(const coap_endpoint_t* endpoint) {
    const std::string_view name{coap_endpoint_str(endpoint)};
    const std::size_t colon = name.rfind(':');
    std::uint16_t port = 0;
    if (colon != name.npos) {
        std::from_chars(name.data() + colon + 1, name.data() + name.size(), port);
    }
    return port;
}

} // namespace fc::posix::coap::detail
