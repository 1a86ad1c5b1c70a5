// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

namespace fc::test {
namespace {

using namespace made;
using platform::signature_scheme;

const octets other_key(32, 0x66);
const octets p256_key(64, 0x77);
const octets encoded = made::manifest{}.encode();
const octets container = digest(bytes(encoded));

/// An envelope with these signatures, or what else stands there.
octets signed_by(const parts& blocks, const octets& of = container) {
    parts items{bytes(of)};
    for (const octets& each : blocks) {
        items.push_back(bytes(each));
    }
    return tag(107, map_of({{2, bytes(array(items))}, {3, bytes(encoded)}}));
}

/// "key 1" or the error; and how many signatures were verified.
template <class Crypto = toy_crypto>
std::string signer(const octets& envelope, const std::vector<suit::key>& keys,
                   unsigned* verifications = nullptr) {
    Crypto crypto;
    const auto head = suit::read_head<suit::current>(envelope, envelope.size());
    if (!head) {
        return name_of(head.error());
    }
    const auto manifest = suit::authenticate<suit::current>(*head, keys, crypto);
    if (verifications != nullptr) {
        *verifications = crypto.verifications;
    }
    return manifest ? "key " + std::to_string(manifest->key()) : name_of(manifest.error());
}

const std::vector<suit::key> two_keys{{octets{}, signature_scheme::ed25519, other_key},
                                      {octets{}, signature_scheme::ed25519, key}};

TEST_CASE("a manifest is whose signature it has, among the keys a device knows") {
    const octets one{1, 1, 1, 1};
    const octets two{2, 2, 2, 2};
    const std::vector<suit::key> named{{one, signature_scheme::ed25519, key},
                                       {two, signature_scheme::ed25519, other_key},
                                       {octets{}, signature_scheme::ecdsa_p256, p256_key}};
    struct row {
        const char* what;
        octets envelope;
        const char* told;
    };
    const row rows[] = {
        {"no key is named", signed_by({sign(container)}), "key 0"},
        {"the other key", signed_by({sign(container, other_key)}), "key 1"},
        {"a key of another scheme", signed_by({sign(container, p256_key, {}, -9)}), "key 2"},
        {"named rightly", signed_by({sign(container, other_key, two)}), "key 1"},
        {"named wrongly", signed_by({sign(container, other_key, one)}), "bad_signature"},
        {"a name nobody has", signed_by({sign(container, key, {9})}), "unknown_key"},
        {"nobody's key", signed_by({sign(container, octets(32, 1))}), "bad_signature"},
        {"an algorithm of another scheme", signed_by({sign(container, key, one, -9)}),
         "wrong_algorithm"},
        {"an algorithm nobody has", signed_by({sign(container, key, {}, -35)}),
         "unsupported_algorithm"},
        {"an older name of the algorithm", signed_by({sign(container, key, {}, -8)}),
         "unsupported_algorithm"},
        {"unsigned", signed_by({}), "unknown_key"},
        {"no COSE", signed_by({number(1)}), "unexpected_item"},
        {"a message authentication code", signed_by({tag(17, array({}))}), "unexpected_item"},
        {"no tag", signed_by({array({bytes({}), map_of({}), null, bytes({})})}), "unexpected_item"},
        {"the signature of something else", signed_by({sign(digest({1}))}), "bad_signature"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(signer(each.envelope, named) == each.told);
    }
    CHECK(signer(signed_by({sign(container)}), {}) == "unknown_key");
}

struct ed25519_only : toy_crypto {
    static constexpr bool supports(signature_scheme it) { return it == signature_scheme::ed25519; }
};

TEST_CASE("a key whose algorithm the device has nothing for is known all the same") {
    const octets one{1, 1, 1, 1};
    const std::vector<suit::key> keys{{octets{}, signature_scheme::ed25519, other_key},
                                      {one, signature_scheme::ecdsa_p256, p256_key}};
    for (const octets& name : {octets{}, one}) {
        const octets envelope = signed_by({sign(container, p256_key, name, -9)});
        CHECK(signer<ed25519_only>(envelope, keys) == "unsupported_algorithm");
        CHECK(signer(envelope, keys) == "key 1");
    }
    const octets of_nobody = signed_by({sign(container, p256_key, {9}, -9)});
    CHECK(signer<ed25519_only>(of_nobody, keys) == "unknown_key");
}

TEST_CASE("signatures that name no key cost so many verifications and no more") {
    const std::vector<suit::key> many(40, {octets{}, signature_scheme::ed25519, other_key});
    const octets nobodys = sign(container, octets(32, 1));
    for (const std::size_t signatures : {1U, 4U}) {
        unsigned verifications = 0;
        CHECK(signer(signed_by(parts(signatures, nobodys)), many, &verifications) ==
              "bad_signature");
        CHECK(verifications == suit::verifications_max);
    }
    auto last = many;
    last[suit::verifications_max - 1].bytes = key;
    CHECK(signer(signed_by({sign(container)}), last) == "key 7");
}

TEST_CASE("of several signatures one by a known key is enough") {
    const octets good = sign(container);
    const octets bad = sign(container, octets(32, 1));
    const octets strange = tag(98, array({}));
    const octets unnamed = sign(container, key, {9});
    struct row {
        const char* what;
        parts blocks;
        const char* told;
    };
    const row rows[] = {
        {"good and bad", {good, bad}, "key 1"},
        {"bad and good", {bad, good}, "key 1"},
        {"strange and good", {strange, good}, "key 1"},
        {"strange, bad and good", {strange, bad, good}, "key 1"},
        {"both known", {sign(container, other_key), good}, "key 0"},
        {"bad and strange", {bad, strange}, "bad_signature"},
        {"strange and bad", {strange, bad}, "bad_signature"},
        {"unknown and bad", {unnamed, bad}, "bad_signature"},
        {"strange and unknown", {strange, unnamed}, "unknown_key"},
        {"the fourth", {bad, bad, bad, good}, "key 1"},
        {"the fifth", {bad, bad, bad, bad, good}, "manifest_too_large"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(signer(signed_by(each.blocks), two_keys) == each.told);
    }
    unsigned verifications = 0;
    CHECK(signer(signed_by({good, bad, bad}), two_keys, &verifications) == "key 1");
    CHECK(verifications == 2); // by the first key, then by the second, and then no more
    CHECK(signer(signed_by({sign(container, key, {9})}), two_keys, &verifications) ==
          "unknown_key");
    CHECK(verifications == 0);
}

TEST_CASE("the digest that is signed has to be that of the manifest, before any signature counts") {
    const auto told = [](const octets& of, unsigned& verifications) {
        return signer(signed_by({sign(of)}, of), two_keys, &verifications);
    };
    struct row {
        const char* what;
        octets of;
        const char* told;
    };
    const row rows[] = {
        {"of another manifest", digest({1, 2, 3}), "digest_mismatch"},
        {"without the head of the string", digest(encoded), "digest_mismatch"},
        {"by another algorithm", digest(bytes(encoded), -44), "unsupported_algorithm"},
        {"by the number of revision -09", digest(bytes(encoded), 2), "unsupported_algorithm"},
        {"in too short a list", array({number(-16)}), "unexpected_item"},
        {"in too long a list", array({number(-16), bytes(sha256_of(bytes(encoded))), null}),
         "unexpected_item"},
        {"with something behind it", join({container, null}), "trailing_bytes"},
        {"in no list", bytes(sha256_of(bytes(encoded))), "unexpected_item"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        unsigned verifications = 0;
        CHECK(told(each.of, verifications) == each.told);
        CHECK(verifications == 0);
    }
}

TEST_CASE("the payload of a signature is elsewhere, and a copy of it beside is refused") {
    const octets header = map_of({{1, number(-19)}});
    const octets message = array({text("Signature1"), bytes(header), bytes({}), bytes(container)});
    const octets attached = tag(18, array({bytes(header), map_of({}), bytes(container),
                                           bytes(toy_crypto::sign(key, message))}));
    CHECK(signer(signed_by({attached}), two_keys) == "unexpected_item");
}

TEST_CASE("authentication that is no list of strings is refused") {
    struct row {
        const char* what;
        octets wrapper;
        const char* told;
    };
    const octets good = sign(container);
    const row rows[] = {
        {"as it is", bytes(array({bytes(container), bytes(good)})), "key 1"},
        {"nothing", bytes({}), "truncated"},
        {"an empty list", bytes(array({})), "truncated"},
        {"no list", bytes(map_of({})), "unexpected_item"},
        {"not wrapped", array({bytes(container), bytes(good)}), "unexpected_item"},
        {"a digest that is not wrapped", bytes(array({container, bytes(good)})), "unexpected_item"},
        {"a signature that is not wrapped", bytes(array({bytes(container), good})),
         "unexpected_item"},
        {"something behind it", bytes(join({array({bytes(container), bytes(good)}), null})),
         "trailing_bytes"},
        {"something that is no string behind a good signature",
         bytes(array({bytes(container), bytes(good), null})), "unexpected_item"},
        {"a count of 2^32", bytes(head(4, std::uint64_t{1} << 32)), "truncated"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        const octets envelope = tag(107, map_of({{2, each.wrapper}, {3, bytes(encoded)}}));
        CHECK(signer(envelope, two_keys) == each.told);
    }
}

/// Hardware that fails.
struct broken_crypto : toy_crypto {
    struct sha256 : plain_sha256 {
        bool finish(platform::sha256_digest&) { return false; }
    };
};

TEST_CASE("a digest that cannot be computed is no digest that is right") {
    broken_crypto crypto;
    const octets envelope = signed_by({sign(container)});
    const auto head = suit::read_head<suit::current>(envelope, envelope.size());
    REQUIRE(head);
    CHECK(suit::authenticate<suit::current>(*head, two_keys, crypto).error() ==
          errc::crypto_failed);
}

TEST_CASE("no byte of a manifest can be changed, left out or added") {
    world around;
    around.keys = {{octets{}, signature_scheme::ed25519, key}};
    around.web["coap://a"] = image;
    toy_crypto crypto;
    const octets good = envelope(encoded);
    REQUIRE(play<suit::current>(good, around, crypto) == "fetch 1 coap://a, done");
    const auto is_refused = [&](const octets& envelope) {
        around.device = {};
        const std::string told = play<suit::current>(envelope, around, crypto);
        return told.find("done") == std::string::npos && told.find("fetch") == std::string::npos;
    };
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        octets turned = good;
        turned[bit / 8] = static_cast<std::uint8_t>(turned[bit / 8] ^ 1U << bit % 8);
        INFO("bit " << bit);
        CHECK(is_refused(turned));
    }
    for (std::size_t at = 0; at < good.size(); ++at) {
        octets shorter = good;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(at));
        octets longer = good;
        longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), 0);
        INFO("byte " << at);
        CHECK(is_refused(shorter));
        CHECK(is_refused(longer));
        CHECK(is_refused(octets(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(at))));
    }
}

} // namespace
} // namespace fc::test
