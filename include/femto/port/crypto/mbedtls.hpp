// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>
#include <mbedtls/sha256.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::crypto {

/// ECDSA over P-256 and SHA-256 of Mbed TLS 2.28. Verifying takes memory of Mbed TLS's own allocator,
/// which a firmware without heap gives it with `mbedtls_memory_buffer_alloc_init`; hashing takes none.
class mbedtls {
public:
    class sha256 {
    public:
        sha256() {
            mbedtls_sha256_init(&state_);
            works_ = mbedtls_sha256_starts_ret(&state_, 0) == 0;
        }
        ~sha256() { mbedtls_sha256_free(&state_); }
        sha256(const sha256&) = delete;
        sha256& operator=(const sha256&) = delete;

        void update(std::span<const std::uint8_t> piece) {
            works_ = works_ && mbedtls_sha256_update_ret(&state_, piece.data(), piece.size()) == 0;
        }
        bool finish(platform::sha256_digest& out) {
            works_ = works_ && mbedtls_sha256_finish_ret(&state_, out.data()) == 0;
            return works_;
        }

    private:
        mbedtls_sha256_context state_;
        bool works_;
    };

    static constexpr bool supports(platform::signature_scheme of) {
        return of == platform::signature_scheme::ecdsa_p256;
    }

    bool verify(platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
        if (!supports(of) || key.size() != 2 * coordinate_bytes ||
            signature.size() != 2 * coordinate_bytes) {
            return false;
        }
        platform::sha256_digest digest;
        sha256 hash;
        hash.update(message);
        return hash.finish(digest) && on_curve{}.verify(key, digest, signature);
    }

private:
    static constexpr std::size_t coordinate_bytes = 32;

    /// What a verification needs, given back whichever way it ends.
    class on_curve {
    public:
        on_curve() {
            mbedtls_ecp_group_init(&group_);
            mbedtls_ecp_point_init(&point_);
            mbedtls_mpi_init(&r_);
            mbedtls_mpi_init(&s_);
        }
        ~on_curve() {
            mbedtls_mpi_free(&s_);
            mbedtls_mpi_free(&r_);
            mbedtls_ecp_point_free(&point_);
            mbedtls_ecp_group_free(&group_);
        }
        on_curve(const on_curve&) = delete;
        on_curve& operator=(const on_curve&) = delete;

        bool verify(std::span<const std::uint8_t> key, const platform::sha256_digest& digest,
                    std::span<const std::uint8_t> signature) {
            // Mbed TLS looks at neither by itself: that the point is on the curve, and is not zero.
            // Both numbers of the signature it does: they lie from 1 to the curve's order.
            return mbedtls_ecp_group_load(&group_, MBEDTLS_ECP_DP_SECP256R1) == 0 &&
                   read(point_.X, key.first(coordinate_bytes)) &&
                   read(point_.Y, key.last(coordinate_bytes)) &&
                   mbedtls_mpi_lset(&point_.Z, 1) == 0 &&
                   mbedtls_ecp_check_pubkey(&group_, &point_) == 0 &&
                   read(r_, signature.first(coordinate_bytes)) &&
                   read(s_, signature.last(coordinate_bytes)) &&
                   mbedtls_ecdsa_verify(&group_, digest.data(), digest.size(), &point_, &r_, &s_) ==
                       0;
        }

    private:
        static bool read(mbedtls_mpi& into, std::span<const std::uint8_t> number) {
            return mbedtls_mpi_read_binary(&into, number.data(), number.size()) == 0;
        }

        mbedtls_ecp_group group_;
        mbedtls_ecp_point point_;
        mbedtls_mpi r_;
        mbedtls_mpi s_;
    };
};

static_assert(platform::crypto<mbedtls>);

} // namespace fc::crypto
