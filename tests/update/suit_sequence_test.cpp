// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Sequences of commands within each other, and what a failure in one ends.
#include "suit_told.hpp"

namespace fc::test {
namespace {

using namespace told;

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

} // namespace
} // namespace fc::test
