// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <cstdint>
#include <cstring>
#include <netdb.h>
#include <optional>
#include <string>
#include <sys/socket.h>

namespace fc::posix::coap::detail {

/// The address of a host by name or in numbers: the IPv4 address, if it has both. A server on this machine
/// listens at 127.0.0.1, while "localhost" may mean ::1 first.
/// @param numbers_only  of names only "localhost", which nobody else is asked for (RFC 6761 section 6.3)
inline std::optional<coap_address_t> look_up(const std::string& host, std::uint16_t port,
                                             bool numbers_only) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_DGRAM;
    wanted.ai_flags = numbers_only ? AI_NUMERICHOST : 0;
    const char* const name = numbers_only && host == "localhost" ? "127.0.0.1" : host.c_str();
    addrinfo* found = nullptr;
    if (::getaddrinfo(name, nullptr, &wanted, &found) != 0) {
        return std::nullopt;
    }
    const addrinfo* best = nullptr;
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
        const bool is_v4 = each->ai_family == AF_INET;
        if (is_v4 || (each->ai_family == AF_INET6 && best == nullptr)) {
            best = each;
        }
        if (is_v4) {
            break;
        }
    }
    std::optional<coap_address_t> out;
    if (best != nullptr) {
        out.emplace();
        coap_address_init(&*out);
        std::memcpy(&out->addr, best->ai_addr, best->ai_addrlen);
        out->size = best->ai_addrlen;
        coap_address_set_port(&*out, port);
    }
    ::freeaddrinfo(found);
    return out;
}

} // namespace fc::posix::coap::detail
