// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/coap_context.hpp>
#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/memory/region.hpp>
#include <femto/platform/coap.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::abi {

/// The response to a CoAP request (RFC 7252), made by containers: what a CoAP hook passes along.
///
///     fc::abi::coap_context<128> event;
///     auto response = fc::abi::coap_response::to<device>(event, request);
///     const auto fired = on_coap.fire(event, &*response);
///     const auto pdu = response->finish(fired.value);   // empty: nobody made one
///
/// Header, token and options are kept here, out of the reach of containers, and are put in front of
/// the payload when all is done: whatever a container writes into its context, what is sent begins
/// as the helpers were told. 64 bytes where pointers have 32 bits, 72 where they have 64.
class coap_response {
public:
    /// Header, token and options, at most.
    static constexpr std::size_t head_max = 32;
    static constexpr std::size_t header_bytes = 4;
    static constexpr std::uint16_t content_format = 12;

    /// Lets `event` show the request and begins the response to it.
    /// @tparam Config   of the engine that runs the hook: it decides what addresses containers see
    /// @param event     must stay where it is until `finish`
    /// @param request   the message as it was received
    /// @errors          bad_structure: it is no request that could be answered, and `reset` says
    ///                  what to send instead; buffer_too_small
    template <class Config, std::size_t PduBytes>
    static result<coap_response> to(coap_context<PduBytes>& event,
                                    std::span<const std::uint8_t> request) {
        typename Config::memory memory{};
        static_cast<void>(memory.assign({.context = writable(bytes_of(event))}));
        const std::uint64_t at = memory.address_of(memory::section::context);
        const std::uint64_t packet = at + offsetof(coap_context<PduBytes>, packet);
        const std::uint64_t pdu = at + offsetof(coap_context<PduBytes>, pdu);
        event.fields = {{packet}, {pdu}, PduBytes};
        coap_response out{event.packet, event.pdu, pdu};
        if (const errc error = out.show(request); error != errc::ok) {
            return error;
        }
        return out;
    }

    /// What a message is told that is no request, such as a ping: a reset if it is confirmable, else
    /// nothing (RFC 7252 sections 4.2 and 4.3).
    /// @param out  where the reset goes
    /// @return     to be sent; empty for nothing
    static std::span<const std::uint8_t> reset(std::span<std::uint8_t, header_bytes> out,
                                               std::span<const std::uint8_t> message) {
        if (message.size() < header_bytes || message[0] >> 4U != (version << 2U | confirmable)) {
            return {};
        }
        out[0] = static_cast<std::uint8_t>((version << 2U | reset_type) << 4U);
        out[1] = 0;
        out[2] = message[2];
        out[3] = message[3];
        return out;
    }

    /// Begins the response, again if it was begun.
    /// @param code  class times 32 plus detail: 69 is 2.05
    /// @return      0, or negative: it is not the code of a response, of class 2, 4 or 5
    std::int32_t begin(std::uint32_t code) {
        const std::uint32_t code_class = code >> 5U;
        if (code_class != 2 && code_class != 4 && code_class != 5) {
            return refused;
        }
        head_[1] = static_cast<std::uint8_t>(code);
        size_ = static_cast<std::uint8_t>(header_bytes + token_bytes());
        last_option_ = 0;
        state_ = state::options;
        return 0;
    }

    /// Adds an option; in ascending order of their numbers.
    /// @return  bytes it takes, or negative
    std::int32_t add_option(std::uint16_t number, std::span<const std::uint8_t> value) {
        if (state_ != state::options || number < last_option_ || value.size() > head_max) {
            return refused;
        }
        const auto delta = static_cast<std::uint16_t>(number - last_option_);
        const std::size_t bytes = 1 + extra_bytes(delta) + extra_bytes(value.size()) + value.size();
        if (bytes > room() - size_) {
            return refused;
        }
        head_[size_++] = static_cast<std::uint8_t>(nibble(delta) << 4U | nibble(value.size()));
        put_extra(delta);
        put_extra(value.size());
        for (const std::uint8_t each : value) {
            head_[size_++] = each;
        }
        last_option_ = number;
        return static_cast<std::int32_t>(bytes);
    }

    /// Adds Content-Format, as short as it can be.
    std::int32_t add_content_format(std::uint32_t format) {
        if (format > 0xFFFF) {
            return refused;
        }
        const std::array<std::uint8_t, 2> bytes{static_cast<std::uint8_t>(format >> 8U),
                                                static_cast<std::uint8_t>(format)};
        const std::size_t zeros = format > 0xFF ? 0 : (format != 0 ? 1 : 2);
        return add_option(content_format, std::span{bytes}.subspan(zeros));
    }

    /// Ends the options. The context shows the response from now on.
    /// @return  bytes up to the payload, or negative
    std::int32_t end_options(bool with_payload) {
        if (state_ != state::options || (with_payload && size_ == room())) {
            return refused;
        }
        const auto options = static_cast<std::uint16_t>(size_ - header_bytes - token_bytes());
        if (with_payload) {
            head_[size_++] = payload_marker;
        }
        state_ = with_payload ? state::payload : state::complete;
        put_head();
        show_packet(size_, pdu_.size() - size_, options);
        return size_;
    }

    /// Where the payload goes, as containers see it.
    std::uint64_t payload_address() const {
        return state_ == state::payload ? address_ + size_ : 0;
    }

    /// The response, to be sent.
    /// @param bytes  what the container returned: the length of all of it
    /// @return       empty if there is none: nothing was made, or not so many bytes
    std::span<const std::uint8_t> finish(std::int64_t bytes) {
        const auto most = static_cast<std::int64_t>(state_ == state::payload ? pdu_.size() : size_);
        if ((state_ != state::payload && state_ != state::complete) || bytes < size_ ||
            bytes > most) {
            return {};
        }
        put_head();
        auto size = static_cast<std::size_t>(bytes);
        if (state_ == state::payload && size == size_) {
            --size; // a marker without payload is a format error (RFC 7252 section 3)
        }
        return pdu_.first(size);
    }

    /// A response without options and payload, for when `finish` has none: 160 is 5.00.
    std::span<const std::uint8_t> fail(std::uint8_t code) {
        return begin(code) == 0 ? finish(end_options(false)) : std::span<const std::uint8_t>{};
    }

private:
    enum class state : std::uint8_t { request, options, payload, complete };

    static constexpr unsigned version = 1;
    // Types of a message.
    static constexpr unsigned confirmable = 0;
    static constexpr unsigned non_confirmable = 1;
    static constexpr unsigned acknowledgement = 2;
    static constexpr unsigned reset_type = 3;
    // Codes of a request: class 0, without the empty message.
    static constexpr unsigned first_method = 1;
    static constexpr unsigned last_method = 31;
    static constexpr std::size_t token_max = 8;
    static constexpr std::uint8_t payload_marker = 0xFF;
    static constexpr std::int32_t refused = -1;

    coap_response(coap_packet& packet, std::span<std::uint8_t> pdu, std::uint64_t address)
        : pdu_{pdu}, packet_{&packet}, address_{address} {}

    /// Copies the request to where the container sees it, and takes from it what a response repeats.
    errc show(std::span<const std::uint8_t> request) {
        if (request.size() > pdu_.size()) {
            return errc::buffer_too_small;
        }
        if (request.size() < header_bytes || request[0] >> 6U != version ||
            (request[0] & 15U) > token_max || request.size() < header_bytes + (request[0] & 15U)) {
            return errc::bad_structure;
        }
        const unsigned type = request[0] >> 4U & 3U;
        if ((type != confirmable && type != non_confirmable) || request[1] < first_method ||
            request[1] > last_method) {
            return errc::bad_structure;
        }
        const std::size_t head = header_bytes + (request[0] & 15U);
        const std::size_t options_end = end_of_options(request, head);
        if (options_end == malformed) {
            return errc::bad_structure;
        }
        for (std::size_t i = 0; i < head; ++i) {
            head_[i] = request[i];
        }
        // A confirmable request is answered in its acknowledgement.
        const unsigned answer = type == confirmable ? acknowledgement : non_confirmable;
        head_[0] = static_cast<std::uint8_t>((request[0] & 0xCFU) | answer << 4U);
        for (std::size_t i = 0; i < request.size(); ++i) {
            pdu_[i] = request[i];
        }
        const std::size_t payload = options_end + (options_end < request.size() ? 1 : 0);
        show_packet(payload, request.size() - payload,
                    static_cast<std::uint16_t>(options_end - head));
        return errc::ok;
    }

    /// Where the payload marker is; the end of a message that has none, or whose options are in
    /// disorder.
    static constexpr std::size_t malformed = static_cast<std::size_t>(-1);
    /// Where the options end, by a marker or the message.
    static std::size_t end_of_options(std::span<const std::uint8_t> message, std::size_t at) {
        while (at < message.size() && message[at] != payload_marker) {
            const std::uint8_t first = message[at++];
            if (first >> 4U == 15 || (first & 15U) == 15) {
                return malformed;
            }
            static_cast<void>(read_extra(message, at, first >> 4U));
            const std::size_t length = read_extra(message, at, first & 15U);
            if (at > message.size() || length > message.size() - at) {
                return malformed;
            }
            at += length;
        }
        return at + 1 == message.size() ? malformed : at; // a marker, and no payload behind it
    }
    static std::size_t read_extra(std::span<const std::uint8_t> message, std::size_t& at,
                                  unsigned nibble) {
        if (nibble < 13) {
            return nibble;
        }
        const std::size_t bytes = nibble - 12;
        std::size_t more = 0;
        for (std::size_t i = 0; i < bytes; ++i, ++at) {
            more = more << 8U | (at < message.size() ? message[at] : 0U);
        }
        return more + (bytes == 1 ? 13 : 269);
    }

    void show_packet(std::size_t payload, std::size_t payload_bytes, std::uint16_t options) {
        const std::uint64_t token_at = address_ + header_bytes;
        const std::uint64_t payload_at = address_ + payload;
        *packet_ = {in_32_bits(address_),
                    in_32_bits(token_at),
                    in_32_bits(payload_at),
                    static_cast<std::uint16_t>(payload_bytes),
                    options,
                    {address_},
                    {token_at},
                    {payload_at}};
    }
    static constexpr std::uint32_t in_32_bits(std::uint64_t address) {
        return address >> 32U == 0 ? static_cast<std::uint32_t>(address) : 0;
    }

    std::size_t token_bytes() const { return head_[0] & 15U; }
    std::size_t room() const { return pdu_.size() < head_max ? pdu_.size() : head_max; }

    static constexpr std::size_t extra_bytes(std::size_t number) {
        return number < 13 ? 0 : (number < 269 ? 1 : 2);
    }
    static constexpr unsigned nibble(std::size_t number) {
        return number < 13 ? narrowed<unsigned>(number) : (number < 269 ? 13U : 14U);
    }
    void put_extra(std::size_t number) {
        if (number >= 269) {
            head_[size_++] = static_cast<std::uint8_t>((number - 269) >> 8U);
            head_[size_++] = static_cast<std::uint8_t>(number - 269);
        } else if (number >= 13) {
            head_[size_++] = static_cast<std::uint8_t>(number - 13);
        }
    }
    void put_head() {
        for (std::size_t i = 0; i < size_; ++i) {
            pdu_[i] = head_[i];
        }
    }

    std::span<std::uint8_t> pdu_;
    coap_packet* packet_;
    std::uint64_t address_;
    std::array<std::uint8_t, head_max> head_{};
    std::uint16_t last_option_ = 0;
    std::uint8_t size_ = 0; // of what is in head_
    state state_ = state::request;
};

static_assert(platform::coap_builder<coap_response>);

} // namespace fc::abi
