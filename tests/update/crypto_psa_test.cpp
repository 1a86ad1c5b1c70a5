// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "crypto_checks.hpp"

#include <femto/port/crypto/psa.hpp>

namespace fc::test {
namespace {

using crypto::psa;

/// As a firmware does first; again is no matter.
bool start() { return psa_crypto_init() == PSA_SUCCESS; }

TEST_CASE("the PSA Crypto API gives nothing before it is initialised") {
    mbedtls_psa_crypto_free();
    psa crypto;
    CHECK(!verifies(crypto, p256_vectors().front()));
}

TEST_CASE("the PSA Crypto API hashes") {
    REQUIRE(start());
    check_sha256<psa>();
}

TEST_CASE("the PSA Crypto API verifies ECDSA over P-256 and nothing that is changed") {
    REQUIRE(start());
    for (const signed_text& each : p256_vectors()) {
        check_signature<psa>(each);
    }
}

TEST_CASE("the PSA Crypto API takes no point off the curve and no number outside its order") {
    REQUIRE(start());
    check_p256_corners<psa>();
}

TEST_CASE("the PSA Crypto API keeps no key behind a verification") {
    REQUIRE(start());
    psa crypto;
    const signed_text good = p256_vectors().front();
    for (int i = 0; i < 100; ++i) { // more than it has room for
        REQUIRE(verifies(crypto, good));
    }
}

TEST_CASE("the PSA Crypto API has Ed25519 where its implementation says so") {
    REQUIRE(start());
    psa crypto;
    CHECK(verifies(crypto, ed25519_vectors().front()) == psa::supports(signature_scheme::ed25519));
}

} // namespace
} // namespace fc::test
