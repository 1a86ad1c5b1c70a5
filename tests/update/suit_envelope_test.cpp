// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "suit_examples.hpp"
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace fc::test {
namespace {

using namespace build;

/// Reads from a block of exactly so many bytes, where a sanitizer sees one too many.
template <class Profile = suit::current>
result<suit::head> read_first(const octets& envelope, std::size_t size, std::size_t room = 4096) {
    const auto exact = std::make_unique<std::uint8_t[]>(size);
    std::copy_n(envelope.begin(), size, exact.get());
    return suit::read_head<Profile>({exact.get(), size}, room);
}

TEST_CASE("the head of an envelope is read as soon as all of it is there, and not before") {
    const octets manifest = made::manifest{}.encode();
    const octets short_payload = made::envelope(manifest, {}, {{text("#a"), bytes(octets(9))}});
    const octets no_payload = made::envelope(manifest);
    const octets texts = made::envelope(manifest, {{23, bytes(octets(9))}});
    struct row {
        const octets& envelope;
        std::size_t head_size; // with the byte that shows it is over, if one does
        unsigned members_left;
    };
    const row rows[] = {{no_payload, no_payload.size(), 0},
                        {short_payload, no_payload.size() + 1, 1},
                        {texts, no_payload.size() + 1, 1}};
    for (const row& each : rows) {
        for (std::size_t size = 0; size < each.head_size; ++size) {
            INFO(size);
            CHECK(read_first(each.envelope, size).error() == errc::truncated);
        }
        for (std::size_t size = each.head_size; size <= each.envelope.size(); ++size) {
            const auto head = read_first(each.envelope, size);
            REQUIRE(head);
            CHECK(head->size == no_payload.size());
            CHECK(head->members_left == each.members_left);
        }
    }
}

TEST_CASE("a head that is longer than its room is refused when the room is full") {
    const octets envelope = made::envelope(made::manifest{}.encode());
    for (const std::size_t room : {std::size_t{10}, std::size_t{100}, envelope.size() - 1}) {
        CHECK(read_first(envelope, room - 1, room).error() == errc::truncated);
        CHECK(read_first(envelope, room, room).error() == errc::manifest_too_large);
    }
    CHECK(read_first(envelope, envelope.size(), envelope.size()));
}

TEST_CASE("what is no envelope is refused by its first bytes") {
    const octets manifest = made::manifest{}.encode();
    const auto with = [](const octets& members) { return tag(107, members); };
    const octets two = bytes(made::wrapper(manifest));
    const octets three = bytes(manifest);
    struct row {
        const char* what;
        octets envelope;
        errc error;
    };
    const row rows[] = {
        {"another tag", tag(1070, map_of({{2, two}, {3, three}})), errc::unsupported_manifest},
        {"no tag", map_of({{2, two}, {3, three}}), errc::unexpected_item},
        {"an array", with(array({two, three})), errc::unexpected_item},
        {"a map of indefinite length", with({0xBF, 0xFF}), errc::not_deterministic},
        {"the manifest first", with(map_of({{3, three}, {2, two}})), errc::not_deterministic},
        {"two manifests", with(map_of({{2, two}, {3, three}, {3, three}})),
         errc::not_deterministic},
        {"no authentication", with(map_of({{3, three}})), errc::unexpected_item},
        {"no manifest", with(map_of({{2, two}})), errc::unexpected_item},
        {"nothing", with(map_of({})), errc::unexpected_item},
        {"an older form's delegation", with(map_of({{1, two}, {2, two}, {3, three}})),
         errc::unexpected_item},
        {"a key of two bytes that needs one",
         with(join({{0xA2, 0x18, 0x02}, two, number(3), three})), errc::not_deterministic},
        {"number 0 behind the manifest", with(map_of({{2, two}, {3, three}, {0, two}})),
         errc::not_deterministic},
        {"a negative key", with(map_of({{2, two}, {3, three}, {-1, two}})), errc::ok},
    };
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(suit::read_head<suit::current>(each.envelope, 4096).error() == each.error);
    }
}

/// What a device takes of an envelope that comes in blocks of `step` bytes: "#a: 010203" for each
/// payload that is wanted.
std::string stream(const octets& envelope, std::size_t step, std::vector<std::string> wanted) {
    const auto head = suit::read_head<suit::current>(envelope, envelope.size());
    REQUIRE(head);
    std::array<std::uint8_t, 48> room;
    suit::payload_reader<suit::current> payloads{*head, room};
    std::string told;
    std::size_t next = 0;
    octets image;
    for (std::size_t at = head->size;;) {
        const std::size_t size = std::min(step, envelope.size() - at);
        const auto exact = std::make_unique<std::uint8_t[]>(size);
        std::copy_n(envelope.data() + at, size, exact.get());
        std::span<const std::uint8_t> block{exact.get(), size};
        for (bool is_more = false; !is_more;) {
            const std::string uri = next < wanted.size() ? wanted[next] : "";
            const octets key(uri.begin(), uri.end());
            const auto piece = payloads.next(block, key);
            switch (piece) {
            case suit::piece::begins:
                told += uri + " of " + std::to_string(payloads.size()) + ": ";
                image.clear();
                break;
            case suit::piece::bytes:
                image.insert(image.end(), payloads.bytes().begin(), payloads.bytes().end());
                break;
            case suit::piece::ends:
                told += to_hex(image) + ", ";
                ++next;
                break;
            case suit::piece::refused: return told + name_of(payloads.error());
            case suit::piece::more: is_more = true; break;
            case suit::piece::done:
                CHECK(payloads.offset() + block.size() == at + size);
                return told + (block.empty() ? "done" : "trailing");
            }
        }
        CHECK(payloads.offset() == at + size);
        at += size;
        if (size == 0) {
            return told + "truncated";
        }
    }
}

TEST_CASE("of the payloads of an envelope the one that is wanted comes, in blocks of any length") {
    const octets manifest = made::manifest{}.encode();
    const octets long_image(300, 0xAB);
    const octets envelope =
        made::envelope(manifest, {{23, bytes(octets(70))}},
                       {{text("#a"), bytes({1, 2, 3})},
                        {text("#b"), bytes({})},
                        {text("#c"), bytes(long_image)},
                        {text("coap://host/a/name/of/more/than/23/bytes"), bytes({4})}});
    const std::string c = "#c of 300: " + to_hex(long_image) + ", ";
    for (std::size_t step = 1; step <= envelope.size(); step += step < 40 ? 1 : 97) {
        INFO(step);
        CHECK(stream(envelope, step, {}) == "done");
        CHECK(stream(envelope, step, {"#a"}) == "#a of 3: 010203, done");
        CHECK(stream(envelope, step, {"#b"}) == "#b of 0: , done");
        CHECK(stream(envelope, step, {"#c"}) == c + "done");
        CHECK(stream(envelope, step, {"#a", "#c"}) == "#a of 3: 010203, " + c + "done");
        CHECK(stream(envelope, step, {"#b", "coap://host/a/name/of/more/than/23/bytes"}) ==
              "#b of 0: , coap://host/a/name/of/more/than/23/bytes of 1: 04, done");
        // It went by before it was wanted.
        CHECK(stream(envelope, step, {"#c", "#a"}) == c + "done");
        CHECK(stream(envelope, step, {"#x"}) == "done");
    }
}

TEST_CASE("what follows a head and is no payload is refused") {
    const octets manifest = made::manifest{}.encode();
    const auto behind = [&manifest](unsigned members, const octets& more) {
        octets all = made::envelope(manifest);
        all[2] = static_cast<std::uint8_t>(0xA0 + members); // after the tag
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    struct row {
        const char* what;
        octets envelope;
        const char* told;
    };
    const row rows[] = {
        {"no more", behind(2, {}), "done"},
        {"trailing bytes", behind(2, {0}), "trailing"},
        {"a key alone", behind(3, text("#a")), "truncated"},
        {"half a payload", behind(3, join({text("#a"), {0x43, 1, 2}})), "#a of 3: truncated"},
        {"a text for a payload", behind(3, join({text("#a"), text("a")})), "unexpected_item"},
        {"a name longer than the room", behind(3, text(std::string(50, 'a'))),
         "manifest_too_large"},
        {"a name that is no text", behind(3, {0x61, 0xFF}), "bad_structure"},
        {"an empty name", behind(3, join({text(""), bytes({})})), "unsupported_manifest"},
        {"an unknown number", behind(3, join({number(24), bytes({})})), "unsupported_manifest"},
        {"a negative number", behind(3, join({number(-1), bytes({})})), "unsupported_manifest"},
        {"number 0 behind a payload", behind(4, join({text("#b"), bytes({}), number(0), null})),
         "unsupported_manifest"},
        {"an indefinite length", behind(3, join({text("#a"), {0x5F}})), "not_deterministic"},
        {"a length that needs less", behind(3, join({text("#a"), {0x58, 3, 1, 2, 3}})),
         "not_deterministic"},
        {"a length of 2^63", behind(3, join({text("#a"), head(2, std::uint64_t{1} << 63)})),
         "value_out_of_range"},
        {"a length of 2^32 - 1", behind(3, join({text("#a"), head(2, 0xFFFFFFFF)})),
         "#a of 4294967295: truncated"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{64}}) {
            CHECK(stream(each.envelope, step, {"#a"}) == each.told);
        }
    }
}

} // namespace
} // namespace fc::test
