// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>
#include <poll.h>
#include <span>
#include <system_error>
#include <vector>

namespace fc::posix::coap::detail {

/// Waits for libcoap's sockets and timers, and for descriptors of others.
class waiting {
public:
    std::error_code run(coap_context_t* context, std::chrono::milliseconds timeout,
                        std::span<pollfd> others) {
        if (context == nullptr) {
            return std::make_error_code(std::errc::bad_file_descriptor);
        }
        all_.assign(others.begin(), others.end());
        all_.push_back({coap_context_get_coap_fd(context), POLLIN, 0});
        if (all_.back().fd < 0) {
            return in_slices(context, timeout, others);
        }
        const int ready = ::poll(all_.data(), all_.size(), limited(timeout));
        if (ready < 0 && errno != EINTR) {
            return {errno, std::generic_category()};
        }
        for (std::size_t i = 0; i < others.size(); ++i) {
            others[i].revents = ready < 0 ? short{0} : all_[i].revents;
        }
        coap_io_process(context, COAP_IO_NO_WAIT);
        return {};
    }

private:
    /// poll would take a number below 0 for ever.
    static int limited(std::chrono::milliseconds timeout) {
        constexpr std::chrono::milliseconds most{std::numeric_limits<int>::max()};
        return static_cast<int>(std::clamp(timeout, std::chrono::milliseconds{0}, most).count());
    }

    /// libcoap without epoll waits for its own sockets alone: the others get a look every 10 ms.
    static std::error_code in_slices(coap_context_t* context, std::chrono::milliseconds timeout,
                                     std::span<pollfd> others) {
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::milliseconds{limited(timeout)};
        while (true) {
            const int ready = ::poll(others.data(), others.size(), 0);
            if (ready < 0 && errno != EINTR) {
                return {errno, std::generic_category()};
            }
            if (ready != 0 || std::chrono::steady_clock::now() >= end) {
                coap_io_process(context, COAP_IO_NO_WAIT);
                return {};
            }
            coap_io_process(context, 10);
        }
    }

    std::vector<pollfd> all_{};
};

} // namespace fc::posix::coap::detail
