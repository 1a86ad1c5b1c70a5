// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "hooks.hpp"

#include <cstdint>
#include <cstring>
#include <span>

namespace femto_riot {

#ifdef MODULE_FEMTO_RIOT_COAP
/// Lets containers of a hook answer one request after the other.
class answerer {
public:
    /// @return  the response, or a reset; empty for nothing. Good until the next request
    std::span<const std::uint8_t> answer(fc::byte_hook<device> &on,
                                         std::span<const std::uint8_t> request)
    {
        event_ = {}; // what the one before it held is nobody's business
        auto response = fc::abi::coap_response::to<device>(event_, request);
        if (!response) {
            return {};
        }
        if (on.is_empty()) {
            return response->fail(not_found);
        }
        const fc::hook_result fired = on.fire(fc::bytes_of(event_), &*response);
        const auto made =
            fired.ran != 0 ? response->finish(fired.value) : std::span<const std::uint8_t>{};
        return made.empty() ? response->fail(internal_error) : made;
    }

private:
    static constexpr std::uint8_t not_found = 4 << 5 | 4;
    static constexpr std::uint8_t internal_error = 5 << 5;

    fc::abi::coap_context<CONFIG_FEMTO_RIOT_COAP_PDU_BYTES> event_{};
};
#endif

} // namespace femto_riot
