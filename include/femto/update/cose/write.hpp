// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/cose/sign1.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::cose {

/// Writes the protected header of a message, `sign1::protected_header`: a byte string that has the
/// algorithm, and the key's identifier unless it is empty. Then `sig_structure` tells what to sign.
constexpr void write_protected_header(cbor::writer& into, std::int8_t algorithm,
                                      std::span<const std::uint8_t> key_id = {}) {
    const std::size_t begin = into.size();
    into.map(key_id.empty() ? 1 : 2);
    into.uint(1);
    into.integer(algorithm);
    if (!key_id.empty()) {
        into.uint(4);
        into.bytes(key_id);
    }
    into.enclose(begin);
}

/// Writes a message from its parts. Of `has_key_id`, `key_id` goes into the unprotected header; it is
/// for peers that look for it there, and its protected header must then have none.
constexpr void write_sign1(cbor::writer& into, const sign1& message) {
    into.tag(sign1_tag);
    into.array(4);
    into.raw(message.protected_header);
    into.map(message.has_key_id ? 1 : 0);
    if (message.has_key_id) {
        into.uint(4);
        into.bytes(message.key_id);
    }
    if (message.is_detached) {
        into.null();
    } else {
        into.bytes(message.payload);
    }
    into.bytes(message.signature);
}

} // namespace fc::update::cose
