// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/members.hpp>
#include <femto/update/suit/structure.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// The bytes of an envelope that are in one place.
struct envelope_bytes {
    const std::uint8_t* first = nullptr;
    std::uint32_t size = 0;

    /// At an item that is at this offset.
    FEMTO_OUTLINE constexpr cbor::scanner scan(std::uint32_t item) const {
        cbor::scanner all{std::span{first, size}};
        all.go_to(item);
        return all;
    }
    /// The bytes of that item, of which all are there.
    constexpr std::span<const std::uint8_t> encoded(std::uint32_t item) const {
        return scan(item).skip();
    }
};

/// What stands in an envelope before its texts and integrated payloads: all that has to be in memory
/// at once. Behind its `size` bytes come the members that are left. Nothing in it is to be believed.
struct head : envelope_bytes {
    std::uint32_t members_left = 0;
    std::uint32_t items[static_cast<std::size_t>(envelope_key::text)]{}; ///< 0: there is none

    constexpr std::uint32_t item(envelope_key key) const {
        return items[static_cast<std::size_t>(key)];
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
FEMTO_INLINE constexpr result<head> read_head(std::span<const std::uint8_t> so_far,
                                              std::size_t room) {
    cbor::scanner in{so_far};
    result<head> read{std::in_place};
    read->first = so_far.data();
    if (Profile::is_current && in.tag() != envelope_tag) {
        in.refuse(errc::unsupported_manifest);
    }
    read->members_left = cbor::find_members(
        in, detail::known_numbers<Profile, envelope_key, treatment::processed>, read->items);
    read->size = in.offset();
    if (read->item(envelope_key::authentication_wrapper) == 0 ||
        read->item(envelope_key::manifest) == 0) {
        in.refuse(errc::unexpected_item, read->size);
    }
    if (in.failed()) {
        const bool is_full = in.error() == errc::truncated && so_far.size() >= room;
        read = {is_full ? errc::manifest_too_large : in.error(), in.offset()};
    }
    return read;
}

} // namespace fc::update::suit
