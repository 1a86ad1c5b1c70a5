// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/context_layout.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::abi {

/// A CoAP message as containers see it, `femto_coap_pkt_t`: at first the request, and once the
/// options of the response are finished, that.
///
/// It begins with what containers of Femto-Containers declare for themselves as `bpf_coap_pkt_t`,
/// whose pointers have 32 bits. Those are 0 where an address has more, as on a host of 64 bits with
/// `memory::allow_list`.
struct coap_packet {
    std::uint32_t hdr_p;
    std::uint32_t token_p;
    std::uint32_t payload_p;
    std::uint16_t payload_len;
    std::uint16_t options_len;
    guest_pointer<std::uint8_t> hdr;
    guest_pointer<std::uint8_t> token;
    guest_pointer<std::uint8_t> payload;
};

/// What a container is given at a CoAP hook, `bpf_coap_ctx_t`.
struct coap_fields {
    guest_pointer<coap_packet, void> pkt;
    guest_pointer<std::uint8_t> buf;
    std::uint64_t buf_len;
};

/// The whole context: behind its fields, what they point to. A container may write all of it, and
/// nothing of it is believed afterwards.
template <std::size_t PduBytes>
struct coap_context {
    static_assert(PduBytes >= 16 && PduBytes <= 0xFFFF,
                  "a CoAP message of the library has 16 to 65535 bytes");

    coap_fields fields{};
    coap_packet packet{};
    std::uint8_t pdu[PduBytes]{};
};

} // namespace fc::abi

template <>
struct fc::context_layout<fc::abi::coap_packet>
    : fc::described<"femto_coap_pkt_t", fc::field<"hdr_p", &fc::abi::coap_packet::hdr_p>,
                    fc::field<"token_p", &fc::abi::coap_packet::token_p>,
                    fc::field<"payload_p", &fc::abi::coap_packet::payload_p>,
                    fc::field<"payload_len", &fc::abi::coap_packet::payload_len>,
                    fc::field<"options_len", &fc::abi::coap_packet::options_len>,
                    fc::field<"hdr", &fc::abi::coap_packet::hdr>,
                    fc::field<"token", &fc::abi::coap_packet::token>,
                    fc::field<"payload", &fc::abi::coap_packet::payload>> {};

template <>
struct fc::context_layout<fc::abi::coap_fields>
    : fc::described<"bpf_coap_ctx_t", fc::field<"pkt", &fc::abi::coap_fields::pkt>,
                    fc::field<"buf", &fc::abi::coap_fields::buf>,
                    fc::field<"buf_len", &fc::abi::coap_fields::buf_len>> {};
