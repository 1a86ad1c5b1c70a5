// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What manifests do, and what they are refused for, each told in a line.
#include "suit_made.hpp"
#include "suit_play.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

namespace fc::test::told {

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
inline std::string tell(const made::manifest& of) {
    world around;
    return tell(of, around);
}
inline void check(const std::vector<row>& rows) {
    for (const row& each : rows) {
        INFO(each.what);
        CHECK(tell(each.manifest) == each.told);
    }
}

inline const std::string fetched = "fetch 1 coap://a, done";

/// The usual manifest but for one of its sections.
inline made::manifest with(std::int64_t section, const octets& commands) {
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
inline made::manifest installing(const parts& commands) { return with(20, sequence(commands)); }
inline made::manifest sharing(const octets& commands) {
    made::manifest made;
    made.shared = commands;
    return made;
}
inline made::manifest with_components(const octets& list) {
    made::manifest made;
    made.components = list;
    return made;
}

} // namespace fc::test::told
