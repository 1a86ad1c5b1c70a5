// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

// Manifests as tests need them, right and wrong: items of CBOR in any order and number, with none of
// the library under test.
namespace fc::test::build {

using octets = std::vector<std::uint8_t>;

inline octets head(unsigned major, std::uint64_t argument) {
    const auto first = static_cast<unsigned>(major << 5);
    if (argument < 24) {
        return {static_cast<std::uint8_t>(first | argument)};
    }
    const unsigned width = argument < 0x100      ? 0
                           : argument < 0x10000  ? 1
                           : argument >> 32 == 0 ? 2
                                                 : 3;
    octets bytes{static_cast<std::uint8_t>(first | (24 + width))};
    for (int shift = (8 << width) - 8; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(argument >> shift));
    }
    return bytes;
}

inline octets join(std::initializer_list<octets> parts) {
    octets all;
    for (const octets& each : parts) {
        all.insert(all.end(), each.begin(), each.end());
    }
    return all;
}

inline octets number(std::int64_t value) {
    return value < 0 ? head(1, ~static_cast<std::uint64_t>(value))
                     : head(0, static_cast<std::uint64_t>(value));
}
inline octets bytes(const octets& content) { return join({head(2, content.size()), content}); }
inline octets text(std::string_view content) {
    return join({head(3, content.size()), octets(content.begin(), content.end())});
}
inline octets array(const std::vector<octets>& items) {
    octets all = head(4, items.size());
    for (const octets& each : items) {
        all.insert(all.end(), each.begin(), each.end());
    }
    return all;
}
/// Keys in the order given.
inline octets map(const std::vector<std::pair<octets, octets>>& pairs) {
    octets all = head(5, pairs.size());
    for (const auto& [key, value] : pairs) {
        all.insert(all.end(), key.begin(), key.end());
        all.insert(all.end(), value.begin(), value.end());
    }
    return all;
}
inline octets map_of(const std::vector<std::pair<std::int64_t, octets>>& pairs) {
    std::vector<std::pair<octets, octets>> encoded;
    encoded.reserve(pairs.size());
    for (const auto& [key, value] : pairs) {
        encoded.emplace_back(number(key), value);
    }
    return map(encoded);
}
inline octets tag(std::uint64_t of, const octets& item) { return join({head(6, of), item}); }
inline const octets null{0xF6};
inline const octets yes{0xF5};
inline const octets no{0xF4};

} // namespace fc::test::build
