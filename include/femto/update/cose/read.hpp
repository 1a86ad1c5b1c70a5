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

#include <cstdint>

namespace fc::update::cose {

/// Reads one message, which is all there is in `from`.
/// @errors  unsupported_algorithm: none in the protected header, or another than `accepted`;
///          unknown_critical_header; unexpected_item: what RFC 9052 forbids, such as an algorithm that
///          is not protected, nothing that is critical, a critical parameter that is not there, or
///          two key identifiers; as cbor::scanner
FEMTO_OUTLINE constexpr result<sign1> read_sign1(cbor::scanner from,
                                                 numbers accepted = numbers::fully_specified) {
    const std::uint32_t begin = from.offset();
    const std::uint64_t tag = from.tag();
    if (from.array() != 4 || tag != sign1_tag) {
        from.refuse(errc::unexpected_item, begin);
    }

    result<sign1> read{std::in_place};
    sign1& message = *read;
    const std::uint32_t string = from.offset();
    const std::uint32_t outer = from.enter();
    detail::header protects{from.offset()};
    if (!from.at_end()) {
        protects.take(from);
    }
    from.leave(outer);
    message.protected_header = from.since(string);
    detail::header other{from.offset()};
    other.take(from);

    message.is_detached = from.peek() == cbor::type::simple;
    if (message.is_detached) {
        from.null();
    } else {
        message.payload = from.bytes();
    }
    message.signature = from.bytes();
    from.end();

    detail::check_headers(from, protects, other);
    message.scheme = protects.take_algorithm(from, accepted);
    message.has_key_id = protects.has(detail::label::key_id) || other.has(detail::label::key_id);
    if (message.has_key_id) {
        from.go_to(protects.at(detail::label::key_id) + other.at(detail::label::key_id));
        message.key_id = from.bytes();
    }
    if (from.failed()) {
        read = {from.error(), from.offset()};
    }
    return read;
}

} // namespace fc::update::cose
