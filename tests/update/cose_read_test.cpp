// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/cose/write.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::test {
namespace {

namespace cbor = update::cbor;
namespace cose = update::cose;
using bytes = std::vector<std::uint8_t>;
using platform::signature_scheme;

/// Messages by their parts, whatever those are.
struct parts {
    std::string head = "d2 84";
    std::string protected_header = "43 a10132"; // {1: -19}
    std::string unprotected = "a0";
    std::string payload = "f6";
    std::string signature = "42 aabb";

    bytes encoded() const {
        return from_hex(head + protected_header + unprotected + payload + signature);
    }
};

TEST_CASE("a message is taken apart") {
    const bytes detached = parts{}.encoded();
    const auto message = cose::read_sign1(cbor::scanner{detached});
    REQUIRE(message);
    CHECK(to_hex(message->protected_header) == "43a10132");
    CHECK(message->scheme == signature_scheme::ed25519);
    CHECK(message->is_detached);
    CHECK(message->payload.empty());
    CHECK(!message->has_key_id);
    CHECK(to_hex(message->signature) == "aabb");

    parts other;
    other.protected_header = "48 a201280443 010203"; // {1: -9, 4: h'010203'}
    other.payload = "41 05";
    const bytes attached = other.encoded();
    const auto second = cose::read_sign1(cbor::scanner{attached});
    REQUIRE(second);
    CHECK(second->scheme == signature_scheme::ecdsa_p256);
    CHECK(!second->is_detached);
    CHECK(to_hex(second->payload) == "05");
    CHECK(second->has_key_id);
    CHECK(to_hex(second->key_id) == "010203");

    other.protected_header = "43 a10132";
    other.unprotected = "a1 04 40";
    const bytes no_name = other.encoded();
    const auto third = cose::read_sign1(cbor::scanner{no_name});
    REQUIRE(third);
    CHECK(third->has_key_id);
    CHECK(third->key_id.empty());
}

TEST_CASE("the older algorithms are for who accepts them") {
    struct row {
        const char* protected_header;
        signature_scheme scheme;
        bool is_older;
    };
    constexpr row rows[] = {{"43 a10132", signature_scheme::ed25519, false},
                            {"43 a10128", signature_scheme::ecdsa_p256, false},
                            {"43 a10127", signature_scheme::ed25519, true},
                            {"43 a10126", signature_scheme::ecdsa_p256, true}};
    for (const row& each : rows) {
        CAPTURE(each.protected_header);
        const bytes encoded = parts{.protected_header = each.protected_header}.encoded();
        const auto strict = cose::read_sign1(cbor::scanner{encoded});
        if (each.is_older) {
            CHECK(strict.error() == errc::unsupported_algorithm);
            CHECK(strict.at() == 5);
        } else {
            CHECK(strict->scheme == each.scheme);
        }
        const auto lenient =
            cose::read_sign1(cbor::scanner{encoded}, cose::numbers::polymorphic_too);
        REQUIRE(lenient);
        CHECK(lenient->scheme == each.scheme);
    }
}

TEST_CASE("what RFC 9052 forbids and what is not understood is refused where it is") {
    struct row {
        const char* what;
        parts message;
        errc error;
        std::uint32_t at;
    };
    const auto alien = errc::unexpected_item;
    const row rows[] = {
        {"no tag", {.head = "84"}, alien, 0},
        {"the tag of COSE_Sign", {.head = "d862 84"}, alien, 0},
        {"the tag of COSE_Mac0", {.head = "d1 84"}, alien, 0},
        {"two tags", {.head = "d2d2 84"}, alien, 1},
        {"three parts", {.head = "d2 83"}, alien, 1},
        {"five parts", {.head = "d2 85", .signature = "40 40"}, alien, 1},
        {"an array of indefinite length", {.head = "d2 9f"}, errc::not_deterministic, 1},
        {"a protected header that is a map", {.protected_header = "a10132"}, alien, 2},
        {"a protected header of no bytes",
         {.protected_header = "40"},
         errc::unsupported_algorithm,
         3},
        {"a protected header that is an empty map",
         {.protected_header = "41 a0"},
         errc::not_deterministic,
         3},
        {"a protected header without an algorithm",
         {.protected_header = "44 a1044101"},
         errc::unsupported_algorithm,
         7},
        {"a protected header that is no map", {.protected_header = "41 80"}, alien, 3},
        {"bytes behind the map in the protected header",
         {.protected_header = "44 a1013200"},
         errc::trailing_bytes,
         6},
        {"a protected header cut short", {.protected_header = "42 a101"}, errc::truncated, 3},
        {"an algorithm nobody here knows",
         {.protected_header = "44 a1013822"},
         errc::unsupported_algorithm,
         5},
        {"the algorithm 0", {.protected_header = "43 a10100"}, errc::unsupported_algorithm, 5},
        {"an algorithm by name", {.protected_header = "44 a1016141"}, alien, 5},
        {"an algorithm whose lower bits are a known one's",
         {.protected_header = "45 a1013901 12"},
         errc::unsupported_algorithm,
         5},
        {"two algorithms", {.protected_header = "45 a201320132"}, errc::not_deterministic, 6},
        {"an algorithm that is not protected",
         {.protected_header = "40", .unprotected = "a10132"},
         errc::unsupported_algorithm,
         3},
        {"a second algorithm that is not protected", {.unprotected = "a10132"}, alien, 7},
        {"an unknown critical label",
         {.protected_header = "46 a20132028109"},
         errc::unknown_critical_header,
         8},
        {"a critical label that is there and unknown",
         {.protected_header = "48 a3013202810909 01"},
         errc::unknown_critical_header,
         8},
        {"a known and an unknown critical label",
         {.protected_header = "48 a20132028201 18ff"},
         errc::unknown_critical_header,
         9},
        {"a critical label of a negative number",
         {.protected_header = "46 a20132028120"},
         errc::unknown_critical_header,
         8},
        {"a critical label of text",
         {.protected_header = "47 a2013202816161"},
         errc::unknown_critical_header,
         8},
        {"a critical label beyond 32",
         {.protected_header = "47 a201320281 1821"},
         errc::unknown_critical_header,
         8},
        {"a critical label beyond 32 bits",
         {.protected_header = "4e a201320281 1b0000000100000001"},
         errc::unknown_critical_header,
         8},
        {"nothing that is critical", {.protected_header = "45 a201320280"}, alien, 7},
        {"what is critical is no array", {.protected_header = "45 a201320201"}, alien, 7},
        {"a critical label that is not there", {.protected_header = "46 a20132028104"}, alien, 8},
        {"a critical label that is not protected",
         {.protected_header = "46 a20132028104", .unprotected = "a1044101"},
         alien,
         8},
        {"what is critical is not protected", {.unprotected = "a1028101"}, alien, 7},
        {"a key identifier that is no byte string",
         {.protected_header = "45 a201320401"},
         alien,
         7},
        {"two key identifiers",
         {.protected_header = "46 a20132044101", .unprotected = "a1044101"},
         alien,
         10},
        {"a label of no type for labels", {.protected_header = "45 a2013240 01"}, alien, 6},
        {"an array as label", {.unprotected = "a1 8101 00"}, alien, 7},
        {"labels that descend", {.unprotected = "a2 06 00 05 00"}, errc::not_deterministic, 9},
        {"an unprotected header that is no map", {.unprotected = "80"}, alien, 6},
        {"a parameter that is not deterministic",
         {.unprotected = "a1 07 1817"},
         errc::not_deterministic,
         8},
        {"parameters within each other without end",
         {.unprotected = "a1 07 818181818181818181 00"},
         errc::nested_too_deep,
         16},
        {"a payload that is text", {.payload = "6161"}, alien, 7},
        {"a payload that is undefined", {.payload = "f7"}, alien, 7},
        {"a payload that is a float", {.payload = "f90000"}, alien, 7},
        {"a signature that is nil", {.signature = "f6"}, alien, 8},
        {"bytes behind the message", {.signature = "40 00"}, errc::trailing_bytes, 9},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        const bytes encoded = each.message.encoded();
        const auto read = cose::read_sign1(cbor::scanner{encoded});
        CHECK(read.error() == each.error);
        CHECK(read.at() == each.at);
    }
}

TEST_CASE("parameters that are no matter here are passed over in both buckets") {
    const parts rows[] = {
        {.protected_header = "47 a3 0132 0300 20 40"},              // content type; -1
        {.protected_header = "46 a2 0132 6161 01"},                 // a name
        {.unprotected = "a3 05 41ff 07 83 43a10132 a0 40 6161 a0"}, // IV, countersignature, a name
        {.unprotected = "a1 1903e8 f7"},
    };
    for (const parts& each : rows) {
        CAPTURE(each.protected_header, each.unprotected);
        const bytes encoded = each.encoded();
        CHECK(cose::read_sign1(cbor::scanner{encoded}));
    }
}

TEST_CASE("what is critical and known is accepted") {
    for (const char* header :
         {"46 a2 0132 02 8101", "4a a3 0132 02 820104 0441 07", "4b a3 0132 02 83010204 044107",
          "47 a2 0132 02 820101", "49 a3 0132 02 8104 0441 07"}) {
        CAPTURE(header);
        const bytes encoded = parts{.protected_header = header}.encoded();
        CHECK(cose::read_sign1(cbor::scanner{encoded}));
    }
}

TEST_CASE("a message that ends early, at whichever byte, is truncated") {
    const bytes whole =
        parts{.unprotected = "a2 044101 6161 8101", .payload = "43 010203"}.encoded();
    REQUIRE(cose::read_sign1(cbor::scanner{whole}));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const bytes part{whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)};
        const auto read = cose::read_sign1(cbor::scanner{part});
        CHECK(read.error() == errc::truncated);
        CHECK(read.at() <= size);
    }
}

/// Takes note of what it is asked.
struct witness {
    struct sha256 {
        void update(std::span<const std::uint8_t>) {}
        bool finish(platform::sha256_digest&) { return true; }
    };
    static bool supports(signature_scheme of) { return of == signature_scheme::ed25519; }
    bool verify(signature_scheme, std::span<const std::uint8_t>,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t>) {
        ++asked;
        said.assign(message.begin(), message.end());
        return true;
    }
    int asked = 0;
    bytes said{};
};

TEST_CASE("what is signed is the protected header as it came, and the payload") {
    const bytes signature(64, 7);
    const bytes header = from_hex("45a2013220f7");
    const bytes payload = from_hex("aabb");
    const bytes key(32, 1);
    const cose::sign1 message{.protected_header = header, .signature = signature};
    witness crypto;
    CHECK(cose::verify(message, payload, signature_scheme::ed25519, key, crypto));
    CHECK(to_hex(crypto.said) == "846a5369676e61747572653145a2013220f74042aabb");

    const bytes long_payload(100, 1);
    const auto refused =
        cose::verify<64>(message, long_payload, signature_scheme::ed25519, key, crypto);
    CHECK(refused.error() == errc::buffer_too_small);
    CHECK(refused.at() == 12 + 6 + 1 + 102);
    CHECK(crypto.asked == 1);
}

TEST_CASE("a key is for its scheme alone, and a signature has its length") {
    const bytes signature(64, 7);
    const bytes short_one(63, 7);
    const bytes long_one(65, 7);
    const bytes key(32, 1);
    const bytes point(64, 1);
    cose::sign1 message{.signature = signature};
    witness crypto;
    const auto by = [&](signature_scheme of, const bytes& by_key) {
        return cose::verify(message, bytes{}, of, by_key, crypto).error();
    };
    CHECK(by(signature_scheme::ed25519, key) == errc::ok);
    CHECK(by(signature_scheme::ed25519, point) == errc::wrong_algorithm);
    CHECK(by(signature_scheme::ed25519, {}) == errc::wrong_algorithm);
    CHECK(by(signature_scheme::ecdsa_p256, point) == errc::wrong_algorithm);
    message.scheme = signature_scheme::ecdsa_p256;
    CHECK(by(signature_scheme::ed25519, key) == errc::wrong_algorithm);
    CHECK(by(signature_scheme::ecdsa_p256, key) == errc::wrong_algorithm);
    CHECK(by(signature_scheme::ecdsa_p256, point) == errc::unsupported_algorithm);
    message.scheme = signature_scheme::ed25519;
    for (const bytes& each : {bytes{}, short_one, long_one}) {
        message.signature = each;
        CHECK(by(signature_scheme::ed25519, key) == errc::bad_signature);
    }
    CHECK(crypto.asked == 1);
}

TEST_CASE("what is written is read back") {
    const bytes name = from_hex("66656d746f");
    const bytes signature(64, 9);
    const bytes payload = from_hex("0102");
    for (const auto of : {signature_scheme::ed25519, signature_scheme::ecdsa_p256}) {
        for (const auto which : {cose::numbers::fully_specified, cose::numbers::polymorphic_too}) {
            for (const bool is_named : {false, true}) {
                std::array<std::uint8_t, 32> header_room{};
                cbor::writer header{header_room};
                cose::write_protected_header(header, cose::number_of(of, which),
                                             is_named ? name : bytes{});
                std::array<std::uint8_t, 128> room{};
                cbor::writer into{room};
                cose::write_sign1(into, {.protected_header = *header.written(),
                                         .key_id = name,
                                         .payload = payload,
                                         .signature = signature,
                                         .has_key_id = !is_named,
                                         .is_detached = is_named});
                const auto read = cose::read_sign1(cbor::scanner{*into.written()}, which);
                REQUIRE(read);
                CHECK(read->scheme == of);
                CHECK(to_hex(read->key_id) == to_hex(name));
                CHECK(read->is_detached == is_named);
                CHECK(to_hex(read->payload) == (is_named ? "" : "0102"));
                CHECK(to_hex(read->signature) == to_hex(signature));
                CHECK(to_hex(read->protected_header) == to_hex(*header.written()));
            }
        }
    }
}

TEST_CASE("a message is read by the compiler, too") {
    constexpr auto scheme = [] {
        constexpr std::array<std::uint8_t, 9> encoded{0xD2, 0x84, 0x43, 0xA1, 0x01,
                                                      0x28, 0xA0, 0xF6, 0x40};
        return cose::read_sign1(cbor::scanner{encoded})->scheme;
    }();
    STATIC_REQUIRE(scheme == signature_scheme::ecdsa_p256);
}

} // namespace
} // namespace fc::test
