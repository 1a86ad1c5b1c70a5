// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "crypto_checks.hpp"

#include <femto/port/crypto/libsodium.hpp>

namespace fc::test {
namespace {

using crypto::libsodium;

TEST_CASE("libsodium hashes") { check_sha256<libsodium>(); }

TEST_CASE("libsodium verifies Ed25519 and nothing that is changed") {
    for (const signed_text& each : ed25519_vectors()) {
        CAPTURE(each.key);
        check_signature<libsodium>(each);
    }
}

TEST_CASE("libsodium takes no point of small order and no second form of a signature") {
    check_ed25519_corners<libsodium>();
}

TEST_CASE("libsodium has no P-256") {
    STATIC_REQUIRE(!libsodium::supports(signature_scheme::ecdsa_p256));
    libsodium crypto;
    CHECK(!verifies(crypto, p256_vectors().front()));
}

} // namespace
} // namespace fc::test
