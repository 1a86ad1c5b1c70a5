// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Manifests of revision -09 in the one form that RIOT's tools write, and what femto does with others.
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

namespace fc::test {
namespace {

using namespace made;

octets digest09(const octets& of) { return digest(of, 2); }

octets sign09(const octets& payload, const octets& with = key, std::int64_t algorithm = -8) {
    const octets header = map_of({{1, number(algorithm)}});
    const octets message = array({text("Signature1"), bytes(header), bytes({}), bytes(payload)});
    return tag(18, array({bytes(header), map_of({}), bytes(payload),
                          bytes(toy_crypto::sign(with, message))}));
}

octets envelope09(const octets& manifest) {
    return map_of(
        {{2, bytes(array({bytes(sign09(digest09(bytes(manifest))))}))}, {3, bytes(manifest)}});
}

octets expect09(const octets& of = image) {
    return set({{3, bytes(digest09(of))}, {14, number(static_cast<std::int64_t>(of.size()))}});
}
octets set_uri(std::string_view where) { return command(19, map_of({{21, text(where)}})); }

/// The manifest of one component; each part can be another.
struct manifest09 {
    std::int64_t version = 1;
    octets components = array({array({bytes({1})})});
    octets shared = sequence({set({{1, bytes(vendor)},
                                   {2, bytes(device_class)},
                                   {3, bytes(digest09(image))},
                                   {14, number(7)}}),
                              command(1), command(2)});
    octets install = sequence({set_uri("coap://a"), command(21, 2), match});
    octets validate = sequence({match});
    members more{};

    octets encode() const {
        const octets common = map_of({{2, components}, {4, bytes(shared)}});
        members all{{1, number(version)},
                    {2, number(7)},
                    {3, bytes(common)},
                    {9, bytes(install)},
                    {10, bytes(validate)}};
        all.insert(all.end(), more.begin(), more.end());
        return map_of(all);
    }
};

std::string tell(const octets& envelope, world& around) {
    around.keys = {{octets{}, platform::signature_scheme::ed25519, key}};
    around.web["coap://a"] = image;
    around.web["coap://b"] = {9};
    toy_crypto crypto;
    return play<suit::draft09>(envelope, around, crypto);
}
std::string tell(const octets& envelope) {
    world around;
    return tell(envelope, around);
}
std::string tell(const manifest09& manifest) { return tell(envelope09(manifest.encode())); }

const std::string fetched = "fetch 1 coap://a, done";

TEST_CASE("a manifest as RIOT's tools write it is executed") {
    CHECK(tell(manifest09{}) == fetched);
    world around;
    around.web["coap://a"] = {9};
    CHECK(tell(envelope09(manifest09{}.encode()), around) == fetched);
}

TEST_CASE("two components of revision -09 are selected one after the other") {
    manifest09 two;
    two.components = array({array({bytes({1})}), array({bytes({2})})});
    two.shared = sequence({command(12, 0), identities(), expect09(), command(1), command(2),
                           command(12, 1), identities(), expect09({9}), command(1), command(2)});
    two.install = sequence({command(12, 0), set_uri("coap://a"), command(21, 2), match,
                            command(12, 1), set_uri("coap://b"), command(21, 2), match});
    two.validate = sequence({command(12, 0), match, command(12, 1), match});
    CHECK(tell(two) == "fetch 1 coap://a, fetch 2 coap://b, done");
}

TEST_CASE("set-parameters leaves what was set, where override-parameters replaces it") {
    manifest09 kept;
    kept.install = sequence({set_uri("coap://a"), set_uri("coap://b"), command(21, 2), match});
    CHECK(tell(kept) == fetched);
    manifest09 replaced;
    replaced.install =
        sequence({set_uri("coap://b"), made::uri("coap://a"), command(21, 2), match});
    CHECK(tell(replaced) == fetched);
}

TEST_CASE(
    "an index of revision -09 counts the components there are, and is no truth value of them") {
    // RIOT's processor takes true and false for 255 and 254 and compares an index with its maximum.
    struct row {
        const char* what;
        octets index;
        const char* told;
    };
    const row rows[] = {
        {"the only one", number(0), "fetch 1 coap://a, done"},
        {"one more", number(1), "unknown_component"},
        {"254", number(254), "unknown_component"},
        {"255", number(255), "unknown_component"},
        {"all of one", yes, "fetch 1 coap://a, done"},
        {"false", no, "unexpected_item"},
        {"-1", number(-1), "unexpected_item"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        manifest09 made;
        made.install = sequence({command(12, each.index), set_uri("coap://a"), command(21, 2)});
        CHECK(tell(made) == each.told);
    }
}

TEST_CASE("what revision -09 has beyond RIOT's tools is refused by its number") {
    for (const std::int64_t each : {4, 5, 6, 13, 14, 18, 22, 23, 24, 25, 29, 30, 31, 32, 33, -1}) {
        manifest09 made;
        made.install = sequence({set_uri("coap://a"), command(21, 2), command(each)});
        CHECK(tell(made) == "unsupported_command command " + std::to_string(each));
    }
    for (const std::int64_t each : {4, 5, 12, 13, 18, 19, 20, 22, 23, 24, 25, -1, -257}) {
        manifest09 made;
        made.install = sequence({command(19, map_of({{each, number(1)}}))});
        CHECK(tell(made) == "unsupported_parameter parameter " + std::to_string(each));
    }
    for (const std::int64_t each : {11, 12, 16, 20, 23}) {
        manifest09 made;
        made.more = {{each, bytes(sequence({match}))}};
        CHECK(tell(made) == "unsupported_manifest");
    }
}

TEST_CASE("try-each of revision -09 takes the first branch whose conditions hold") {
    const octets other = set({{2, bytes(octets(16, 0x77))}});
    manifest09 made;
    made.install = sequence({try_each({sequence({other, command(2), set_uri("coap://b")}),
                                       sequence({set_uri("coap://a")})}),
                             command(21, 2), match});
    CHECK(tell(made) == fetched);
}

TEST_CASE("the digest within the signature of revision -09 has to be that of the manifest") {
    const octets manifest = manifest09{}.encode();
    const octets container = digest09(bytes(manifest));
    const auto signed_by = [&manifest](const parts& blocks) {
        parts items;
        for (const octets& each : blocks) {
            items.push_back(bytes(each));
        }
        return map_of({{2, bytes(array(items))}, {3, bytes(manifest)}});
    };
    const octets header = map_of({{1, number(-8)}});
    const octets detached = tag(18, array({bytes(header), map_of({}), null, bytes(octets(64, 1))}));
    struct row {
        const char* what;
        octets envelope;
        const char* told;
    };
    const row rows[] = {
        {"as it is", signed_by({sign09(container)}), "fetch 1 coap://a, done"},
        {"by the newer name of the algorithm", signed_by({sign09(container, key, -19)}),
         "fetch 1 coap://a, done"},
        {"of something else", signed_by({sign09(digest09({1}))}), "digest_mismatch"},
        {"without the head of the string", signed_by({sign09(digest09(manifest))}),
         "digest_mismatch"},
        {"by the number of now", signed_by({sign09(digest(bytes(manifest)))}),
         "unsupported_algorithm"},
        {"by another key", signed_by({sign09(container, octets(32, 1))}), "bad_signature"},
        {"elsewhere", signed_by({detached}), "unexpected_item"},
        {"with something behind it", signed_by({sign09(join({container, null}))}),
         "trailing_bytes"},
        {"unsigned", signed_by({}), "unknown_key"},
        {"as the current form has it", signed_by({container, sign(container)}), "unexpected_item"},
        {"a bad one and a good one",
         signed_by({sign09(container, octets(32, 1)), sign09(container)}),
         "fetch 1 coap://a, done"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(tell(each.envelope) == each.told);
    }
}

TEST_CASE("authentication comes before the manifest in revision -09 too") {
    const octets manifest = manifest09{}.encode();
    const octets wrapper = bytes(array({bytes(sign09(digest09(bytes(manifest))))}));
    CHECK(tell(map_of({{3, bytes(manifest)}, {2, wrapper}})) == "not_deterministic");
    CHECK(tell(map_of({{3, bytes(manifest)}})) == "unexpected_item");
    CHECK(tell(map_of({{2, wrapper}, {3, bytes(manifest)}, {9, bytes(sequence({match}))}})) ==
          "unsupported_manifest");
    CHECK(tell(tag(107, map_of({{2, wrapper}, {3, bytes(manifest)}}))) == "unexpected_item");
}

TEST_CASE("neither form is taken for the other") {
    CHECK(tell(envelope(made::manifest{}.encode())) == "unexpected_item");
    world around;
    around.keys = {{octets{}, platform::signature_scheme::ed25519, key}};
    toy_crypto crypto;
    CHECK(play<suit::current>(envelope09(manifest09{}.encode()), around, crypto) ==
          "unexpected_item");
    CHECK(tell(envelope09(made::manifest{}.encode())) == "unsupported_manifest");
}

TEST_CASE("no bit of a manifest of revision -09 can be turned, and no byte left out") {
    const octets good = envelope09(manifest09{}.encode());
    REQUIRE(tell(good) == fetched);
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        octets turned = good;
        turned[bit / 8] = static_cast<std::uint8_t>(turned[bit / 8] ^ 1U << bit % 8);
        INFO("bit " << bit);
        CHECK(tell(turned).find("done") == std::string::npos);
    }
    for (std::size_t size = 0; size < good.size(); ++size) {
        CHECK(tell(octets(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)))
                  .find("done") == std::string::npos);
    }
}

} // namespace
} // namespace fc::test
