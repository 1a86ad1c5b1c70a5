// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/detail/raw_key.hpp>
#include <femto/port/posix/coap/detail/sessions.hpp>
#include <femto/port/posix/coap/server_options.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
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
    /// @param noted  of the server: told the public keys that peers show
    std::error_code use(coap_context_t* context, const server_options& options, sessions& noted) {
        lookup_ = options.key_of;
        check_ = options.knows_key;
        noted_ = &noted;
        const bool has_raw = !options.raw_key.empty();
        if ((!lookup_ && !has_raw) || has_raw != static_cast<bool>(check_)) {
            return std::make_error_code(std::errc::invalid_argument);
        }
        const bool is_ready = coap_dtls_is_supported() != 0 && (!lookup_ || use_shared(context)) &&
                              (!has_raw || use_raw(context, options.raw_key));
        return is_ready ? std::error_code{} : std::make_error_code(std::errc::not_supported);
    }
    std::uint64_t unknown() const { return unknown_; }

private:
    static constexpr std::size_t key_max = 64;

    bool use_shared(coap_context_t* context) {
        coap_dtls_spsk_t setup{};
        setup.version = COAP_DTLS_SPSK_SETUP_VERSION;
        setup.validate_id_call_back = on_identity;
        setup.id_call_back_arg = this;
        setup.psk_info.key = view(nobodys_);
        return coap_context_set_psk2(context, &setup) != 0;
    }
    bool use_raw(coap_context_t* context, const std::string& own) {
        coap_dtls_pki_t setup = raw_key_setup(own, on_raw_key, this);
        return has_raw_keys() && coap_context_set_pki(context, &setup) != 0;
    }
    static int on_raw_key(const char* name, const std::uint8_t* der, std::size_t size,
                          coap_session_t* session, unsigned, int, void* argument) {
        server_keys& me = *static_cast<server_keys*>(argument);
        try {
            const auto key = raw_key(name, der, size);
            if (!key.empty() && me.check_(key)) {
                me.noted_->show(session, key);
                return 1;
            }
        } catch (...) { // then it is not known; and C is no place for exceptions
        }
        ++me.unknown_;
        return 0;
    }

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
    key_check check_{};
    sessions* noted_ = nullptr;
    std::array<std::uint8_t, 32> nobodys_{};
    std::vector<std::uint8_t> key_{}; // of the handshake at hand; libcoap copies it
    coap_bin_const_t given_{};
    std::uint64_t unknown_ = 0;
};

} // namespace fc::posix::coap::detail
