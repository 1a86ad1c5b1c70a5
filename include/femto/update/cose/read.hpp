// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/reader.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/cose/detail/header_reader.hpp>
#include <femto/update/cose/sign1.hpp>

#include <cstdint>

namespace fc::update::cose {

/// Reads one message, which is all there is in `given`.
/// @errors  unsupported_algorithm: none in the protected header, or another than `accepted`;
///          unknown_critical_header; unexpected_item: what RFC 9052 forbids, such as an algorithm that
///          is not protected, nothing that is critical, a critical parameter that is not there, or
///          two key identifiers; as cbor::reader
FEMTO_OUTLINE constexpr result<sign1> read_sign1(const cbor::reader& given,
                                                 numbers accepted = numbers::fully_specified) {
    cbor::scanner from = given.items();
    const std::uint32_t at = from.offset();
    const std::uint64_t tag = from.tag();
    if (from.array() != 4 || tag != sign1_tag) {
        from.refuse(errc::unexpected_item, at);
    }

    result<sign1> read{std::in_place};
    sign1& message = *read;
    cbor::scanner encoded = from.nested();
    message.protected_header = encoded.rest();
    detail::header_reader headers{message, accepted};
    if (!encoded.at_end()) {
        headers.read(encoded, true);
        encoded.end();
    }
    if (!headers.has_algorithm()) {
        encoded.refuse(errc::unsupported_algorithm, encoded.offset());
    }
    from.merge(encoded);
    headers.read(from, false);

    message.is_detached = from.peek() == cbor::type::simple;
    if (message.is_detached) {
        from.null();
    } else {
        message.payload = from.bytes();
    }
    message.signature = from.bytes();
    from.end();
    if (from.failed()) {
        read = {from.error(), from.offset()};
    }
    return read;
}

} // namespace fc::update::cose
