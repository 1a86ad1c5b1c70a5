// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A device that another implementation sends manifests to, and a signer of manifests: a question on
// each line, bytes in hexadecimal digits, `-` for none, and on each line an answer.
//
//     current|draft09 NUMBERS KEYS ENVELOPE  -> what is done with it, as `play` tells it; NUMBERS is
//                                               `new` or `old`, KEYS are ID:KEY with commas between
//     write current|draft09 SEED KEY_ID      -> an envelope for this device, signed by the seed's key
#include "update/hex.hpp"
#include "update/suit_play.hpp"

#include <femto/port/crypto/libsodium.hpp>
#include <femto/port/crypto/mbedtls.hpp>
#include <femto/port/crypto/together.hpp>
#include <femto/update/suit/write_envelope.hpp>
#include <femto/update/suit/write_manifest.hpp>

#include <sodium.h>

#include <array>
#include <cstdint>
#include <iostream>
#include <list>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace fc::test;
using cryptography = fc::crypto::together<fc::crypto::libsodium, fc::crypto::mbedtls>;
using fc::platform::signature_scheme;

octets bytes_of(const std::string& word) { return word == "-" ? octets{} : from_hex(word); }
std::span<const char> chars(std::string_view text) { return {text.data(), text.size()}; }

template <class Profile>
std::string receive(std::istringstream& words) {
    std::string numbers;
    std::string keys;
    std::string envelope;
    words >> numbers >> keys >> envelope;
    world around;
    around.web["coap://a"] = {1, 2, 3, 4, 5, 6, 7};
    around.web["coap://b"] = {9};
    around.numbers = numbers == "old" ? fc::update::cose::numbers::polymorphic_too
                                      : fc::update::cose::numbers::fully_specified;
    std::list<octets> kept;
    std::istringstream each{keys};
    for (std::string one; std::getline(each, one, ',');) {
        const std::size_t colon = one.find(':');
        const octets& id = kept.emplace_back(bytes_of(one.substr(0, colon)));
        const octets& key = kept.emplace_back(bytes_of(one.substr(colon + 1)));
        around.keys.push_back(
            {id, key.size() == 32 ? signature_scheme::ed25519 : signature_scheme::ecdsa_p256, key});
    }
    cryptography crypto;
    return play<Profile>(bytes_of(envelope), around, crypto);
}

template <class Profile>
std::string write(std::istringstream& words) {
    std::string seed;
    std::string key_id;
    words >> seed >> key_id;
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(open.data(), secret.data(), bytes_of(seed).data());
    const auto sign = [&secret](std::span<const std::uint8_t> message,
                                std::span<std::uint8_t, fc::platform::signature_bytes> signature) {
        return crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                                    secret.data()) == 0;
    };
    const octets image{1, 2, 3, 4, 5, 6, 7};
    const octets digest = sha256_of(image);
    const octets part{1};
    const std::array<std::span<const std::uint8_t>, 1> component{part};
    suit::description of{.sequence = 300,
                         .component = component,
                         .vendor = vendor,
                         .device_class = device_class,
                         .digest = digest,
                         .size = 7,
                         .uri = chars("coap://a")};
    if (Profile::is_current) {
        of.device = device;
        of.position = 2;
        of.budget = 100000;
        of.name = chars("blinky");
    }
    octets room(4096);
    const auto manifest = suit::write_manifest<Profile>(of, room);
    const octets kept{manifest->begin(), manifest->end()};
    const octets kid = bytes_of(key_id);
    const auto envelope =
        suit::write_envelope<Profile, plain_sha256>({.manifest = kept, .key_id = kid}, sign, room);
    return to_hex(*envelope);
}

std::string answer(const std::string& line) {
    std::istringstream words{line};
    std::string verb;
    words >> verb;
    if (verb == "write") {
        words >> verb;
        return verb == "current" ? write<suit::current>(words) : write<suit::draft09>(words);
    }
    return verb == "current" ? receive<suit::current>(words) : receive<suit::draft09>(words);
}

} // namespace

int main() {
    if (sodium_init() < 0) {
        return 1;
    }
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << answer(line) << std::endl;
    }
}
