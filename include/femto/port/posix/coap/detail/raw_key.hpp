// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fc::posix::coap::detail {

/// libcoap 4.3 has raw public keys with GnuTLS alone: its OpenSSL build takes the set-up, and fails in the
/// handshake.
inline bool has_raw_keys() {
    return coap_get_tls_library_version()->type == COAP_TLS_LIBRARY_GNUTLS;
}

/// A handshake with raw public keys of both sides.
/// @param own    "EC PRIVATE KEY" in PEM, from which the public key is taken too
/// @param check  told the peer's public key
inline coap_dtls_pki_t raw_key_setup(const std::string& own, coap_dtls_cn_callback_t check,
                                     void* argument) {
    coap_dtls_pki_t out{};
    out.version = COAP_DTLS_PKI_SETUP_VERSION;
    out.verify_peer_cert = 1; // nobody stays anonymous
    out.is_rpk_not_cert = 1;
    out.validate_cn_call_back = check;
    out.cn_call_back_arg = argument;
    out.pki_key.key_type = COAP_PKI_KEY_PEM_BUF;
    coap_pki_key_pem_buf_t& key = out.pki_key.key.pem_buf;
    key.private_key = key.public_cert = reinterpret_cast<const std::uint8_t*>(own.c_str());
    key.private_key_len = key.public_cert_len = own.size() + 1; // with the zero at its end
    return out;
}

/// The key of a peer; empty if it is a certificate's.
inline std::span<const std::uint8_t> raw_key(const char* name, const std::uint8_t* der,
                                             std::size_t size) {
    return std::string_view{name} == COAP_DTLS_RPK_CERT_CN ? std::span{der, size}
                                                           : std::span<const std::uint8_t>{};
}

} // namespace fc::posix::coap::detail
