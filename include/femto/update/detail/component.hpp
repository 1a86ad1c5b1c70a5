// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/update/suit/component_id.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

// What a component of a manifest is called says where it goes, and which hook its container is for:
//
//     current:  [slot: bstr .size 1, hook: bstr .size 16], [slot], ['keys']
//     draft -09: ['femto', digit], ['femto', 'keys']

/// The number that stands for the list of tenants: no slot has it.
inline constexpr std::uint16_t keys_place = 256;
/// That of no place.
inline constexpr std::uint16_t no_place = 0xFFFF;

inline constexpr std::array<std::uint8_t, 4> keys_word{'k', 'e', 'y', 's'};
inline constexpr std::array<std::uint8_t, 5> femto_word{'f', 'e', 'm', 't', 'o'};

/// The UUID of the hook that a component names; nothing for none.
template <class Profile>
constexpr std::span<const std::uint8_t> hook_of(const suit::component_id& id) {
    return Profile::is_current ? id[1] : std::span<const std::uint8_t>{};
}

/// The number of the place that a component names; `no_place` for none.
template <class Profile>
FEMTO_OUTLINE constexpr std::uint16_t place_of(const suit::component_id& id) {
    constexpr std::uint32_t parts = Profile::is_current ? 1 : 2;
    const auto place = id[parts - 1];
    if (!Profile::is_current && !same_bytes(id[0], femto_word)) {
        return no_place;
    }
    if (id.size() == parts && place.size() == keys_word.size() &&
        load_le<std::uint32_t>(place.data()) == load_le<std::uint32_t>(keys_word.data())) {
        return keys_place;
    }
    constexpr std::size_t hook_bytes = 16;
    const bool has_hook = Profile::is_current && id.size() == 2 && id[1].size() == hook_bytes;
    if (place.size() != 1 || (id.size() != parts && !has_hook)) {
        return no_place;
    }
    if constexpr (Profile::is_current) {
        return place[0];
    }
    const auto digit = static_cast<std::uint16_t>(place[0] - '0');
    return digit <= 9 ? digit : no_place;
}

} // namespace fc::update::detail
