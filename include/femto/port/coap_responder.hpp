// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_context.hpp>
#include <femto/abi/coap_response.hpp>
#include <femto/base/result.hpp>
#include <femto/engine/config.hpp>
#include <femto/platform/traits.hpp>
#include <femto/update/resource/message.hpp>
#include <femto/vm/context.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// Lets a container that is executed over the network write the response, with the helpers of a CoAP
/// hook: the third parameter of `fc::management`.
///
/// It is shown method, Content-Format and payload of the request; of its response code, Content-Format
/// and payload are passed on.
///
/// @tparam Config    an engine's, whose `Platform::request` is `fc::abi::coap_response`
/// @tparam PduBytes  of request and response, at most. RAM: as many, and 72
template <class Config, std::size_t PduBytes = 128>
class coap_responder {
    static_assert(std::same_as<platform::request_of<typename Config::platform>, abi::coap_response>,
                  "a container writes its response into an fc::abi::coap_response: the platform "
                  "says `using request = fc::abi::coap_response;`");

public:
    /// @param run  runs the container: as `fc::updates::run`
    /// @errors     bad_request: it is too long, and `out.size1` is what may be sent; no_response: the
    ///             container wrote none; those of the run
    template <class Run>
    result<void> respond(const update::resource::request& asked, update::resource::response& out,
                         Run run) {
        out.size1 = asked.payload.size() > payload_max ? payload_max : 0;
        const auto done = show(asked, run, [&](abi::coap_response& response, std::uint64_t r0) {
            const auto pdu = response.finish(static_cast<std::int64_t>(r0));
            if (!pdu.empty()) {
                read(pdu, out);
            }
            return !pdu.empty();
        });
        return done ? result<void>{} : result<void>{done.error(), done.at()};
    }

    /// The same, of a container that only looks at the request: what it writes goes nowhere.
    /// @return  r0
    template <class Run>
    result<std::uint64_t> run(const update::resource::request& asked, Run run) {
        return show(asked, run, [](const abi::coap_response&, std::uint64_t) { return true; });
    }

private:
    template <class Run, class Finish>
    result<std::uint64_t> show(const update::resource::request& asked, Run run, Finish finish) {
        std::array<std::uint8_t, PduBytes> message{};
        const std::size_t size = write(asked, message);
        if (size == 0) {
            return errc::bad_request;
        }
        event_ = {}; // what the one before it held is nobody's business
        auto response = abi::coap_response::to<Config>(event_, std::span{message}.first(size));
        if (!response) {
            return response.error();
        }
        const auto r0 = run(context{bytes_of(event_)}, &*response);
        if (r0 && !finish(*response, *r0)) {
            return errc::no_response;
        }
        return r0;
    }

    static constexpr std::uint8_t confirmable = 0x40; // version 1, no token
    static constexpr std::uint8_t payload_marker = 0xFF;
    static constexpr std::size_t header_bytes = abi::coap_response::header_bytes;
    static constexpr std::uint32_t payload_max =
        PduBytes - header_bytes - 4; // a format, the marker

    /// @return  0 when it does not fit
    static std::size_t write(const update::resource::request& asked, std::span<std::uint8_t> into) {
        if (asked.payload.size() > payload_max) {
            return 0;
        }
        into[0] = confirmable;
        into[1] = static_cast<std::uint8_t>(asked.method);
        std::size_t at = header_bytes;
        if (asked.content_format != update::resource::format::none) {
            into[at++] = abi::coap_response::content_format << 4 | 2;
            into[at++] = static_cast<std::uint8_t>(asked.content_format >> 8U);
            into[at++] = static_cast<std::uint8_t>(asked.content_format);
        }
        if (!asked.payload.empty()) {
            into[at++] = payload_marker;
        }
        for (const std::uint8_t each : asked.payload) {
            into[at++] = each;
        }
        return at;
    }

    /// @param pdu  made by `coap_response`, so it is sound
    static void read(std::span<const std::uint8_t> pdu, update::resource::response& out) {
        out.code = static_cast<update::resource::code>(pdu[1]);
        std::size_t at = header_bytes;
        unsigned option = 0;
        while (at < pdu.size() && pdu[at] != payload_marker) {
            const std::uint8_t head = pdu[at++];
            option += take_extra(pdu, at, head >> 4U);
            const unsigned size = take_extra(pdu, at, head & 15U);
            if (option == abi::coap_response::content_format) {
                out.content_format = 0;
                for (unsigned i = 0; i < size; ++i) {
                    out.content_format =
                        static_cast<std::uint16_t>(out.content_format << 8U | pdu[at + i]);
                }
            }
            at += size;
        }
        if (at < pdu.size()) {
            out.write(pdu.subspan(at + 1));
        }
    }
    static unsigned take_extra(std::span<const std::uint8_t> pdu, std::size_t& at,
                               unsigned nibble) {
        unsigned out = nibble;
        if (nibble == 13) {
            out = 13U + pdu[at++];
        } else if (nibble == 14) {
            out = 269U + (static_cast<unsigned>(pdu[at]) << 8U) + pdu[at + 1];
            at += 2;
        }
        return out;
    }

    abi::coap_context<PduBytes> event_{};
};

} // namespace fc::port
