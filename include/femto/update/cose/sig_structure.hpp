// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/writer.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::cose {

namespace detail {
/// The head of an array of four and its first item, the text "Signature1".
inline constexpr std::uint8_t sig_context[] = {0x84, 0x6A, 'S', 'i', 'g', 'n',
                                               'a',  't',  'u', 'r', 'e', '1'};
/// External data, of which there is none.
inline constexpr std::uint8_t no_bytes[] = {0x40};
} // namespace detail

/// The head of a byte string.
class string_head {
public:
    constexpr explicit string_head(std::size_t size) {
        cbor::writer into{bytes_};
        into.bytes_of(size);
        size_ = into.size();
    }
    constexpr operator std::span<const std::uint8_t>() const {
        return std::span{bytes_}.first(size_);
    }

private:
    std::array<std::uint8_t, 9> bytes_{};
    std::size_t size_;
};

/// A byte string in two pieces, of which the first may be nothing: what a reader has as one item, and
/// a writer as a head and what it is of.
struct split_string {
    std::span<const std::uint8_t> head{};
    std::span<const std::uint8_t> rest{};
};

/// What is signed (RFC 9052 section 4.4), without external data: ["Signature1", protected, h'',
/// payload].
/// @param protected_header  with the head of its string
/// @return  the bytes it takes; when there are more than there is room for, they are not all written
FEMTO_INLINE constexpr std::size_t
write_sig_structure(std::span<const std::uint8_t> protected_header, const split_string& payload,
                    std::span<std::uint8_t> room) {
    const std::span<const std::uint8_t> parts[] = {detail::sig_context, protected_header,
                                                   detail::no_bytes, payload.head, payload.rest};
    std::size_t size = 0;
    for (const auto& part : parts) {
        for (const std::uint8_t byte : part) {
            if (size < room.size()) {
                room[size] = byte;
            }
            ++size;
        }
    }
    return size;
}

/// The same, as a span.
/// @errors  buffer_too_small, with the size it takes
constexpr result<std::span<const std::uint8_t>>
sig_structure(std::span<const std::uint8_t> protected_header, const split_string& payload,
              std::span<std::uint8_t> room) {
    const std::size_t size = write_sig_structure(protected_header, payload, room);
    if (size > room.size()) {
        return {errc::buffer_too_small, static_cast<std::uint32_t>(size)};
    }
    return std::span<const std::uint8_t>{room.first(size)};
}

} // namespace fc::update::cose
