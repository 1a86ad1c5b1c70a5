// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cose/algorithm.hpp>

#include <cstdint>

namespace fc::update::cose::detail {

/// Labels of RFC 9052 section 3.1. 0, which is reserved there, stands for every label that is not
/// known here.
enum class label : std::uint8_t { unknown = 0, algorithm = 1, critical = 2, key_id = 4 };
inline constexpr std::uint32_t labels = 5;

/// Takes one label, a number or a text.
FEMTO_OUTLINE constexpr label take_label(cbor::scanner& from) {
    if (from.peek() == cbor::type::text) {
        from.skip();
        return label::unknown;
    }
    const std::int32_t number = from.key();
    const bool is_known = number == 1 || number == 2 || number == 4;
    return is_known ? static_cast<label>(number) : label::unknown;
}

/// One of the two buckets of a message's header (RFC 9052 section 3): where what is known stands.
class header {
public:
    constexpr explicit header(std::uint32_t begin) : begin_{begin}, end_{begin} {}

    /// What is not known here may stand there.
    FEMTO_OUTLINE constexpr void take(cbor::scanner& from) {
        for (cbor::map_scanner map{from}; map.next();) {
            const label of = take_label(from);
            at_[static_cast<std::uint32_t>(of)] = from.offset();
            from.skip();
        }
        end_ = from.offset();
    }

    constexpr bool has(label which) const { return at(which) != 0; }
    /// Where the value of a parameter is; 0 for one that is not there.
    constexpr std::uint32_t at(label which) const { return at_[static_cast<std::uint32_t>(which)]; }
    constexpr std::uint32_t begin() const { return begin_; }
    constexpr std::uint32_t end() const { return end_; }

    constexpr scheme take_algorithm(cbor::scanner& from, numbers accepted) const {
        from.go_to(at(label::algorithm));
        const std::int32_t number = from.key();
        for (const algorithm_row& each : algorithms) {
            if (each.number == number &&
                (!each.is_polymorphic || accepted == numbers::polymorphic_too)) {
                return each.scheme;
            }
        }
        from.refuse(errc::unsupported_algorithm, at(label::algorithm));
        return {};
    }

private:
    std::uint32_t begin_;
    std::uint32_t end_;
    std::uint32_t at_[labels]{};
};

/// Each parameter in one bucket, and all but the key's name in the protected one. What is critical has
/// to be known, to be there, and to be protected (RFC 9052 section 3.1).
constexpr void check_headers(cbor::scanner& from, const header& protects, const header& other) {
    if (!protects.has(label::algorithm)) {
        // An empty map is to be a string of no bytes.
        const bool is_empty_map = protects.end() - protects.begin() == 1;
        from.refuse(is_empty_map ? errc::not_deterministic : errc::unsupported_algorithm,
                    is_empty_map ? protects.begin() : protects.end());
    }
    for (const label each : {label::algorithm, label::critical, label::key_id}) {
        if (other.has(each) && (each != label::key_id || protects.has(each))) {
            from.refuse(errc::unexpected_item, other.at(each) - 1); // the label, which has one byte
        }
    }
    const std::uint32_t critical = protects.at(label::critical);
    if (critical == 0) {
        return;
    }
    from.go_to(critical);
    std::uint32_t left = from.array();
    if (left == 0) {
        from.refuse(errc::unexpected_item, critical);
    }
    for (; left != 0; --left) {
        const std::uint32_t at = from.offset();
        const label each = take_label(from);
        if (each == label::unknown) {
            from.refuse(errc::unknown_critical_header, at);
        } else if (!protects.has(each)) {
            from.refuse(errc::unexpected_item, protects.begin());
        }
    }
}

} // namespace fc::update::cose::detail
