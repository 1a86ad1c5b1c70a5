// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/suit/detail/members.hpp>
#include <femto/update/suit/structure.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// What stands in an envelope before its texts and integrated payloads: all that has to be in memory
/// at once. Spans into the bytes it was read from, each with the head of its byte string, as
/// digests have it. Nothing in it is to be believed yet.
struct head {
    const std::uint8_t* first = nullptr; ///< the first byte of the envelope
    std::uint32_t size = 0;              ///< of the head; behind it come the members that are left
    std::uint32_t members_left = 0;
    std::span<const std::uint8_t> items[static_cast<std::size_t>(envelope_key::text)]{};

    constexpr std::span<const std::uint8_t> item(envelope_key key) const {
        return items[static_cast<std::size_t>(key)];
    }
    /// Over a part of the envelope, or none.
    constexpr cbor::scanner scan(std::span<const std::uint8_t> part) const {
        const auto base = part.empty() ? 0 : static_cast<std::uint32_t>(part.data() - first);
        return cbor::scanner{part, base};
    }
};

/// Reads the head of an envelope of which only the first bytes need be there.
///
/// @param so_far  all that came so far, in one place
/// @param room    how much of the envelope can ever be there
/// @errors        truncated: more of it is needed; manifest_too_large: the room does not do;
///                unsupported_manifest: another tag;
///                unexpected_item, also where authentication or manifest are missing;
///                not_deterministic
/// @cost          reads lengths only, so it may be asked again after each piece
template <profile Profile>
constexpr result<head> read_head(std::span<const std::uint8_t> so_far, std::size_t room) {
    cbor::scanner in{so_far};
    head read{.first = so_far.data()};
    if (Profile::is_current && in.tag() != envelope_tag) {
        in.refuse(errc::unsupported_manifest, 0);
    }
    read.members_left = detail::take_members(
        in, detail::known_keys<Profile, envelope_key, treatment::processed>, read.items);
    read.size = in.offset();
    if (read.item(envelope_key::authentication_wrapper).empty() ||
        read.item(envelope_key::manifest).empty()) {
        in.refuse(errc::unexpected_item, in.offset());
    }
    if (in.error() == errc::truncated && so_far.size() >= room) {
        return {errc::manifest_too_large, in.offset()};
    }
    if (in.failed()) {
        return {in.error(), in.offset()};
    }
    return read;
}

} // namespace fc::update::suit
