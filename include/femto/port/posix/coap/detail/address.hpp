// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <arpa/inet.h>
#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <span>
#include <string>
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

/// A port that nobody else has or gets while this is there: the one that was asked for, or any. libcoap
/// binds with SO_REUSEADDR, with which two servers get the same port, even one that the system picks, and
/// each some of the datagrams. So it is taken without that, and only then shared with whoever has it:
/// libcoap joins, and a second one who tries this way does not.
class held_port {
public:
    held_port() = default;
    ~held_port() {
        if (socket_ >= 0) {
            ::close(socket_);
        }
    }
    held_port(const held_port&) = delete;
    held_port& operator=(const held_port&) = delete;

    /// @param it  its port is set if it was 0
    std::error_code take(coap_address_t& it) {
        socket_ = ::socket(it.addr.sa.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        const bool is_held = socket_ >= 0 && ::bind(socket_, &it.addr.sa, it.size) == 0 &&
                             ::getsockname(socket_, &it.addr.sa, &it.size) == 0 &&
                             ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0;
        return {is_held ? 0 : errno, std::generic_category()};
    }

private:
    int socket_ = -1;
};

} // namespace fc::posix::coap::detail
