// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_served.hpp"

#include <femto/port/posix/coap/client.hpp>

#include <support/catch.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// With the GnuTLS build of libcoap, which has raw public keys beside shared ones.

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using posix::coap::failure;

// Made for these tests: openssl ecparam -genkey -name prime256v1 -noout
constexpr const char* servers_key =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIIViTzz6besan2lSYrpJAjAIHdIY4wD8RiV4+3/kcDDToAoGCCqGSM49\n"
    "AwEHoUQDQgAEopvxgz/xSKvGyJIfj0IRgAvPwCm7VTarLfxXU+qe22/0WuEgRZeT\n"
    "ak0CqjvULKi7n1UTpdkUJPrieKxaDwvbfQ==\n"
    "-----END EC PRIVATE KEY-----\n";
constexpr const char* alices_key =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIO/bz1WE8rJB5DZt+Nvgo77XH1llMAKK50+jXSxCfNQaoAoGCCqGSM49\n"
    "AwEHoUQDQgAETs1e7DK0I+gcvA0XXSfY7ERQjf0JF/n9iJf3hXF29Pi7EIVpUdWo\n"
    "IHeC1j42mfeY3VJCYxSO2I1UKQHKDx7g7Q==\n"
    "-----END EC PRIVATE KEY-----\n";
constexpr const char* bobs_key =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEICcDKzbIOfPiNCe7wVYktKEOg7e/BxB4EGsazgU6AkRboAoGCCqGSM49\n"
    "AwEHoUQDQgAEHdhVHmh6VaffMc5oh5SqVjA8E4aa3Ycc6OeS3z+vWdK6Vx6KIE72\n"
    "inVFRv7b3f9z84QHyzErqcmig0cwptpwNQ==\n"
    "-----END EC PRIVATE KEY-----\n";

// openssl ec -pubout -outform DER
constexpr const char* servers_public_key =
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004a29bf1833ff148abc6c8921f"
    "8f4211800bcfc029bb5536ab2dfc5753ea9edb6ff45ae1204597936a4d02aa3bd42ca8bb9f5513"
    "a5d91424fae278ac5a0f0bdb7d";
constexpr const char* alices_public_key =
    "3059301306072a8648ce3d020106082a8648ce3d030107034200044ecd5eec32b423e81cbc0d17"
    "5d27d8ec44508dfd0917f9fd8897f7857176f4f8bb10856951d5a8207782d63e3699f798dd5242"
    "63148ed88d542901ca0f1ee0ed";

std::vector<std::uint8_t> from_hex(std::string_view digits) {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        out.push_back(
            static_cast<std::uint8_t>(std::stoul(std::string{digits.substr(i, 2)}, nullptr, 16)));
    }
    return out;
}

/// Knows alice by her public key, and bob by the key he shares with it.
posix::coap::server_options raw_options() {
    auto out = test_options();
    out.raw_key = servers_key;
    out.knows_key = [](std::span<const std::uint8_t> key) {
        const auto known = from_hex(alices_public_key);
        return std::vector<std::uint8_t>(key.begin(), key.end()) == known;
    };
    return out;
}
posix::coap::client_options raw_client(const char* key, const char* server) {
    posix::coap::client_options out;
    out.raw_key = key;
    out.server_key = from_hex(server);
    out.exchange = 4s;
    return out;
}

TEST_CASE("who shows a raw public key that is known has it for its identity", "[coap]") {
    const served server{raw_options()};
    posix::coap::client alice;
    REQUIRE(alice.open(server.secure_uri(), raw_client(alices_key, servers_public_key)) ==
            failure::none);
    const auto who = alice.send({.path = "who"});
    CHECK(who.said() == "2.05 Content");
    const auto known = from_hex(alices_public_key);
    CHECK(std::string{who.payload.begin(), who.payload.end()} ==
          "secure:" + std::string{known.begin(), known.end()});
}

TEST_CASE("a raw public key that is not known is refused, by the server and by the client",
          "[coap]") {
    const served server{raw_options()};
    posix::coap::client it;
    REQUIRE(it.open(server.secure_uri(), raw_client(bobs_key, servers_public_key)) ==
            failure::none);
    CHECK(it.send({.path = "who"}).error == failure::no_handshake);
    REQUIRE(it.open(server.secure_uri(), raw_client(alices_key, alices_public_key)) ==
            failure::none);
    CHECK(it.send({.path = "who"}).error == failure::no_handshake);
    auto options = raw_client(alices_key, "");
    CHECK(it.open(server.secure_uri(), options) == failure::no_key);
}

TEST_CASE("shared keys are known beside raw public keys", "[coap]") {
    const served server{raw_options()};
    posix::coap::client bob;
    posix::coap::client_options options;
    options.identity = "bob";
    options.key = bytes_of("secret of bob");
    options.exchange = 4s;
    REQUIRE(bob.open(server.secure_uri(), options) == failure::none);
    const auto who = bob.send({.path = "who"});
    CHECK(std::string{who.payload.begin(), who.payload.end()} == "secure:bob");

    options.identity = "mallory";
    REQUIRE(bob.open(server.secure_uri(), options) == failure::none);
    CHECK(bob.send({.path = "who"}).error == failure::no_handshake);
    options.identity = "bob";
    options.key = bytes_of("secret of alice");
    REQUIRE(bob.open(server.secure_uri(), options) == failure::none);
    CHECK(bob.send({.path = "who"}).error == failure::no_handshake);
}

} // namespace
} // namespace fc::test
