// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What a manifest consists of, in its envelope and beside it.
#include "suit_told.hpp"

namespace fc::test {
namespace {

using namespace told;

TEST_CASE("what a manifest consists of is refused when it is not so") {
    const auto raw = [](const octets& encoded) {
        world around;
        around.keys = {{{}, platform::signature_scheme::ed25519, key}};
        around.web["coap://a"] = image;
        toy_crypto crypto;
        return play<suit::current>(envelope(encoded), around, crypto);
    };
    const octets common = bytes(map_of({{2, array({array({bytes({1})})})}, {4, bytes(usual())}}));
    const std::pair<std::int64_t, octets> v{1, number(1)};
    const std::pair<std::int64_t, octets> s{2, number(7)};
    const std::pair<std::int64_t, octets> c{3, common};
    struct raw_row {
        const char* what;
        octets encoded;
        const char* told;
    };
    const raw_row rows[] = {
        {"the least", map_of({v, s, c}), "done"},
        {"version 2", map_of({{1, number(2)}, s, c}), "unsupported_manifest"},
        {"version 0", map_of({{1, number(0)}, s, c}), "unsupported_manifest"},
        {"a version that is a text", map_of({{1, text("1")}, s, c}), "unexpected_item"},
        {"no version", map_of({s, c}), "unexpected_item"},
        {"no sequence number", map_of({v, c}), "unexpected_item"},
        {"no common section", map_of({v, s}), "unexpected_item"},
        {"a negative sequence number", map_of({v, {2, number(-1)}, c}), "unexpected_item"},
        {"the highest sequence number", map_of({v, {2, head(0, ~std::uint64_t{0})}, c}), "done"},
        {"a sequence number of 2^64", map_of({v, {2, tag(2, bytes(octets(9, 1)))}, c}),
         "unexpected_item"},
        {"members out of order", map_of({s, v, c}), "not_deterministic"},
        {"a member twice", map_of({v, s, s, c}), "not_deterministic"},
        {"a text for a key", build::map({{text("x"), number(1)}}), "unsupported_manifest"},
        {"a reference URI", map_of({v, s, c, {4, text("coap://full")}}), "done"},
        {"a section to load", map_of({v, s, c, {8, bytes(usual())}}), "unsupported_manifest"},
        {"a section to invoke", map_of({v, s, c, {9, bytes(usual())}}), "done"},
        {"an unknown section", map_of({v, s, c, {5, bytes(usual())}}), "unsupported_manifest"},
        {"dependencies", map_of({v, s, c, {15, bytes(usual())}}), "unsupported_manifest"},
        {"a custom member", map_of({v, s, c, {-257, number(1)}}), "unsupported_manifest"},
        {"texts", map_of({v, s, c, {23, digest(image)}}), "done"},
        {"trailing bytes", join({map_of({v, s, c}), null}), "trailing_bytes"},
        {"no map", array({}), "unexpected_item"},
        {"nothing", {}, "truncated"},
        {"a section that is not wrapped", map_of({v, s, c, {7, usual()}}), "unexpected_item"},
        {"a section of nothing", map_of({v, s, c, {7, bytes({})}}), "truncated"},
        {"a section without commands", map_of({v, s, c, {7, bytes(array({}))}}), "unexpected_item"},
        {"common that is not wrapped",
         map_of({v, s, {3, map_of({{2, array({array({bytes({1})})})}})}}), "unexpected_item"},
        {"common without components", map_of({v, s, {3, bytes(map_of({{4, bytes(usual())}}))}}),
         "unexpected_item"},
        {"common with dependencies",
         map_of({v, s, {3, bytes(map_of({{1, map_of({})}, {2, array({array({bytes({1})})})}}))}}),
         "unsupported_manifest"},
        {"nested too deep",
         map_of({v,
                 s,
                 c,
                 {23, array({array({array(
                          {array({array({array({array({array({array({null})})})})})})})})})}}),
         "nested_too_deep"},
    };
    for (const raw_row& each : rows) {
        INFO(each.what);
        CHECK(raw(each.encoded) == each.told);
    }
}

TEST_CASE("a severed section is executed when it is the one whose digest was signed") {
    const octets install = sequence({uri("coap://a"), fetch, match});
    const octets wrapped = bytes(install);
    made::manifest made;
    made.sections = {{7, bytes(sequence({match}))}, {20, digest(wrapped)}};
    const auto told = [&made](const members& severed) {
        world around;
        around.keys = {{{}, platform::signature_scheme::ed25519, key}};
        around.web["coap://a"] = image;
        toy_crypto crypto;
        return play<suit::current>(envelope(made.encode(), severed), around, crypto);
    };
    CHECK(told({{20, wrapped}}) == fetched);
    CHECK(told({}) == "missing_section");
    CHECK(told({{16, wrapped}}) == "missing_section");
    CHECK(told({{16, wrapped}, {20, wrapped}}) == "unexpected_item"); // nothing vouches for the one
    CHECK(told({{20, bytes(sequence({uri("coap://b"), fetch, match}))}}) == "digest_mismatch");
    // A digest without the head of the string is another.
    made.sections[1].second = digest(install);
    CHECK(told({{20, wrapped}}) == "digest_mismatch");
    made.sections[1].second = array({number(-44), bytes(octets(64))});
    CHECK(told({{20, wrapped}}) == "unsupported_algorithm");
    made.sections[1].second = wrapped;
    CHECK(told({{20, wrapped}}) == "unexpected_item");
    // What is executed to verify cannot be severed.
    made.sections = {{7, digest(wrapped)}, {20, wrapped}};
    CHECK(told({}) == "unexpected_item");
}

} // namespace
} // namespace fc::test
