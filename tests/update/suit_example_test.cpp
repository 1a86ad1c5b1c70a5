// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The example manifests of draft-ietf-suit-manifest-37 appendix B, byte for byte as they stand there.
#include "hex.hpp"
#include "suit_examples.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <femto/port/crypto/mbedtls.hpp>

#include <string>

namespace fc::test {
namespace {

constexpr auto es256 = platform::signature_scheme::ecdsa_p256;

/// The device the examples are for. Whatever it fetches is what was signed: of the images of the
/// examples nobody knows more than their digests.
class example_world : public world {
public:
    example_world() {
        device.vendor = from_hex("fa6b4a53d5ad5fdfbe9de663e4d41ffe");
        device.device_class = from_hex("1492af1425695e48bf429b2d51f2ab45");
        device.believes_all = true;
        keys.push_back({{}, es256, key_});
        numbers = update::cose::numbers::polymorphic_too;
        for (const char* uri : {"http://example.com/file.bin", "http://example.com/file1.bin",
                                "http://example.com/file2.bin",
                                "http://example.com/very/long/path/to/file/file.bin"}) {
            web[uri] = {1};
        }
    }

private:
    octets key_ = from_hex(example_key);
};

struct row {
    const char* name;
    const char* envelope;
    const char* told;
};
const row rows[] = {
    // Validates what is there; to invoke it is the hook's.
    {"0, secure boot", example_0, "done"},
    {"1, download", example_1, "fetch 0 http://example.com/file.bin, done"},
    {"2, severed sections present", example_2,
     "fetch 0 http://example.com/very/long/path/to/file/file.bin, done"},
    {"2, severed sections absent", example_2_severed, "missing_section"},
    {"3, A/B images", example_3, "unsupported_parameter parameter 5"},    // a component's slot
    {"4, load from external storage", example_4, "unsupported_manifest"}, // suit-load
    {"5, two images", example_5,
     "fetch 0 http://example.com/file1.bin, fetch 1 http://example.com/file2.bin, done"},
};

TEST_CASE("each example of the draft is executed, or refused for what is stated") {
    for (const row& each : rows) {
        INFO(each.name);
        example_world around;
        crypto::mbedtls crypto;
        CHECK(play<suit::current>(from_hex(each.envelope), around, crypto) == each.told);
    }
}

TEST_CASE(
    "the examples are signed under a name of the algorithm that a device takes only if told") {
    for (const row& each : rows) {
        INFO(each.name);
        example_world around;
        around.numbers = update::cose::numbers::fully_specified;
        crypto::mbedtls crypto;
        CHECK(play<suit::current>(from_hex(each.envelope), around, crypto) ==
              "unsupported_algorithm");
    }
}

TEST_CASE("a manifest of more components than a device has room for is refused") {
    example_world around;
    crypto::mbedtls crypto;
    CHECK(play<suit::current, crypto::mbedtls, 1>(from_hex(example_5), around, crypto) ==
          "manifest_too_large");
}

TEST_CASE("an example of which any bit was turned is refused, unless it is a text's") {
    for (const row& each : rows) {
        const octets envelope = from_hex(each.envelope);
        const auto head = suit::read_head<suit::current>(envelope, envelope.size());
        REQUIRE(head);
        for (std::size_t bit = 0; bit < 8 * envelope.size(); ++bit) {
            octets turned = envelope;
            turned[bit / 8] = static_cast<std::uint8_t>(turned[bit / 8] ^ 1U << bit % 8);
            example_world around;
            crypto::mbedtls crypto;
            const std::string told = play<suit::current>(turned, around, crypto);
            const bool is_done = told.size() >= 4 && told.substr(told.size() - 4) == "done";
            INFO(each.name << ", bit " << bit);
            if (bit / 8 < head->size) {
                CHECK_FALSE(is_done);
            } else { // nothing vouches for what nobody but people read
                CHECK((!is_done || told == each.told));
            }
        }
    }
}

TEST_CASE("an example that ends early is refused wherever it ends") {
    for (const row& each : rows) {
        const octets envelope = from_hex(each.envelope);
        for (std::size_t size = 0; size < envelope.size(); ++size) {
            example_world around;
            crypto::mbedtls crypto;
            const std::string told = play<suit::current>(
                octets(envelope.begin(), envelope.begin() + static_cast<std::ptrdiff_t>(size)),
                around, crypto);
            CHECK(told.find("done") == std::string::npos);
        }
    }
}

} // namespace
} // namespace fc::test
