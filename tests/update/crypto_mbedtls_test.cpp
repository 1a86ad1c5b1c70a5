// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "crypto_checks.hpp"

#include <femto/port/crypto/mbedtls.hpp>

namespace fc::test {
namespace {

using crypto::mbedtls;

TEST_CASE("Mbed TLS hashes") { check_sha256<mbedtls>(); }

TEST_CASE("Mbed TLS verifies ECDSA over P-256 and nothing that is changed") {
    for (const signed_text& each : p256_vectors()) {
        check_signature<mbedtls>(each);
    }
}

TEST_CASE("Mbed TLS takes no point off the curve and no number outside its order") {
    check_p256_corners<mbedtls>();
}

TEST_CASE("Mbed TLS has no Ed25519") {
    STATIC_REQUIRE(!mbedtls::supports(signature_scheme::ed25519));
    mbedtls crypto;
    CHECK(!verifies(crypto, ed25519_vectors().front()));
}

} // namespace
} // namespace fc::test
