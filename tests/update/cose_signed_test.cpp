// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "crypto_checks.hpp"
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/port/crypto/libsodium.hpp>
#include <femto/port/crypto/mbedtls.hpp>
#include <femto/port/crypto/psa.hpp>
#include <femto/port/crypto/together.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
namespace cose = update::cose;
using cryptography = crypto::together<crypto::libsodium, crypto::mbedtls>;

/// Reads and verifies; the payload is that of the message unless it is elsewhere.
errc verify(const byte_vector& encoded, const byte_vector& detached, cose::scheme of,
            const byte_vector& key, cose::numbers accepted = cose::numbers::fully_specified) {
    const auto message = cose::read_sign1(cbor::scanner{encoded}, accepted);
    if (!message) {
        return message.error();
    }
    cryptography crypto;
    const auto payload =
        message->is_detached ? std::span<const std::uint8_t>{detached} : message->payload;
    return cose::verify(*message, payload, of, key, crypto).error();
}

TEST_CASE("the signatures of the examples of draft-ietf-suit-manifest-37 are good") {
    // Appendix B; by the key that stands there, ES256, over the digest beside each.
    const byte_vector key =
        from_hex("8496811aae0baaabd26157189eecda26beaa8bf11b6f3fe6e2b5659c85dbc0ad"
                 "3b1f2a4b6c098131c0a36dacd1d78bd381dcdfb09c052db33991db7338b4a896");
    struct row {
        const char* digest;
        const char* signature;
    };
    constexpr row rows[] = {
        {"6658ea560262696dd1f13b782239a064da7c6c5cbaf52fded428a6fc83c7e5af",
         "408d0816f9b510749bf6a51b066951e08a4438f849eb092a1ac768eed9de696c"
         "1b1dd35d82ef149e6a73a61976ad2cfe78444b8064293350a122f332cb49f0da"},
        {"1f2e7acca0dc2786f2fe4eb947f50873a6a3cfaa98866c5b02e621f42074daf2",
         "27a3d7986eddcc1bee04e1436746408c308ed3c15ac590a1ca0cf96f85671cca"
         "c216cb9a1497fc59e21c15f33c95cf75203e25c287b31a57d6cd2ef950b27a7a"},
        {"6a5197ed8f9dccf733d1c89a359441708e070b4c6dcb9a1c2c82c6165f609b90",
         "073d8d80ca67d61cdf04d813c748b2de98fe786fc67b764431307c8dbcbe91dc"
         "6f762c2c4d7bb998ff9ead4798e03c8ee26b89ef7a9ad4569f6e187ce89e16c5"},
        {"f6d44a62ec906b392500c242e78e908e9cc5057f3f04104a06a8566200da2ee0",
         "0bbf7058c1a79dff23c7755d36aae5c6cc1aacb818f456e2e03f2664c369b9c6"
         "700931a52f1f8d808aa4a8e5220d479c9661d2bce0a44974004325001e3b1abb"},
        {"5b5f6586b1e6cdf19ee479a5adabf206581000bd584b0832a9bdaf4f72cdbdd6",
         "c53c2826b042384e95c646cbcd4308b181f1ed2bfbeb4e70b93cac9fbdc82e38"
         "2d877e2c2bcfaf975ffcd36941f2f4db89f68d3c77d6a3506e9b1509a49dec46"},
        {"15ce60f77657e4531dc329155f8b0ed78f94bdc6d165b2665473693dcc34f470",
         "53505bf2b1aba7f3c3e142d6c02350daf95331a8942e77d7378c6670285638e0"
         "fe460fe7cebcbe242b14e7ac1a4482cf500136a2568a92a803f614d5f87ef7a7"},
    };
    for (const row& each : rows) {
        CAPTURE(each.digest);
        const byte_vector digest = from_hex(std::string{"822f5820"} + each.digest);
        const byte_vector message = from_hex(std::string{"d28443a10126a0f65840"} + each.signature);
        constexpr auto of = signature_scheme::ecdsa_p256;
        CHECK(verify(message, digest, of, key, cose::numbers::polymorphic_too) == errc::ok);
        CHECK(verify(message, digest, of, key) == errc::unsupported_algorithm);
        CHECK(verify(message, from_hex(each.digest), of, key, cose::numbers::polymorphic_too) ==
              errc::bad_signature);
    }
}

TEST_CASE("the signed message of RFC 9052 appendix C.2.1 is good") {
    const byte_vector key =
        from_hex("bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff"
                 "20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e");
    const byte_vector encoded = from_hex(
        "d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c"
        "465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a2234"
        "44547e01f11d3b0916e5a4c345cacb36");
    const auto message = cose::read_sign1(cbor::scanner{encoded}, cose::numbers::polymorphic_too);
    REQUIRE(message);
    CHECK(to_hex(message->key_id) == "3131");
    CHECK(verify(encoded, {}, signature_scheme::ecdsa_p256, key, cose::numbers::polymorphic_too) ==
          errc::ok);
}

// Messages another implementation made with the key of RFC 8032 section 7.1, test 2, over a digest.
const byte_vector ed25519_key =
    from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const byte_vector digest =
    from_hex("822f5820e59625a822497c164d60705eb3fd6975c375ca213b8140137a826a77790986a9");
const byte_vector named_message = from_hex(
    "d2844aa20132044566656d746fa0f65840f4bab785ca9d81de777f5ae9d42da26e16a1c74bc2ecaeec5083e593d935"
    "74c86e6c6b3e88297b86bd48e9948d7eb028860fb632b9ec1c7d08165efed2f7a608");
const byte_vector older_message = from_hex(
    "d28443a10127a05824822f5820e59625a822497c164d60705eb3fd6975c375ca213b8140137a826a77790986a95840"
    "cbb6ea0fadadaa7ace246bc062a7b397035e272fb4765376cc41d4cc501a9025b13bdf38358b0e2cc837e5ac436d89"
    "d0da54f5b3690608a3fb53ec12dd793d06");

TEST_CASE("messages of another implementation are good, with and without their payload") {
    constexpr auto of = signature_scheme::ed25519;
    CHECK(verify(named_message, digest, of, ed25519_key) == errc::ok);
    CHECK(verify(named_message, {}, of, ed25519_key) == errc::bad_signature);
    CHECK(verify(older_message, {}, of, ed25519_key) == errc::unsupported_algorithm);
    CHECK(verify(older_message, {}, of, ed25519_key, cose::numbers::polymorphic_too) == errc::ok);
}

TEST_CASE("no bit of a signed message can be another one") {
    std::size_t accepted = 0;
    std::size_t refused_as[128]{};
    for (const byte_vector* each : {&named_message, &older_message}) {
        byte_vector message = *each;
        for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
            auto& byte = message[bit / 8];
            byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
            const errc error = verify(message, digest, signature_scheme::ed25519, ed25519_key,
                                      cose::numbers::polymorphic_too);
            if (error == errc::ok) {
                UNSCOPED_INFO("bit " << bit);
                ++accepted;
            }
            ++refused_as[static_cast<std::uint8_t>(error) % 128];
            byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
        }
    }
    CHECK(accepted == 0);
    CHECK(refused_as[static_cast<std::size_t>(errc::bad_signature)] > 1000);
}

TEST_CASE("a key is pinned to its scheme, whatever the header says") {
    // The same bytes under the other number: the signature would be good, and is not looked at.
    byte_vector other = named_message;
    REQUIRE(other[5] == 0x32); // -19
    other[5] = 0x28;           // -9
    CHECK(verify(other, digest, signature_scheme::ed25519, ed25519_key) == errc::wrong_algorithm);
    const byte_vector point = from_hex(p256_vectors().front().key);
    CHECK(verify(named_message, digest, signature_scheme::ecdsa_p256, point) ==
          errc::wrong_algorithm);
    CHECK(verify(other, digest, signature_scheme::ecdsa_p256, point) == errc::bad_signature);
}

TEST_CASE("libraries together give each scheme to the first that supports it") {
    cryptography both;
    crypto::together<crypto::mbedtls> one;
    STATIC_REQUIRE(platform::crypto<cryptography>);
    STATIC_REQUIRE(cryptography::supports(signature_scheme::ed25519));
    STATIC_REQUIRE(cryptography::supports(signature_scheme::ecdsa_p256));
    STATIC_REQUIRE(!decltype(one)::supports(signature_scheme::ed25519));
    for (const signed_text& each : ed25519_vectors()) {
        CHECK(verifies(both, each));
        CHECK(!verifies(one, each));
    }
    for (const signed_text& each : p256_vectors()) {
        CHECK(verifies(both, each));
        CHECK(verifies(one, each));
    }
}

TEST_CASE("all libraries have the same hash of whatever bytes") {
    REQUIRE(psa_crypto_init() == PSA_SUCCESS);
    std::mt19937 random{7};
    for (std::size_t size = 0; size < 300; ++size) {
        byte_vector message(size);
        for (auto& each : message) {
            each = static_cast<std::uint8_t>(random());
        }
        const std::string wanted = sha256_of<crypto::libsodium>(message);
        CHECK(sha256_of<crypto::mbedtls>(message) == wanted);
        CHECK(sha256_of<crypto::psa>(message) == wanted);
    }
}

} // namespace
} // namespace fc::test
