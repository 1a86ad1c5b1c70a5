// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/writer.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cose {

namespace detail {
/// The head of an array of four and its first item, the text "Signature1".
inline constexpr std::uint8_t sig_context[] = {0x84, 0x6A, 'S', 'i', 'g', 'n',
                                               'a',  't',  'u', 'r', 'e', '1'};
} // namespace detail

/// What is signed (RFC 9052 section 4.4), without external data: ["Signature1", protected, h'',
/// payload].
/// @errors  buffer_too_small, with the size it takes
FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>>
sig_structure(std::span<const std::uint8_t> protected_header, std::span<const std::uint8_t> payload,
              std::span<std::uint8_t> room) {
    cbor::writer into{room};
    into.raw(detail::sig_context);
    into.bytes(protected_header);
    into.bytes_of(0);
    into.bytes(payload);
    return into.written();
}

} // namespace fc::update::cose
