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
/// at once. Behind its `size` bytes come the members that are left. Nothing in it is to be believed.
struct head {
    const std::uint8_t* first = nullptr; ///< the first byte of the envelope
    std::uint32_t size = 0;
    std::uint32_t members_left = 0;
    item_place items[static_cast<std::size_t>(envelope_key::text)]{};

    constexpr item_place item(envelope_key key) const {
        return items[static_cast<std::size_t>(key)];
    }
    /// At an item.
    FEMTO_OUTLINE constexpr cbor::scanner scan(std::uint32_t item) const {
        cbor::scanner all{std::span{first, size}};
        all.go_to(item);
        return all;
    }
};

/// Reads the head of an envelope of which only the first bytes need be there.
///
/// @param so_far  all that came so far, in one place
/// @param room    how much of the envelope can ever be there
/// @errors        truncated: more of it is needed; manifest_too_large: the room does not do, or
///                `head_bytes_max`; unsupported_manifest: another tag;
///                unexpected_item, also where authentication or manifest are missing;
///                not_deterministic
/// @cost          reads lengths only, so it may be asked again after each piece
template <profile Profile>
constexpr result<head> read_head(std::span<const std::uint8_t> so_far, std::size_t room) {
    cbor::scanner in{so_far};
    result<head> read{std::in_place};
    read->first = so_far.data();
    if (Profile::is_current && in.tag() != envelope_tag) {
        in.refuse(errc::unsupported_manifest, 0);
    }
    read->members_left = detail::find_members(
        in, detail::known_numbers<Profile, envelope_key, treatment::processed>, read->items);
    read->size = in.offset();
    if (read->item(envelope_key::authentication_wrapper) == 0 ||
        read->item(envelope_key::manifest) == 0) {
        in.refuse(errc::unexpected_item, read->size);
    }
    errc error = in.error();
    if (read->size > head_bytes_max || (error == errc::truncated && so_far.size() >= room)) {
        error = errc::manifest_too_large;
    }
    if (error != errc::ok) {
        read = {error, in.offset()};
    }
    return read;
}

} // namespace fc::update::suit
