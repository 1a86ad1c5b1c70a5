// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Which commands and parameters are executed, how many, and by what they are refused.
#include "suit_told.hpp"

#include <string>

namespace fc::test {
namespace {

using namespace told;

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

} // namespace
} // namespace fc::test
