// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// The one place that includes libcoap: its headers are C, and no type of theirs leaves this folder.
// Written against 4.3.1, with nothing that later releases of 4.3 took away.
#include <coap3/coap.h>

#include <cstdint>
#include <memory>
#include <span>

namespace fc::posix::coap::detail {

struct free_context {
    void operator()(coap_context_t* it) const { coap_free_context(it); }
};
using owned_context = std::unique_ptr<coap_context_t, free_context>;

/// libcoap prints to the standard output and error of the program, and at its default level whatever a
/// stranger sends that it does not understand. What matters is returned or counted.
inline void silence() {
    coap_set_log_level(static_cast<coap_log_t>(0));
    coap_dtls_set_log_level(static_cast<coap_log_t>(0));
}

inline coap_bin_const_t view(std::span<const std::uint8_t> bytes) {
    return {bytes.size(), bytes.data()};
}
inline std::span<const std::uint8_t> view(const coap_bin_const_t& bytes) {
    return {bytes.s, bytes.length};
}
inline std::span<const std::uint8_t> value_of(const coap_opt_t* option) {
    return {coap_opt_value(option), coap_opt_length(option)};
}

inline std::uint32_t number_in(std::span<const std::uint8_t> value) {
    return coap_decode_var_bytes(value.data(), value.size());
}

/// An option whose value is a number.
inline void add_number(coap_pdu_t* to, coap_option_num_t option, std::uint32_t number) {
    std::uint8_t value[4];
    const unsigned size = coap_encode_var_safe(value, sizeof value, number);
    coap_add_option(to, option, size, value);
}

} // namespace fc::posix::coap::detail
