// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/update/cbor/members.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <array>
#include <cstdint>

namespace fc::update::cose::detail {

/// Labels that are known here (RFC 9052 section 3.1), each of one byte.
inline constexpr std::array<std::int16_t, 3> labels{1, 2, 4};

/// One of the two buckets of a message's header (RFC 9052 section 3): offsets of the parameters that
/// are known, in the order of their labels; 0, where a message begins, for one that is not there.
struct header {
    std::uint32_t values[labels.size()]{};

    constexpr std::uint32_t algorithm() const { return values[0]; }
    constexpr std::uint32_t critical() const { return values[1]; }
    constexpr std::uint32_t key_id() const { return values[2]; }
};

/// Each parameter in one bucket, and all but the key's name in the protected one.
constexpr void check_buckets(cbor::scanner& from, const header& kept, const header& other) {
    std::uint32_t astray = other.algorithm() != 0 ? other.algorithm() : other.critical();
    if (astray == 0 && kept.key_id() != 0) {
        astray = other.key_id();
    }
    if (astray != 0) {
        from.refuse(errc::unexpected_item, astray - 1); // the label
    }
}

/// What is critical has to be known, to be there, and to be protected (RFC 9052 section 3.1).
constexpr void check_critical(cbor::scanner& from, const header& kept) {
    if (kept.critical() == 0) {
        return;
    }
    from.go_to(kept.critical());
    std::uint32_t left = from.array();
    if (left == 0) {
        from.refuse(errc::unexpected_item);
    }
    for (; left != 0; --left) {
        const std::uint32_t which = cbor::take_key(from, labels);
        if (which == labels.size()) {
            from.refuse(errc::unknown_critical_header);
        } else if (kept.values[which] == 0) {
            from.refuse(errc::unexpected_item);
        }
    }
}

} // namespace fc::update::cose::detail
