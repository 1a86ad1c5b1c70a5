// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace fc::test {

/// What becomes of datagrams on their way, each in percent and each way. The same seed does the same to the
/// same datagrams.
struct trouble {
    unsigned seed = 1;
    unsigned lost = 0;
    unsigned doubled = 0;
    unsigned late = 0; ///< by up to 50 ms, so that others overtake them
};

/// Between clients and a UDP server on 127.0.0.1, in a process of its own for as long as this is there.
class lossy_proxy {
public:
    std::uint16_t port = 0; ///< in place of the server's

    lossy_proxy(std::uint16_t server_port, const trouble& what) {
        const int front = open_socket();
        port = port_of(front);
        child_ = ::fork();
        if (child_ == 0) {
            route it{front, server_port, what};
            it.run();
        }
        ::close(front);
    }
    ~lossy_proxy() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    lossy_proxy(const lossy_proxy&) = delete;
    lossy_proxy& operator=(const lossy_proxy&) = delete;

    std::string uri() const { return "coap://127.0.0.1:" + std::to_string(port); }
    std::string secure_uri() const { return "coaps://127.0.0.1:" + std::to_string(port); }

private:
    using clock = std::chrono::steady_clock;

    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in out{};
        out.sin_family = AF_INET;
        out.sin_port = htons(port);
        out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return out;
    }
    static int open_socket() {
        const int made = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in any = loopback(0);
        static_cast<void>(::bind(made, reinterpret_cast<sockaddr*>(&any), sizeof any));
        return made;
    }
    static std::uint16_t port_of(int socket) {
        sockaddr_in name{};
        socklen_t size = sizeof name;
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size);
        return ntohs(name.sin_port);
    }

    /// What the process does.
    struct route {
        struct client {
            std::uint16_t port;
            int back; ///< the socket the server knows it by
        };
        struct datagram {
            clock::time_point at;
            int from;
            std::uint16_t to;
            std::vector<std::uint8_t> bytes;
        };

        int front;
        std::uint16_t server;
        trouble what;
        std::mt19937 random{what.seed};
        std::vector<client> clients{};
        std::vector<datagram> waiting{};

        [[noreturn]] void run() {
            while (true) {
                std::vector<pollfd> all{{front, POLLIN, 0}};
                for (const client& each : clients) {
                    all.push_back({each.back, POLLIN, 0});
                }
                ::poll(all.data(), all.size(), waiting.empty() ? 1000 : 2);
                if ((all[0].revents & POLLIN) != 0) {
                    from_client();
                }
                for (std::size_t i = 1; i < all.size(); ++i) {
                    if ((all[i].revents & POLLIN) != 0) {
                        std::uint16_t ignored = 0;
                        disturb(front, clients[i - 1].port, receive(all[i].fd, ignored));
                    }
                }
                deliver();
            }
        }
        void from_client() {
            std::uint16_t sender = 0;
            const std::vector<std::uint8_t> bytes = receive(front, sender);
            auto at = std::find_if(clients.begin(), clients.end(),
                                   [&](const client& each) { return each.port == sender; });
            if (at == clients.end()) {
                at = clients.insert(at, {sender, open_socket()});
            }
            disturb(at->back, server, bytes);
        }
        static std::vector<std::uint8_t> receive(int socket, std::uint16_t& sender) {
            std::vector<std::uint8_t> out(2048);
            sockaddr_in from{};
            socklen_t size = sizeof from;
            const ssize_t got = ::recvfrom(socket, out.data(), out.size(), MSG_DONTWAIT,
                                           reinterpret_cast<sockaddr*>(&from), &size);
            sender = ntohs(from.sin_port);
            out.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
            return out;
        }
        bool happens(unsigned percent) { return random() % 100 < percent; }
        void disturb(int from, std::uint16_t to, const std::vector<std::uint8_t>& bytes) {
            const bool is_lost = happens(what.lost) || bytes.empty();
            const int copies = happens(what.doubled) ? 2 : 1;
            for (int i = 0; i < copies && !is_lost; ++i) {
                const auto ms = static_cast<int>(happens(what.late) ? random() % 50 : 0);
                waiting.push_back({clock::now() + std::chrono::milliseconds{ms}, from, to, bytes});
            }
        }
        void deliver() {
            const auto now = clock::now();
            std::erase_if(waiting, [&](const datagram& each) {
                if (each.at > now) {
                    return false;
                }
                sockaddr_in to = loopback(each.to);
                static_cast<void>(!::sendto(each.from, each.bytes.data(), each.bytes.size(), 0,
                                            reinterpret_cast<sockaddr*>(&to), sizeof to));
                return true;
            });
        }
    };

    pid_t child_ = -1;
};

} // namespace fc::test
