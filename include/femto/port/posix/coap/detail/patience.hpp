// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace fc::posix::coap::detail {

/// How long messages of a session wait to be acknowledged. libcoap 4.3 ignores times below a second, and
/// computes with 16 bits of which 6 are a fraction: from 1024 s on it would be almost none.
inline void set_patience(coap_session_t* of, std::chrono::milliseconds ack_timeout,
                         unsigned repetitions_max) {
    const auto ms = std::clamp<std::int64_t>(ack_timeout.count(), 1000, 600'000);
    coap_session_set_ack_timeout(
        of, {static_cast<std::uint16_t>(ms / 1000), static_cast<std::uint16_t>(ms % 1000)});
    coap_session_set_max_retransmit(
        of, static_cast<std::uint16_t>(std::clamp(repetitions_max, 1U, 10U)));
}

} // namespace fc::posix::coap::detail
