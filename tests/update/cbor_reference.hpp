// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fc::test {

/// What deterministic CBOR is, said again by recursion over RFC 8949 and without femto: where the item
/// at `at` ends, if it is one. No floating-point numbers, and nothing deeper than `levels`.
class cbor_reference {
public:
    explicit cbor_reference(std::vector<std::uint8_t> bytes) : bytes_{std::move(bytes)} {}

    std::optional<std::size_t> end_of(std::size_t at, int levels) const {
        if (at >= bytes_.size()) {
            return {};
        }
        const int major = bytes_[at] >> 5;
        const int more = bytes_[at] & 31;
        std::uint64_t argument = static_cast<std::uint64_t>(more);
        std::size_t next = at + 1;
        if (more >= 28 || (major == 7 && more > 24)) {
            return {};
        }
        if (more >= 24) {
            constexpr std::uint64_t least[] = {24, 0x100, 0x10000, 0x100000000};
            argument = 0;
            for (int i = 0; i < 1 << (more - 24); ++i) {
                if (next == bytes_.size()) {
                    return {};
                }
                argument = argument * 256 + bytes_[next++];
            }
            if (argument < (major == 7 ? 32 : least[more - 24])) {
                return {};
            }
        }
        switch (major) {
        case 2:
        case 3: {
            if (argument > bytes_.size() - next) {
                return {};
            }
            const std::size_t end = next + static_cast<std::size_t>(argument);
            if (major == 3 && !is_utf8(next, end)) {
                return {};
            }
            return end;
        }
        case 4: return end_of_items(next, argument, levels - 1);
        case 5: return end_of_pairs(next, argument, levels - 1);
        case 6: return levels == 0 ? std::nullopt : end_of(next, levels - 1);
        default: return next;
        }
    }

private:
    using octets = std::vector<std::uint8_t>;

    std::optional<std::size_t> end_of_items(std::size_t at, std::uint64_t count, int levels) const {
        std::optional<std::size_t> next{at};
        if (levels < 0) {
            return {};
        }
        for (; count != 0 && next; --count) {
            next = end_of(*next, levels);
        }
        return next;
    }

    std::optional<std::size_t> end_of_pairs(std::size_t at, std::uint64_t count, int levels) const {
        octets before;
        if (levels < 0) {
            return {};
        }
        for (bool is_first = true; count != 0; --count, is_first = false) {
            const auto value = end_of(at, levels);
            if (!value) {
                return {};
            }
            octets key{place(at), place(*value)};
            if (!is_first && !std::lexicographical_compare(before.begin(), before.end(),
                                                           key.begin(), key.end())) {
                return {};
            }
            before = std::move(key);
            const auto next = end_of(*value, levels);
            if (!next) {
                return {};
            }
            at = *next;
        }
        return at;
    }

    /// By the table of RFC 3629 section 4.
    bool is_utf8(std::size_t at, std::size_t end) const {
        const auto in = [&](std::size_t i, unsigned low, unsigned high) {
            return i < end && bytes_[i] >= low && bytes_[i] <= high;
        };
        while (at < end) {
            const unsigned first = bytes_[at];
            if (first < 0x80) {
                at += 1;
            } else if (first >= 0xC2 && first <= 0xDF && in(at + 1, 0x80, 0xBF)) {
                at += 2;
            } else if (first >= 0xE0 && first <= 0xEF &&
                       in(at + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) &&
                       in(at + 2, 0x80, 0xBF)) {
                at += 3;
            } else if (first >= 0xF0 && first <= 0xF4 &&
                       in(at + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) &&
                       in(at + 2, 0x80, 0xBF) && in(at + 3, 0x80, 0xBF)) {
                at += 4;
            } else {
                return false;
            }
        }
        return true;
    }

    octets::const_iterator place(std::size_t at) const {
        return bytes_.begin() + static_cast<std::ptrdiff_t>(at);
    }

    octets bytes_;
};

} // namespace fc::test
