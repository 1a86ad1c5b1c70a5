// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_context.hpp>
#include <femto/abi/coap_response.hpp>
#include <femto/engine/engine.hpp>
#include <femto/platform/traits.hpp>
#include <femto/port/launchpad.hpp>
#include <femto/port/launchpads.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// What became of a request.
struct answer {
    std::span<const std::uint8_t> message{}; // to be sent, if any; good until the next request
    errc error = errc::ok;                   // of the request, which then has no response
    hook_result fired{};
};

/// A launchpad for a CoAP resource whose containers make the response: the first that is asked, so
/// that containers of other tenants cannot change what it answered. There is no network in it: a
/// request comes in as a message (RFC 7252) and the response goes out as one. One thread at a time
/// may ask it.
///
/// A resource without containers is 4.04; one whose containers made no response is 5.00.
///
/// @tparam Config    an engine's, whose `Platform::request` is `fc::abi::coap_response`
/// @tparam PduBytes  of request and response, at most
template <class Config, std::size_t PduBytes = 128>
class coap_resource : public launchpad<fc::hook<abi::coap_context<PduBytes>, Config>, Config> {
    using base = launchpad<fc::hook<abi::coap_context<PduBytes>, Config>, Config>;
    static_assert(std::same_as<platform::request_of<typename Config::platform>, abi::coap_response>,
                  "a CoAP resource passes an fc::abi::coap_response: the platform says "
                  "`using request = fc::abi::coap_response;`");

public:
    static constexpr std::uint8_t not_found = 4 << 5 | 4;
    static constexpr std::uint8_t internal_error = 5 << 5;

    static constexpr hook_description<Config> about{
        .id = hooks::coap, .name = "coap", .policy = hook_policy::only_first};

    /// @param description  in place of `about`: see `launchpad`. With another policy
    ///                     containers after the first see and change what it answered, so let
    ///                     them be of one tenant
    explicit coap_resource(engine<Config>& host,
                           const hook_description<Config>& description = about)
        : base{host, description, layout_of<abi::coap_fields>} {}

    /// Lets the containers answer a request.
    /// @param request  whole, as it was received
    /// @return         its `error`: bad_structure, it is none that could be answered, and its
    ///                 `message` is a reset or nothing, as RFC 7252 wants it; buffer_too_small, it has
    ///                 more than `PduBytes`
    answer handle(std::span<const std::uint8_t> request) {
        answer out;
        event_ = {}; // what the one before it held is nobody's business
        auto response = abi::coap_response::to<Config>(event_, request);
        if (!response) {
            out.error = response.error();
            if (out.error == errc::bad_structure) {
                out.message = abi::coap_response::reset(
                    std::span{event_.pdu}.template first<abi::coap_response::header_bytes>(),
                    request);
            }
            return out;
        }
        if (this->hook().is_empty()) {
            out.message = response->fail(not_found);
            return out;
        }
        out.fired = this->own_hook().fire(event_, &*response);
        out.message = out.fired.ran != 0 ? response->finish(out.fired.value) : out.message;
        if (out.message.empty()) {
            out.message = response->fail(internal_error);
        }
        return out;
    }

private:
    abi::coap_context<PduBytes> event_{};
};

} // namespace fc::port
