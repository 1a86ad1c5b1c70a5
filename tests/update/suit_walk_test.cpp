// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "hex.hpp"
#include "suit_examples.hpp"
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <femto/update/suit/walk.hpp>

#include <memory>
#include <string>

namespace fc::test {
namespace {

using namespace made;

/// A line for each entry: the name of its key without what all names begin with, and its value.
template <class Profile>
std::string shown(const octets& envelope) {
    std::string text;
    bool is_inside = true;
    const auto exact = std::make_unique<std::uint8_t[]>(envelope.size());
    std::copy(envelope.begin(), envelope.end(), exact.get());
    const std::span<const std::uint8_t> all{exact.get(), envelope.size()};
    const auto walked = suit::walk<Profile>(all, [&](const suit::entry& each) {
        is_inside = is_inside && each.value.data() >= all.data() &&
                    each.value.data() + each.value.size() <= all.data() + all.size();
        text += std::string(each.depth - 1, ' ');
        switch (each.what) {
        case suit::entry::kind::payload: text += text_of(each.key) + " payload"; break;
        case suit::entry::kind::language: text += text_of(each.key); break;
        case suit::entry::kind::component: text += to_hex(each.key); break;
        case suit::entry::kind::branch: text += "branch " + std::to_string(each.number); break;
        default: {
            const auto facts = suit::facts_of<Profile>(each.in, each.number);
            text += facts.name == nullptr ? std::to_string(each.number) : facts.name;
        }
        }
        text += each.value.size() < 8 ? " " + to_hex(each.value) + "\n" : "\n";
    });
    CHECK(is_inside);
    return walked ? text : text + name_of(walked.error());
}

TEST_CASE("everything a manifest has is shown from front to back, also what a device refuses") {
    CHECK(shown<suit::current>(from_hex(example_3)) == R"(suit-authentication-wrapper
suit-manifest
 suit-manifest-version 01
 suit-manifest-sequence-number 03
 suit-common
  suit-components 81814100
  suit-shared-sequence
   suit-directive-override-parameters
    suit-parameter-vendor-identifier
    suit-parameter-class-identifier
   suit-directive-try-each
    branch 0
     suit-directive-override-parameters a10500
      suit-parameter-component-slot 00
     suit-condition-component-slot 05
     suit-directive-override-parameters
      suit-parameter-image-digest
      suit-parameter-image-size 1987d0
    branch 1
     suit-directive-override-parameters a10501
      suit-parameter-component-slot 01
     suit-condition-component-slot 05
     suit-directive-override-parameters
      suit-parameter-image-digest
      suit-parameter-image-size 1a00012c22
   suit-condition-vendor-identifier 0f
   suit-condition-class-identifier 0f
 suit-validate 4382030f
  suit-condition-image-match 0f
 suit-install
  suit-directive-try-each
   branch 0
    suit-directive-override-parameters a10500
     suit-parameter-component-slot 00
    suit-condition-component-slot 05
    suit-directive-override-parameters
     suit-parameter-uri
   branch 1
    suit-directive-override-parameters a10501
     suit-parameter-component-slot 01
    suit-condition-component-slot 05
    suit-directive-override-parameters
     suit-parameter-uri
  suit-directive-fetch 02
  suit-condition-image-match 0f
)");
}

TEST_CASE("severed sections and texts are shown where they are") {
    CHECK(shown<suit::current>(from_hex(example_2)) == R"(suit-authentication-wrapper
suit-manifest
 suit-manifest-version 01
 suit-manifest-sequence-number 02
 suit-common
  suit-components 81814100
  suit-shared-sequence
   suit-directive-override-parameters
    suit-parameter-vendor-identifier
    suit-parameter-class-identifier
    suit-parameter-image-digest
    suit-parameter-image-size 1987d0
   suit-condition-vendor-identifier 0f
   suit-condition-class-identifier 0f
 suit-reference-uri
 suit-validate 4382030f
  suit-condition-image-match 0f
 suit-invoke 43821702
  suit-directive-invoke 02
 suit-install
 suit-text
suit-install
 suit-directive-override-parameters
  suit-parameter-uri
 suit-directive-fetch 02
 suit-condition-image-match 0f
suit-text
 en-US
  suit-text-manifest-description
  814100
   suit-text-vendor-domain
   suit-text-component-description
)");
}

TEST_CASE("what nobody knows is shown by its number") {
    made::manifest made;
    made.sections = {
        {7, bytes(sequence({match}))},
        {20, bytes(sequence(
                 {command(-300, text("x")), command(99, array({null})),
                  set({{77, number(1)}, {-1, yes}}),
                  try_each({sequence({command(32, bytes(sequence({command(4)})))})}, true)}))},
        {21, number(0)}};
    const octets all =
        envelope(made.encode(), {{24, bytes({1})}}, {{text("#a"), bytes({1, 2, 3})}});
    const std::string text = shown<suit::current>(all);
    CHECK(text.find(R"( suit-install
  -300 6178
  99 81f6
  suit-directive-override-parameters a2184d0120f5
   77 01
   -1 f5
  suit-directive-try-each
   branch 0
    suit-directive-run-sequence 4382040f
     4 0f
   branch 1 f6
 21 00
24 4101
#a payload 43010203
)") != std::string::npos);
}

TEST_CASE("a manifest of revision -09 is shown by the names it has there") {
    const octets common = map_of({{2, array({array({bytes({1})})})}});
    const octets manifest = map_of({{1, number(1)},
                                    {2, number(7)},
                                    {3, bytes(common)},
                                    {9, bytes(sequence({command(19, map_of({{21, text("a")}}))}))},
                                    {12, bytes(sequence({command(23, 2)}))}});
    const octets all = map_of({{2, bytes({})}, {3, bytes(manifest)}});
    CHECK_FALSE(suit::is_current_form(all));
    CHECK(suit::is_current_form(envelope(manifest)));
    CHECK(shown<suit::draft09>(all) == R"(suit-authentication-wrapper 40
suit-manifest
 suit-manifest-version 01
 suit-manifest-sequence-number 07
 suit-common 46a10281814101
  suit-components 81814101
 suit-install 468213a1156161
  suit-directive-set-parameters a1156161
   suit-parameter-uri 6161
 suit-invoke 43821702
  suit-directive-invoke 02
)");
}

TEST_CASE("what is no manifest is shown up to where it ends to be one") {
    made::manifest deep;
    octets inner = sequence({match});
    for (int i = 0; i < 100; ++i) {
        inner = sequence({run(inner)});
    }
    deep.sections = {{20, bytes(inner)}};
    struct row {
        const char* what;
        octets envelope;
        const char* error;
    };
    made::manifest odd;
    odd.sections = {{7, bytes(array({number(3)}))}};
    made::manifest trailing;
    trailing.sections = {{7, bytes(join({sequence({match}), null}))}};
    made::manifest unwrapped;
    unwrapped.shared = {};
    octets longer = envelope(made::manifest{}.encode());
    longer.push_back(0);
    const row rows[] = {
        {"nothing", {}, "truncated"},
        {"no tag", map_of({}), "unexpected_item"},
        {"another tag", tag(1, map_of({})), "unsupported_manifest"},
        {"sequences within each other without end", envelope(deep.encode()), "nested_too_deep"},
        {"an odd sequence", envelope(odd.encode()), "unexpected_item"},
        {"something behind a sequence", envelope(trailing.encode()), "trailing_bytes"},
        {"a sequence of nothing", envelope(unwrapped.encode()), "truncated"},
        {"something behind it all", longer, "trailing_bytes"},
    };
    for (const row& each : rows) {
        INFO(each.what);
        const std::string text = shown<suit::current>(each.envelope);
        const std::string error = each.error;
        CHECK((text.size() >= error.size() &&
               text.compare(text.size() - error.size(), error.size(), error) == 0));
    }
}

TEST_CASE("the walk ends wherever an envelope is cut or a bit of it turned") {
    for (const char* each : {example_0, example_2, example_3, example_4, example_5}) {
        const octets good = from_hex(each);
        for (std::size_t size = 0; size < good.size(); ++size) {
            const std::string text = shown<suit::current>(
                octets(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)));
            CHECK(text.find("truncated") != std::string::npos);
        }
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            octets turned = good;
            turned[bit / 8] = static_cast<std::uint8_t>(turned[bit / 8] ^ 1U << bit % 8);
            CHECK_FALSE(shown<suit::current>(turned).empty());
        }
    }
}

} // namespace
} // namespace fc::test
