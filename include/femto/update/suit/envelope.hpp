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

/// Items of an envelope, by where each of them begins: those that were passed over once, and so are
/// whole.
struct item_bounds {
    const std::uint8_t* first = nullptr; ///< the first byte of the envelope
    std::uint32_t size = 0;

    /// At an item; at nothing for none.
    FEMTO_OUTLINE constexpr cbor::scanner scan(const std::uint8_t* item) const {
        const auto at = item == nullptr ? size : static_cast<std::uint32_t>(item - first);
        return cbor::scanner{std::span{first + at, size - at}, at};
    }
};

/// What stands in an envelope before its texts and integrated payloads: all that has to be in memory
/// at once. Behind its `size` bytes come the members that are left. Nothing in it is to be believed.
struct head : item_bounds {
    std::uint32_t members_left = 0;
    const std::uint8_t* items[static_cast<std::size_t>(envelope_key::text)]{};

    constexpr const std::uint8_t* item(envelope_key key) const {
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
constexpr result<head> read_head(std::span<const std::uint8_t> so_far, std::size_t room) {
    cbor::scanner in{so_far};
    head read{};
    read.first = so_far.data();
    if (Profile::is_current && in.tag() != envelope_tag) {
        in.refuse(errc::unsupported_manifest, 0);
    }
    detail::members all{in, detail::known_keys<Profile, envelope_key, treatment::processed>};
    while (all.next()) {
        read.items[all.row()] = in.rest().data();
        in.skip();
    }
    read.members_left = all.left();
    read.size = in.offset();
    if (read.item(envelope_key::authentication_wrapper) == nullptr ||
        read.item(envelope_key::manifest) == nullptr) {
        in.refuse(errc::unexpected_item, read.size);
    }
    if (in.error() == errc::truncated && so_far.size() >= room) {
        return {errc::manifest_too_large, read.size};
    }
    if (in.failed()) {
        return {in.error(), in.offset()};
    }
    return read;
}

} // namespace fc::update::suit
