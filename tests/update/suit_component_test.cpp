// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Several components of one manifest, and which of them a command is for.
#include "suit_told.hpp"

#include <string>

namespace fc::test {
namespace {

using namespace told;

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

} // namespace
} // namespace fc::test
