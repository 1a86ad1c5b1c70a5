// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <limits>
#include <netinet/in.h>
#include <poll.h>
#include <span>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace fc::posix {

/// The error of the last system call.
inline std::error_code last_error() { return {errno, std::generic_category()}; }

/// One datagram, or why there is none.
struct received {
    std::error_code error{};
    bool arrived = false; // false with no error: the time is up
    bool is_cut = false;  // it was longer than the buffer; the rest is lost
    std::size_t bytes = 0;
    std::uint32_t source_address = 0; // IPv4, 127.0.0.1 being 0x7F000001
    std::uint16_t source_port = 0;
};

/// A UDP socket on 127.0.0.1: what is on this machine can reach it, and nobody else.
class udp_socket {
public:
    udp_socket() = default;
    ~udp_socket() { close(); }
    udp_socket(const udp_socket&) = delete;
    udp_socket& operator=(const udp_socket&) = delete;

    /// @param port  0 for any that is free: see `port`
    [[nodiscard]] std::error_code open(std::uint16_t port = 0) {
        close();
        file_ = new_socket();
        sockaddr_in name = loopback(port);
        socklen_t size = sizeof name;
        if (file_ < 0 || ::bind(file_, as_any(name), size) != 0 ||
            ::getsockname(file_, as_any(name), &size) != 0) {
            const std::error_code error = last_error();
            close();
            return error;
        }
        port_ = ntohs(name.sin_port);
        return {};
    }
    void close() {
        if (file_ >= 0) {
            ::close(file_);
        }
        file_ = -1;
        port_ = 0;
    }
    /// 0 while it is not open.
    std::uint16_t port() const { return port_; }

    [[nodiscard]] std::error_code send(std::uint16_t to_port,
                                       std::span<const std::uint8_t> payload) {
        sockaddr_in to = loopback(to_port);
        const ssize_t sent =
            ::sendto(file_, payload.data(), payload.size(), 0, as_any(to), sizeof to);
        return sent < 0 ? last_error() : std::error_code{};
    }

    /// Waits for one datagram. A signal that is handled ends the waiting early.
    [[nodiscard]] received receive(std::span<std::uint8_t> into,
                                   std::chrono::milliseconds timeout) {
        received out;
        if (file_ < 0) {
            out.error = std::make_error_code(std::errc::bad_file_descriptor);
            return out;
        }
        pollfd wait{file_, POLLIN, 0};
        const int ready = ::poll(&wait, 1, limited(timeout));
        if (ready < 0) {
            out.error = errno == EINTR ? std::error_code{} : last_error();
        } else if (ready > 0) {
            take(into, out);
        }
        return out;
    }

private:
    /// None that children inherit, and none of the numbers of standard streams, one of which may be
    /// closed: what is printed is no datagram.
    static int new_socket() {
        const int made = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (made < 0 || made > STDERR_FILENO) {
            return made;
        }
        const int moved = ::fcntl(made, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        const int error = errno;
        ::close(made);
        errno = error;
        return moved;
    }

    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(port);
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return name;
    }
    static sockaddr* as_any(sockaddr_in& name) { return reinterpret_cast<sockaddr*>(&name); }

    /// poll would take a number below 0 for ever.
    static int limited(std::chrono::milliseconds timeout) {
        constexpr std::chrono::milliseconds most{std::numeric_limits<int>::max()};
        return static_cast<int>(std::clamp(timeout, std::chrono::milliseconds{0}, most).count());
    }

    void take(std::span<std::uint8_t> into, received& out) {
        sockaddr_in from{};
        iovec room{into.data(), into.size()};
        msghdr message{};
        message.msg_name = &from;
        message.msg_namelen = sizeof from;
        message.msg_iov = &room;
        message.msg_iovlen = 1;
        const ssize_t size = ::recvmsg(file_, &message, MSG_DONTWAIT);
        if (size < 0) {
            // Announced and then found to be damaged: as if it had never come.
            out.error = errno == EAGAIN || errno == EINTR ? std::error_code{} : last_error();
            return;
        }
        out.arrived = true;
        out.is_cut = (message.msg_flags & MSG_TRUNC) != 0;
        out.bytes = static_cast<std::size_t>(size);
        out.source_address = ntohl(from.sin_addr.s_addr);
        out.source_port = ntohs(from.sin_port);
    }

    int file_ = -1;
    std::uint16_t port_ = 0;
};

} // namespace fc::posix
