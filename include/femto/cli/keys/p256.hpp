// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#ifdef FEMTO_CLI_MBEDTLS

#include <femto/cli/failure.hpp>
#include <femto/cli/keys/cryptography.hpp>

#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>
#include <sys/random.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fc::cli::keys {

/// ECDSA over P-256 with Mbed TLS: what a private key is for. The secret is its number, 32 bytes.
namespace p256 {

using octets = std::span<const std::uint8_t>;
inline constexpr std::size_t number_bytes = 32;

/// Chance of the system's, as Mbed TLS asks for it.
inline int random(void*, unsigned char* out, std::size_t size) {
    while (size != 0) {
        const ssize_t got = getrandom(out, size, 0);
        if (got < 0 && errno != EINTR) {
            return MBEDTLS_ERR_ECP_RANDOM_FAILED;
        }
        if (got > 0) {
            out += got;
            size -= static_cast<std::size_t>(got);
        }
    }
    return 0;
}

/// The curve, a number and a point on it, given back whichever way it ends.
class key {
public:
    key() {
        mbedtls_ecp_group_init(&group_);
        mbedtls_mpi_init(&secret_);
        mbedtls_ecp_point_init(&point_);
        works_ = mbedtls_ecp_group_load(&group_, MBEDTLS_ECP_DP_SECP256R1) == 0;
    }
    ~key() {
        mbedtls_ecp_point_free(&point_);
        mbedtls_mpi_free(&secret_);
        mbedtls_ecp_group_free(&group_);
    }
    key(const key&) = delete;
    key& operator=(const key&) = delete;

    bool make() {
        return works_ && mbedtls_ecp_gen_keypair(&group_, &secret_, &point_, random, nullptr) == 0;
    }
    /// False for a number that is none of the curve's.
    bool set_secret(octets secret) {
        return works_ && mbedtls_mpi_read_binary(&secret_, secret.data(), secret.size()) == 0 &&
               mbedtls_ecp_check_privkey(&group_, &secret_) == 0;
    }
    bool find_point() {
        return mbedtls_ecp_mul(&group_, &point_, &secret_, &group_.G, random, nullptr) == 0;
    }
    /// False for x and y that are not on the curve.
    bool set_point(octets x_and_y) {
        return works_ && mbedtls_mpi_read_binary(&point_.X, x_and_y.data(), number_bytes) == 0 &&
               mbedtls_mpi_read_binary(&point_.Y, x_and_y.data() + number_bytes, number_bytes) ==
                   0 &&
               mbedtls_mpi_lset(&point_.Z, 1) == 0 &&
               mbedtls_ecp_check_pubkey(&group_, &point_) == 0;
    }

    std::vector<std::uint8_t> secret() const { return {written(secret_)}; }
    std::vector<std::uint8_t> point() const {
        std::vector<std::uint8_t> out = written(point_.X);
        const auto y = written(point_.Y);
        out.insert(out.end(), y.begin(), y.end());
        return out;
    }

    /// By the rule of RFC 6979: the same signature each time, and no chance that could be weak.
    bool sign(octets message, std::span<std::uint8_t, 64> out) {
        const auto digest = sha256_of(message);
        mbedtls_mpi r;
        mbedtls_mpi s;
        mbedtls_mpi_init(&r);
        mbedtls_mpi_init(&s);
        const bool done =
            mbedtls_ecdsa_sign_det_ext(&group_, &r, &s, &secret_, digest.data(), digest.size(),
                                       MBEDTLS_MD_SHA256, random, nullptr) == 0 &&
            mbedtls_mpi_write_binary(&r, out.data(), number_bytes) == 0 &&
            mbedtls_mpi_write_binary(&s, out.data() + number_bytes, number_bytes) == 0;
        mbedtls_mpi_free(&s);
        mbedtls_mpi_free(&r);
        return done;
    }

private:
    static std::vector<std::uint8_t> written(const mbedtls_mpi& number) {
        std::vector<std::uint8_t> out(number_bytes);
        if (mbedtls_mpi_write_binary(&number, out.data(), out.size()) != 0) {
            throw failure{failure::kind::refused, errc::crypto_failed, "Mbed TLS", 0};
        }
        return out;
    }

    mbedtls_ecp_group group_;
    mbedtls_mpi secret_;
    mbedtls_ecp_point point_;
    bool works_ = false;
};

} // namespace p256
} // namespace fc::cli::keys

#endif // FEMTO_CLI_MBEDTLS
