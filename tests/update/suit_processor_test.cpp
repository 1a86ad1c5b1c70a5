// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What manifests do, and what they are refused for, each told in a line.
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

namespace fc::test {
namespace {

using namespace made;

struct row {
    const char* what;
    made::manifest manifest;
    std::string told;
};

template <std::size_t Components = 2>
std::string tell(const made::manifest& of, world& around) {
    around.keys = {{{}, platform::signature_scheme::ed25519, key}};
    around.web["coap://a"] = image;
    around.web["coap://b"] = {9};
    toy_crypto crypto;
    return play<suit::current, toy_crypto, Components>(envelope(of.encode()), around, crypto);
}
std::string tell(const made::manifest& of) {
    world around;
    return tell(of, around);
}
void check(const std::vector<row>& rows) {
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(tell(each.manifest) == each.told);
    }
}

const std::string fetched = "fetch 1 coap://a, done";

/// The usual manifest but for one of its sections.
made::manifest with(std::int64_t section, const octets& commands) {
    made::manifest made;
    for (auto& [number, value] : made.sections) {
        if (number == section) {
            value = bytes(commands);
            return made;
        }
    }
    made.sections.insert(section < 20 ? made.sections.begin() + 1 : made.sections.end(),
                         {section, bytes(commands)});
    return made;
}
made::manifest installing(const parts& commands) { return with(20, sequence(commands)); }
made::manifest sharing(const octets& commands) {
    made::manifest made;
    made.shared = commands;
    return made;
}
made::manifest with_components(const octets& list) {
    made::manifest made;
    made.components = list;
    return made;
}

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

TEST_CASE("each command that is not executed is refused by its number, before anything is done") {
    for (const std::int64_t number :
         {0, 4, 5, 6, 7, 11, 13, 16, 17, 19, 22, 23, 25, 31, 33, 255, 256, -1, -256, -257}) {
        INFO(number);
        const std::string refused = "unsupported_command command " + std::to_string(number);
        CHECK(tell(installing({uri("coap://a"), fetch, match, command(number)})) == refused);
        CHECK(tell(with(7, sequence({match, command(number)}))) == refused);
        CHECK(tell(with(16, sequence({command(number)}))) == refused);
        CHECK(tell(sharing(sequence({command(number)}))) == refused);
        // In a branch that would not be taken, too.
        CHECK(tell(installing({uri("coap://a"), fetch, match,
                               try_each({sequence({match}), sequence({command(number)})})})) ==
              refused);
        CHECK(tell(installing({uri("coap://a"), fetch, match,
                               run(sequence({match, command(number)}))})) == refused);
    }
    // Beyond all numbers a device has.
    CHECK(tell(installing({command(std::int64_t{1} << 40)})) == "unsupported_command command 0");
}

TEST_CASE("the shared sequence fetches and writes nothing") {
    CHECK(tell(sharing(sequence({identities(), expect(), command(1), command(2), uri("coap://a"),
                                 fetch}))) == "unsupported_command command 21");
    CHECK(tell(sharing(sequence(
              {identities(), expect(), command(1), command(2), run(sequence({command(18)}))}))) ==
          "unsupported_command command 18");
}

TEST_CASE("each parameter that is not used is refused by its number, before anything is done") {
    for (const std::int64_t number : {0, 4, 5, 15, 22, 23, 25, 26, 300, -1, -2, -256, -260}) {
        INFO(number);
        const std::string refused = "unsupported_parameter parameter " + std::to_string(number);
        const octets one = build::number(1);
        CHECK(tell(installing({uri("coap://a"), fetch, match, set({{number, one}})})) == refused);
        CHECK(tell(sharing(sequence({set({{number, one}}), command(1), command(2)}))) == refused);
    }
}

TEST_CASE("femto's own parameters belong to sections, where the class of the device is known") {
    const members own{{-257, number(3)}, {-258, number(70000)}, {-259, text("blinky")}};
    const made::manifest made = installing({set(own), uri("coap://a"), fetch, match});
    CHECK(tell(made) == fetched);
    for (const auto& each : own) {
        CHECK(tell(sharing(sequence({set({each}), command(1), command(2)}))) ==
              "unsupported_parameter parameter " + std::to_string(each.first));
    }
    CHECK(tell(installing({set({{-257, text("3")}})})) == "unexpected_item");
    CHECK(tell(installing({set({{-259, number(3)}})})) == "unexpected_item");
    CHECK(tell(installing({set({{-258, number(std::int64_t{1} << 32)}})})) == "value_out_of_range");
}

TEST_CASE("a map of parameters has them in order and once") {
    check({
        {"in order", installing({set({{18, bytes(image)}, {21, text("coap://a")}}), fetch, match}),
         fetched},
        {"out of order",
         installing({set({{21, text("coap://a")}, {18, bytes(image)}}), fetch, match}),
         "not_deterministic"},
        {"twice", installing({set({{21, text("coap://a")}, {21, text("coap://b")}}), fetch}),
         "not_deterministic"},
        {"a key that is a text",
         installing({command(20, build::map({{text("uri"), text("coap://a")}})), fetch}),
         "unexpected_item"},
        {"no map", installing({command(20, array({}))}), "unexpected_item"},
    });
}

TEST_CASE("order is always strict, and a section's failures never soft") {
    const octets done = command(3);
    check({
        {"strict order", installing({set({{12, yes}}), uri("coap://a"), fetch, match}), fetched},
        {"any order", installing({set({{12, no}}), uri("coap://a"), fetch, match}),
         "unsupported_parameter parameter 12"},
        {"order by number", installing({set({{12, number(1)}})}), "unexpected_item"},
        {"soft in a section", installing({set({{13, yes}})}), "unsupported_parameter parameter 13"},
        {"soft in what is shared", sharing(sequence({set({{13, no}}), command(1)})),
         "unsupported_parameter parameter 13"},
    });
}

TEST_CASE("try-each takes the first branch whose conditions hold") {
    const octets other = set({{2, bytes(octets(16, 0x77))}});
    const octets mine = set({{2, bytes(device_class)}});
    const auto branch = [](const octets& id, std::string_view where) {
        return sequence({id, command(2), uri(where)});
    };
    const auto trying = [](const octets& alternatives) {
        return installing({alternatives, fetch, match});
    };
    check({
        {"the first", trying(try_each({branch(mine, "coap://a"), branch(mine, "coap://b")})),
         fetched},
        {"the second", trying(try_each({branch(other, "coap://b"), branch(mine, "coap://a")})),
         fetched},
        {"the third",
         trying(try_each(
             {branch(other, "coap://b"), branch(other, "coap://b"), branch(mine, "coap://a")})),
         fetched},
        {"none", trying(try_each({branch(other, "coap://a"), branch(other, "coap://a")})),
         "wrong_class"},
        {"none, and that is no harm",
         installing({uri("coap://a"), try_each({branch(other, "coap://b")}, true), fetch, match}),
         fetched},
        {"nothing but nil", installing({uri("coap://a"), try_each({}, true), fetch, match}),
         fetched},
        {"nil that is not the last", trying(command(15, array({null, bytes(branch(mine, "a"))}))),
         "unexpected_item"},
        {"no branch", trying(try_each({})), "unexpected_item"},
        {"an empty branch", trying(try_each({sequence({})})), "unexpected_item"},
        {"a branch that is not wrapped", trying(command(15, array({branch(mine, "coap://a")}))),
         "unexpected_item"},
        {"true for a branch", trying(command(15, array({bytes(branch(mine, "coap://a")), yes}))),
         "unexpected_item"},
        {"abort goes on to the next",
         trying(try_each({sequence({uri("coap://b"), command(14)}), branch(mine, "coap://a")})),
         fetched},
        {"abort outside is the end", installing({command(14)}), "condition_failed"},
        {"a parameter that is missing goes on to the next",
         trying(try_each({sequence({command(24)}), branch(mine, "coap://a")})), fetched},
        {"a failure that is made hard is the end",
         trying(try_each({sequence({set({{13, no}}), command(14)}), branch(mine, "coap://a")})),
         "condition_failed"},
        {"each branch begins soft",
         trying(try_each({sequence({set({{13, no}}), set({{13, yes}}), command(14)}),
                          sequence({command(14)}), branch(mine, "coap://a")})),
         fetched},
        {"a fetch that fails is the end",
         installing(
             {try_each({sequence({uri("coap://x"), fetch}), sequence({uri("coap://a"), fetch})}),
              match}),
         "fetch 1 coap://x, fetch_failed"},
        {"an image that does not match goes on to the next",
         installing({try_each({sequence({uri("coap://b"), fetch, match}),
                               sequence({uri("coap://a"), fetch, match})})}),
         "fetch 1 coap://b, fetch 1 coap://a, done"},
        {"a try-each in which all fails ends those around it",
         trying(
             try_each({sequence({try_each({sequence({command(14)})})}), branch(mine, "coap://a")})),
         "condition_failed"},
    });
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

TEST_CASE("run-sequence runs its commands, and fails as it is told") {
    const octets rest = sequence({uri("coap://a"), fetch, match});
    check({
        {"runs", installing({run(rest)}), fetched},
        {"its failure is hard", installing({run(sequence({command(14)})), run(rest)}),
         "condition_failed"},
        {"unless it is made soft",
         installing(
             {run(sequence({set({{13, yes}}), command(14), uri("coap://b"), fetch})), run(rest)}),
         fetched},
        {"softness ends with it",
         installing({run(sequence({set({{13, yes}}), match, command(1)})), command(14)}),
         "condition_failed"},
        {"nor with the softness of what was there before it",
         installing({try_each({sequence({command(1)})}), run(sequence({command(14)}))}),
         "condition_failed"},
        {"softness is not handed down",
         installing({run(sequence({set({{13, yes}}), run(sequence({command(14)}))})), run(rest)}),
         "condition_failed"},
        {"not wrapped", installing({command(32, rest)}), "unexpected_item"},
        {"trailing bytes", installing({run(join({rest, null}))}), "trailing_bytes"},
        {"a command without an argument", installing({run(array({number(3)}))}), "unexpected_item"},
        {"no array", installing({run(map_of({}))}), "unexpected_item"},
        {"nothing", installing({run({})}), "truncated"},
    });
}

TEST_CASE("sequences lie within each other as deep as is promised, and no deeper") {
    const auto nested = [](unsigned depth, bool trying) {
        octets inner = sequence({uri("coap://a"), fetch, match});
        for (unsigned i = 0; i < depth; ++i) {
            inner = sequence({trying ? try_each({inner}) : run(inner)});
        }
        return with(20, inner);
    };
    for (const bool trying : {false, true}) {
        CHECK(tell(nested(4, trying)) == fetched);
        CHECK(tell(nested(5, trying)) == "nested_too_deep");
        CHECK(tell(nested(100, trying)) == "nested_too_deep");
    }
}

TEST_CASE("a manifest has no more commands than a device will execute") {
    const auto long_one = [](unsigned commands) {
        parts all(commands, command(1));
        all.insert(all.end(), {uri("coap://a"), fetch, match});
        return installing(all);
    };
    // Those of the shared sequence count for each section.
    CHECK(tell(long_one(256 - 3 - 2 * 4 - 1)) == fetched);
    CHECK(tell(long_one(256 - 3 - 2 * 4)) == "manifest_too_large");
    // Run for many components, commands are executed more often than they stand there.
    made::manifest many = installing({command(12, yes), run(sequence(parts(30, command(1))))});
    parts components;
    parts shared{command(12, yes), identities(), expect(), command(1), command(2)};
    for (std::uint8_t i = 0; i < 9; ++i) {
        components.push_back(array({bytes({i})}));
    }
    many.components = array(components);
    many.shared = sequence(shared);
    many.sections.erase(many.sections.begin());
    world around;
    CHECK(tell<16>(many, around) == "manifest_too_large");
}

TEST_CASE("reporting policies are numbers of four bits") {
    check({
        {"0", installing({uri("coap://a"), command(21, 0), match}), fetched},
        {"15", installing({uri("coap://a"), command(21, 15), match}), fetched},
        {"16", installing({uri("coap://a"), command(21, 16)}), "unexpected_item"},
        {"-1", installing({command(3, -1)}), "unexpected_item"},
        {"nil", installing({command(3, null)}), "unexpected_item"},
        {"a map", installing({command(3, map_of({}))}), "unexpected_item"},
    });
}

/// Two components, the second with an image of its own.
made::manifest two(const parts& install, const parts& validate) {
    made::manifest made;
    made.components = array({array({bytes({1})}), array({bytes({2})})});
    made.shared = sequence({command(12, 0), identities(), expect(), command(1), command(2),
                            command(12, 1), expect({9})});
    made.sections = {{7, bytes(sequence(validate))}, {20, bytes(sequence(install))}};
    return made;
}
const octets first = command(12, 0);
const octets second = command(12, 1);
const octets both = command(12, yes);
const octets list = command(12, array({number(0), number(1)}));
const parts validate_both{both, match};

TEST_CASE("each component has its own parameters, and what is done is done to those selected") {
    const std::string separately = "fetch 1 coap://a, fetch 2 coap://b, done";
    check({
        {"one after the other",
         two({first, uri("coap://a"), fetch, second, uri("coap://b"), fetch}, validate_both),
         separately},
        {"set apart, fetched together",
         two({first, uri("coap://a"), second, uri("coap://b"), both, fetch}, validate_both),
         separately},
        {"by a list",
         two({first, uri("coap://a"), second, uri("coap://b"), list, fetch}, {list, match}),
         separately},
        {"parameters for both", two({both, uri("coap://a"), fetch}, validate_both),
         "fetch 1 coap://a, fetch 2 coap://a, digest_mismatch"},
        {"a sequence for both",
         two({first, uri("coap://a"), second, uri("coap://b"), both, run(sequence({fetch, match}))},
             validate_both),
         separately},
        {"branches for both",
         two({first, uri("coap://a"), second, uri("coap://b"), both,
              try_each({sequence({match}), sequence({fetch, match})})},
             validate_both),
         separately},
        {"both are selected again behind it",
         two({first, uri("coap://a"), second, uri("coap://b"), both,
              run(sequence({set({{12, yes}})})), fetch},
             validate_both),
         separately},
        {"one is left to what selected it",
         two({first, run(sequence({second, uri("coap://b")})), fetch}, {second, match}),
         "fetch 2 coap://b, done"},
        {"what another needs", two({second, uri("coap://b"), fetch, first, fetch}, validate_both),
         "fetch 2 coap://b, missing_parameter parameter 21"},
        {"what fails for one is not asked of the other, in another branch",
         two({first, uri("coap://a"),
              try_each({sequence({both, command(14)}), sequence({first, fetch})})},
             {first, match}),
         "fetch 1 coap://a, done"},
        {"only one", two({second, uri("coap://b"), fetch}, {second, match}),
         "fetch 2 coap://b, done"},
    });
}

TEST_CASE("an index is that of a component the manifest has, and of no other") {
    const auto indexed = [](const octets& index) {
        return two({command(12, index), uri("coap://a"), fetch}, {first, match});
    };
    check({
        {"0", indexed(number(0)), "fetch 1 coap://a, done"},
        {"as many as there are", indexed(number(2)), "unknown_component"},
        {"255", indexed(number(255)), "unknown_component"},
        {"2^63", indexed(head(0, std::uint64_t{1} << 63)), "unknown_component"},
        {"-1", indexed(number(-1)), "unexpected_item"},
        {"false", indexed(no), "unexpected_item"},
        {"nil", indexed(null), "unexpected_item"},
        {"undefined", indexed({0xF7}), "unexpected_item"},
        {"an empty list", indexed(array({})), "unexpected_item"},
        {"a list out of range", indexed(array({number(0), number(2)})), "unknown_component"},
        {"a list that does not ascend", indexed(array({number(1), number(0)})), "unexpected_item"},
        {"a list of one twice", indexed(array({number(0), number(0)})), "unexpected_item"},
        {"a list of lists", indexed(array({array({number(0)})})), "unexpected_item"},
        {"a text", indexed(text("0")), "unexpected_item"},
    });
    made::manifest one = installing({command(12, 1), uri("coap://a"), fetch});
    CHECK(tell(one) == "unknown_component"); // there is room for two, but it has one
}

TEST_CASE("with several components each sequence begins with a choice of one") {
    check({
        {"install does not", two({uri("coap://a"), fetch}, validate_both), "unknown_component"},
        {"validate does not", two({first, uri("coap://a"), fetch}, {match}), "unknown_component"},
    });
    made::manifest shared = two({first, uri("coap://a"), fetch}, validate_both);
    shared.shared = usual();
    CHECK(tell(shared) == "unknown_component");
}

TEST_CASE("components are lists of byte strings that the device has") {
    const octets one = array({bytes({1})});
    check({
        {"one", with_components(array({one})), fetched},
        {"none", with_components(array({})), "unexpected_item"},
        {"no list", with_components(bytes({1})), "unexpected_item"},
        {"a list of texts", with_components(array({array({text("1")})})), "unexpected_item"},
        {"nothing in it", with_components(array({array({})})), "unknown_component"},
        {"two parts", with_components(array({array({bytes({1}), bytes({1})})})),
         "unknown_component"},
        {"an unknown slot", with_components(array({array({bytes({200})})})), "unknown_component"},
        {"one more than there is room for", with_components(array({one, one, one})),
         "manifest_too_large"},
        {"a count that lies", with_components({0x9A, 0x7F, 0xFF, 0xFF, 0xFF}), "truncated"},
    });
}

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
