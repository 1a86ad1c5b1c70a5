// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "suit_device.hpp"

#include <cstdint>
#include <utility>
#include <vector>

// Manifests of the current form, as tests want them: each part can be replaced by anything.
namespace fc::test::made {

using namespace build;
using parts = std::vector<octets>;
using members = std::vector<std::pair<std::int64_t, octets>>;

inline const octets image{1, 2, 3, 4, 5, 6, 7};
inline const octets key(32, 0x5A);

inline octets digest(const octets& of, std::int64_t algorithm = -16) {
    return array({number(algorithm), bytes(sha256_of(of))});
}
/// A command with a number or nothing as its argument.
inline octets command(std::int64_t which, std::int64_t argument = 15) {
    return join({number(which), number(argument)});
}
inline octets command(std::int64_t which, const octets& argument) {
    return join({number(which), argument});
}
inline octets set(const members& parameters) { return command(20, map_of(parameters)); }

/// Commands as a sequence; each is a pair of items.
inline octets sequence(const parts& commands) {
    octets all = head(4, 2 * commands.size());
    for (const octets& each : commands) {
        all.insert(all.end(), each.begin(), each.end());
    }
    return all;
}
inline octets try_each(const parts& sequences, bool or_else = false) {
    parts items;
    for (const octets& each : sequences) {
        items.push_back(bytes(each));
    }
    if (or_else) {
        items.push_back(null);
    }
    return command(15, array(items));
}
inline octets run(const octets& commands) { return command(32, bytes(commands)); }

inline octets identities() { return set({{1, bytes(vendor)}, {2, bytes(device_class)}}); }
inline octets expect(const octets& of = image) {
    return set({{3, bytes(digest(of))}, {14, number(static_cast<std::int64_t>(of.size()))}});
}
inline octets uri(std::string_view where) { return set({{21, text(where)}}); }
inline const octets fetch = command(21, 2);
inline const octets match = command(3);

/// The shared sequence that most have.
inline octets usual() { return sequence({identities(), expect(), command(1), command(2)}); }

/// A manifest that fetches one image, unless it is made otherwise.
struct manifest {
    std::int64_t version = 1;
    std::int64_t sequence_number = 7;
    octets components = array({array({bytes({1})})});
    octets shared = usual();
    members sections{{7, bytes(sequence({match}))},
                     {20, bytes(sequence({uri("coap://a"), fetch, match}))}};

    octets encode() const {
        const octets common = map_of({{2, components}, {4, bytes(shared)}});
        members all{{1, number(version)}, {2, number(sequence_number)}, {3, bytes(common)}};
        all.insert(all.end(), sections.begin(), sections.end());
        return map_of(all);
    }
};

inline octets sign(const octets& payload, const octets& with = key, const octets& kid = {},
                   std::int64_t algorithm = -19) {
    members header{{1, number(algorithm)}};
    if (!kid.empty()) {
        header.emplace_back(4, bytes(kid));
    }
    const octets protected_header = map_of(header);
    const octets message =
        array({text("Signature1"), bytes(protected_header), bytes({}), bytes(payload)});
    return tag(18, array({bytes(protected_header), map_of({}), null,
                          bytes(toy_crypto::sign(with, message))}));
}

/// The authentication of the encoded manifest.
inline octets wrapper(const octets& manifest) {
    const octets container = digest(bytes(manifest));
    return array({bytes(container), bytes(sign(container))});
}

inline octets envelope(const octets& manifest, const members& more = {},
                       const std::vector<std::pair<octets, octets>>& payloads = {}) {
    std::vector<std::pair<octets, octets>> all{{number(2), bytes(wrapper(manifest))},
                                               {number(3), bytes(manifest)}};
    for (const auto& [of, value] : more) {
        all.emplace_back(number(of), value);
    }
    all.insert(all.end(), payloads.begin(), payloads.end());
    return tag(107, map(all));
}

} // namespace fc::test::made
