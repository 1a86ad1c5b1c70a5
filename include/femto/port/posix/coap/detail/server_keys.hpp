// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/server_options.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace fc::posix::coap::detail {

/// The keys peers have to know.
///
/// For an identity nobody knows there is a key too, which nobody knows: the handshake fails at the same
/// message as with a wrong key, and does not tell a stranger which identities there are (RFC 4279
/// section 2 allows it).
class server_keys {
public:
    void open(std::random_device& random) {
        unknown_ = 0;
        for (std::uint8_t& byte : nobodys_) {
            byte = static_cast<std::uint8_t>(random());
        }
    }
    std::error_code use(coap_context_t* context, key_lookup lookup) {
        if (!lookup) {
            return std::make_error_code(std::errc::invalid_argument);
        }
        lookup_ = std::move(lookup);
        coap_dtls_spsk_t setup{};
        setup.version = COAP_DTLS_SPSK_SETUP_VERSION;
        setup.validate_id_call_back = on_identity;
        setup.id_call_back_arg = this;
        setup.psk_info.key = view(nobodys_);
        if (coap_dtls_is_supported() == 0 || coap_context_set_psk2(context, &setup) == 0) {
            return std::make_error_code(std::errc::not_supported);
        }
        return {};
    }
    std::uint64_t unknown() const { return unknown_; }

private:
    static constexpr std::size_t key_max = 64;

    static const coap_bin_const_t* on_identity(coap_bin_const_t* identity, coap_session_t*,
                                               void* argument) {
        return static_cast<server_keys*>(argument)->key_of(view(*identity));
    }
    const coap_bin_const_t* key_of(std::span<const std::uint8_t> identity) {
        std::optional<std::vector<std::uint8_t>> found;
        try {
            found = lookup_(identity);
        } catch (...) { // then it is not known; and C is no place for exceptions
        }
        const bool is_known = found && !found->empty() && found->size() <= key_max;
        unknown_ += is_known ? 0 : 1;
        key_.assign(nobodys_.begin(), nobodys_.end());
        if (is_known) {
            key_ = std::move(*found);
        }
        given_ = view(key_);
        return &given_;
    }

    key_lookup lookup_{};
    std::array<std::uint8_t, 32> nobodys_{};
    std::vector<std::uint8_t> key_{}; // of the handshake at hand; libcoap copies it
    coap_bin_const_t given_{};
    std::uint64_t unknown_ = 0;
};

} // namespace fc::posix::coap::detail
