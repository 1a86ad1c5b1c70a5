// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/cose/detail/header.hpp>
#include <femto/update/cose/sign1.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update::cose {

/// Takes one message, which is all there is in `from`.
/// @errors  unsupported_algorithm: none in the protected header, or another than `accepted`;
///          unknown_critical_header; unexpected_item: what RFC 9052 forbids, such as an algorithm that
///          is not protected, nothing that is critical, a critical parameter that is not there, or
///          two key identifiers; as cbor::scanner
FEMTO_INLINE constexpr void take_sign1(cbor::scanner& from, sign1& message, numbers accepted) {
    if (from.tag() != sign1_tag || from.array() != 4) {
        from.refuse(errc::unexpected_item);
    }

    const std::uint32_t string = from.offset();
    const std::uint32_t outer = from.enter();
    const std::uint32_t begin = from.offset();
    detail::header kept;
    detail::header other;
    if (!from.at_end()) {
        cbor::find_some_members(from, detail::labels, kept.values);
    }
    const std::uint32_t end = from.offset();
    from.leave(outer);
    message.protected_header = from.since(string);
    if (end - begin == 1) { // an empty map, which is to be a string of no bytes
        from.refuse(errc::not_deterministic, begin);
    }
    if (kept.algorithm() == 0) {
        from.refuse(errc::unsupported_algorithm, end);
    }
    cbor::find_some_members(from, detail::labels, other.values);

    message.is_detached = from.peek() == cbor::type::simple;
    if (message.is_detached) {
        from.null();
    } else {
        message.payload = from.bytes();
    }
    message.signature = from.bytes();
    from.end();

    detail::check_buckets(from, kept, other);
    detail::check_critical(from, kept);
    message.has_key_id = (kept.key_id() | other.key_id()) != 0;
    if (message.has_key_id) {
        from.go_to(kept.key_id() | other.key_id()); // one of which is 0
        message.key_id = from.bytes();
    }
    from.go_to(kept.algorithm());
    message.scheme = take_algorithm(from, accepted);
}

/// The same, as a result.
constexpr result<sign1> read_sign1(cbor::scanner from,
                                   numbers accepted = numbers::fully_specified) {
    result<sign1> read{std::in_place};
    take_sign1(from, *read, accepted);
    if (from.failed()) {
        read = {from.error(), from.offset()};
    }
    return read;
}

} // namespace fc::update::cose
