// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What an update does in which order, for whom, and what it compares.
#include "suit_told.hpp"

namespace fc::test {
namespace {

using namespace told;

TEST_CASE(
    "payload-fetch, install and validate are executed in that order, each behind what is shared") {
    const octets write = join({set({{18, bytes(image)}}), command(18)});
    const parts write_parts{set({{18, bytes(image)}}), command(18), match};
    made::manifest all = with(16, sequence(write_parts));
    CHECK(tell(all) == "write 1, fetch 1 coap://a, done");
    made::manifest only_validate;
    only_validate.sections = {{7, bytes(sequence({match}))}};
    CHECK(tell(only_validate) == "digest_mismatch"); // there is no image yet
    made::manifest nothing;
    nothing.sections = {};
    CHECK(tell(nothing) == "done");
    made::manifest nothing_shared;
    nothing_shared.shared = usual();
    nothing_shared.sections = {{20, bytes(sequence({identities(), expect(), command(1), command(2),
                                                    uri("coap://a"), fetch, match}))}};
    CHECK(tell(nothing_shared) == fetched);
}

TEST_CASE("a manifest for another device is refused before anything is done") {
    const auto identity = [](const members& ids, const parts& checks) {
        parts commands{set(ids), expect()};
        commands.insert(commands.end(), checks.begin(), checks.end());
        return sharing(sequence(commands));
    };
    const octets other(16, 0x77);
    const members mine{{1, bytes(vendor)}, {2, bytes(device_class)}};
    check({
        {"its own", identity(mine, {command(1), command(2)}), fetched},
        {"another vendor",
         identity({{1, bytes(other)}, {2, bytes(device_class)}}, {command(1), command(2)}),
         "wrong_vendor"},
        {"another class",
         identity({{1, bytes(vendor)}, {2, bytes(other)}}, {command(1), command(2)}),
         "wrong_class"},
        {"this one device",
         identity({{1, bytes(vendor)}, {2, bytes(device_class)}, {24, bytes(device)}},
                  {command(1), command(2), command(24)}),
         fetched},
        {"another device",
         identity({{1, bytes(vendor)}, {2, bytes(device_class)}, {24, bytes(other)}},
                  {command(1), command(2), command(24)}),
         "wrong_device"},
        {"vendor and class for each other",
         identity({{1, bytes(device_class)}, {2, bytes(vendor)}}, {command(1), command(2)}),
         "wrong_vendor"},
        {"no vendor is checked", identity(mine, {command(2)}), "unchecked_identity"},
        {"a vendor that is another's, where that is no harm",
         identity({{1, bytes(other)}, {2, bytes(device_class)}},
                  {try_each({sequence({command(1)})}, true), command(2)}),
         "unchecked_identity"},
        {"a class that is another's, where that is no harm",
         identity({{1, bytes(vendor)}, {2, bytes(other)}},
                  {command(1), try_each({sequence({command(2)})}, true)}),
         "unchecked_identity"},
        {"no class is checked", identity(mine, {command(1)}), "unchecked_identity"},
        {"nothing is checked", identity(mine, {}), "unchecked_identity"},
        {"the device alone is checked", identity({{24, bytes(device)}}, {command(24)}),
         "unchecked_identity"},
        {"a vendor is checked that was not set", identity({{2, bytes(device_class)}}, {command(1)}),
         "missing_parameter parameter 1"},
        {"a class is checked that was not set", identity({{1, bytes(vendor)}}, {command(2)}),
         "missing_parameter parameter 2"},
        {"a device is checked that was not set", identity({{1, bytes(vendor)}}, {command(24)}),
         "missing_parameter parameter 24"},
        {"a vendor of 15 bytes", identity({{1, bytes(octets(15))}}, {command(1)}),
         "unexpected_item"},
        {"a vendor that is a private enterprise number",
         identity({{1, tag(112, bytes({0x19}))}}, {command(1)}), "unexpected_item"},
        {"a vendor that is a text", identity({{1, text("0123456789abcdef")}}, {command(1)}),
         "unexpected_item"},
    });
}

TEST_CASE("nothing is fetched or written without what to compare it with") {
    const auto expecting = [](const members& parameters) {
        return sharing(sequence({identities(), set(parameters), command(1), command(2)}));
    };
    const octets good = bytes(digest(image));
    const octets seven = number(7);
    check({
        {"no digest", expecting({{14, seven}}), "missing_parameter parameter 3"},
        {"no size", expecting({{3, good}}), "missing_parameter parameter 14"},
        {"no URI", installing({fetch}), "missing_parameter parameter 21"},
        {"no content", installing({command(18)}), "missing_parameter parameter 18"},
        {"another size", expecting({{3, good}, {14, number(8)}}),
         "fetch 1 coap://a, digest_mismatch"},
        {"another digest", expecting({{3, bytes(digest({}))}, {14, seven}}),
         "fetch 1 coap://a, digest_mismatch"},
        {"a content of another size", installing({set({{18, bytes({1})}}), command(18)}),
         "size_mismatch"},
        {"a content", installing({set({{18, bytes(image)}}), command(18), match}), "write 1, done"},
        {"a size of 2^32 - 1", expecting({{3, good}, {14, number(0xFFFFFFFF)}}),
         "fetch 1 coap://a, digest_mismatch"},
        {"a size of 2^32", expecting({{3, good}, {14, number(std::int64_t{1} << 32)}}),
         "value_out_of_range"},
        {"a size of 2^63", expecting({{3, good}, {14, head(0, std::uint64_t{1} << 63)}}),
         "value_out_of_range"},
        {"a size below 0", expecting({{3, good}, {14, number(-1)}}), "unexpected_item"},
        {"a digest that is not wrapped", expecting({{3, digest(image)}, {14, seven}}),
         "unexpected_item"},
        {"a digest of SHA-512", expecting({{3, bytes(digest(image, -44))}, {14, seven}}),
         "unsupported_algorithm"},
        {"a digest of revision -09", expecting({{3, bytes(digest(image, 2))}, {14, seven}}),
         "unsupported_algorithm"},
        {"a digest of 31 bytes",
         expecting({{3, bytes(array({number(-16), bytes(octets(31))}))}, {14, seven}}),
         "unexpected_item"},
        {"a digest with more in it",
         expecting({{3, bytes(array({number(-16), bytes(octets(32)), null}))}, {14, seven}}),
         "unexpected_item"},
        {"a digest with something behind it",
         expecting({{3, bytes(join({digest(image), null}))}, {14, seven}}), "trailing_bytes"},
        {"a URI that is no text", installing({set({{21, bytes({1})}}), fetch}), "unexpected_item"},
        {"a URI that is not UTF-8", installing({set({{21, {0x61, 0xFF}}}), fetch}),
         "bad_structure"},
        {"a URI where nothing is", installing({uri("coap://x"), fetch, match}),
         "fetch 1 coap://x, fetch_failed"},
        {"a URI where another image is", installing({uri("coap://b"), fetch, match}),
         "fetch 1 coap://b, digest_mismatch"},
    });
}

TEST_CASE("what was brought is compared with its digest, whether the manifest says so or not") {
    made::manifest never = installing({uri("coap://a"), fetch});
    never.sections.erase(never.sections.begin()); // validate
    CHECK(tell(never) == fetched);
    made::manifest wrong = installing({uri("coap://b"), fetch});
    wrong.sections.erase(wrong.sections.begin());
    CHECK(tell(wrong) == "fetch 1 coap://b, digest_mismatch");
    // Compared with one digest, and then called by another.
    made::manifest changed = installing({uri("coap://a"), fetch, match, expect({9})});
    changed.sections.erase(changed.sections.begin());
    CHECK(tell(changed) == "fetch 1 coap://a, digest_mismatch");
    // Brought once more, and not compared again.
    made::manifest twice = installing({uri("coap://a"), fetch, match, uri("coap://b"), fetch});
    twice.sections.erase(twice.sections.begin());
    CHECK(tell(twice) == "fetch 1 coap://a, fetch 1 coap://b, digest_mismatch");
    made::manifest soft = installing({uri("coap://b"), fetch, try_each({sequence({match})}, true)});
    soft.sections.erase(soft.sections.begin());
    CHECK(tell(soft) == "fetch 1 coap://b, digest_mismatch");
}

TEST_CASE("an image that is there already need not be fetched") {
    made::manifest made =
        installing({uri("coap://a"), try_each({sequence({match}), sequence({fetch, match})})});
    world around;
    CHECK(tell(made, around) == fetched);
    CHECK(tell(made, around) == "done");
    CHECK(around.device.matches == 5);
}

TEST_CASE("where nobody can know whether an image matches, no other branch is tried") {
    world around;
    around.device.is_broken = true;
    CHECK(tell(installing({uri("coap://a"), try_each({sequence({match}), sequence({fetch})})}),
               around) == "storage_failed");
}

TEST_CASE("a processor answers only in its turn") {
    world around;
    around.keys = {{{}, platform::signature_scheme::ed25519, key}};
    toy_crypto crypto;
    const octets whole = envelope(made::manifest{}.encode());
    const auto head = suit::read_head<suit::current>(whole, whole.size());
    const auto manifest = suit::authenticate<suit::current>(*head, around.keys, crypto);
    REQUIRE(manifest);
    CHECK(manifest->sequence() == 7);
    CHECK(manifest->key() == 0);
    CHECK(manifest->components() == 1);
    suit::processor<suit::current, fake_device> processor{*manifest, around.device};
    CHECK(processor.resume().error() == errc::wrong_state);
    REQUIRE(processor.start());
    CHECK(processor.resume()->what == suit::action::fetch);
    CHECK(processor.resume().error() == errc::wrong_state);
    CHECK(processor.wrote(0));
    processor.failed(errc::image_too_large);
    CHECK(processor.resume().error() == errc::image_too_large);
    processor.succeeded();
    CHECK(processor.resume().error() == errc::image_too_large);
}

} // namespace
} // namespace fc::test
