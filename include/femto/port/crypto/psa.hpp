// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <psa/crypto.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::crypto {

/// What the PSA Crypto API 1.1 has behind it: Mbed TLS, or the accelerator or secure side of a chip.
/// The firmware calls `psa_crypto_init` first; until then every answer is false. Keys are volatile
/// and live for one verification; where they are kept meanwhile, heap or a fixed table, is the
/// implementation's choice.
class psa {
public:
    class sha256 {
    public:
        sha256() : works_{psa_hash_setup(&state_, PSA_ALG_SHA_256) == PSA_SUCCESS} {}
        ~sha256() { psa_hash_abort(&state_); }
        sha256(const sha256&) = delete;
        sha256& operator=(const sha256&) = delete;

        void update(std::span<const std::uint8_t> piece) {
            works_ = works_ && psa_hash_update(&state_, piece.data(), piece.size()) == PSA_SUCCESS;
        }
        bool finish(platform::sha256_digest& out) {
            std::size_t size = 0;
            works_ = works_ &&
                     psa_hash_finish(&state_, out.data(), out.size(), &size) == PSA_SUCCESS &&
                     size == out.size();
            return works_;
        }

    private:
        psa_hash_operation_t state_ = psa_hash_operation_init();
        bool works_;
    };

    /// Ed25519 only where the configuration of the implementation says that it is there: the names
    /// of its key type and algorithm say nothing, Mbed TLS has them without it.
    static constexpr bool supports(platform::signature_scheme of) {
#ifdef PSA_WANT_ALG_PURE_EDDSA
        constexpr bool has_ed25519 = true;
#else
        constexpr bool has_ed25519 = false;
#endif
        return has_ed25519 || of == platform::signature_scheme::ecdsa_p256;
    }

    bool verify(platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
        if (!supports(of)) {
            return false;
        }
        psa_key_attributes_t about = psa_key_attributes_init();
        psa_algorithm_t algorithm = PSA_ALG_ECDSA(PSA_ALG_SHA_256);
        std::uint8_t encoded[1 + 2 * coordinate_bytes];
        std::span<const std::uint8_t> wanted = key;
        if (of == platform::signature_scheme::ecdsa_p256) {
            if (key.size() != 2 * coordinate_bytes) {
                return false;
            }
            encoded[0] = 4; // an uncompressed point, SEC 1 section 2.3.3
            for (std::size_t i = 0; i < key.size(); ++i) {
                encoded[1 + i] = key[i];
            }
            wanted = encoded;
            psa_set_key_type(&about, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
            psa_set_key_bits(&about, 256);
        } else {
            algorithm = PSA_ALG_PURE_EDDSA;
            psa_set_key_type(&about, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_TWISTED_EDWARDS));
            psa_set_key_bits(&about, 255);
        }
        psa_set_key_usage_flags(&about, PSA_KEY_USAGE_VERIFY_MESSAGE);
        psa_set_key_algorithm(&about, algorithm);

        psa_key_id_t id = 0;
        if (psa_import_key(&about, wanted.data(), wanted.size(), &id) != PSA_SUCCESS) {
            return false;
        }
        const bool is_good = psa_verify_message(id, algorithm, message.data(), message.size(),
                                                signature.data(), signature.size()) == PSA_SUCCESS;
        psa_destroy_key(id);
        return is_good;
    }

private:
    static constexpr std::size_t coordinate_bytes = 32;
};

static_assert(platform::crypto<psa>);

} // namespace fc::crypto
