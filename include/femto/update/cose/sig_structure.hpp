// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/writer.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cose {

/// What is signed (RFC 9052 section 4.4), without external data: ["Signature1", protected, h'',
/// payload].
/// @errors  buffer_too_small, with the size it takes
FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>>
sig_structure(std::span<const std::uint8_t> protected_header, std::span<const std::uint8_t> payload,
              std::span<std::uint8_t> room) {
    cbor::writer into{room};
    into.array(4);
    into.text("Signature1");
    into.bytes(protected_header);
    into.bytes({});
    into.bytes(payload);
    return into.written();
}

} // namespace fc::update::cose
