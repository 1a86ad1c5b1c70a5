// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/members.hpp>
#include <femto/update/suit/profile.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::suit {

/// What becomes of a manifest that has a key.
enum class treatment : std::uint8_t {
    refused, ///< the whole manifest is; the processor says which key it was
    ignored, ///< it does not bear on what femto does with an update
    processed,
};

/// A key in one form of the manifest. 0 is a key of neither: the draft keeps it for what somebody
/// forgot to set (section 8.1).
struct form_key {
    std::int16_t number = 0;
    treatment how = treatment::refused;
};
constexpr form_key refused(std::int16_t number) { return {number, treatment::refused}; }
constexpr form_key ignored(std::int16_t number) { return {number, treatment::ignored}; }
constexpr form_key processed(std::int16_t number) { return {number, treatment::processed}; }
inline constexpr form_key absent{};

/// All that femto knows of one key.
template <class Key>
struct key_row {
    Key key;
    const char* name;    ///< in the CDDL of the draft
    const char* section; ///< of draft-ietf-suit-manifest-37; "-09" for what only that revision has
    form_key current;
    form_key draft09;

    template <profile Profile>
    constexpr form_key in() const {
        return Profile::is_current ? current : draft09;
    }
};

/// The table of an enumeration of keys: one row per enumerator, in their order.
template <class Key>
inline constexpr std::array<key_row<Key>, 0> table_of{};

/// The number a key has in a form.
template <profile Profile, class Key>
constexpr std::int16_t number_of(Key key) {
    return table_of<Key>[static_cast<std::size_t>(key)].template in<Profile>().number;
}

namespace detail {

template <class Key>
constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table_of<Key>.size(); ++i) {
        if (table_of<Key>[i].key != static_cast<Key>(i)) {
            return false;
        }
    }
    return !table_of<Key>.empty();
}

/// Of the rows of a table, those up to the last that is treated so at least.
template <profile Profile, class Key>
constexpr std::size_t count_known(treatment least) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < table_of<Key>.size(); ++i) {
        count = table_of<Key>[i].template in<Profile>().how >= least ? i + 1 : count;
    }
    return count;
}

/// What a device has of a table: the numbers of what is not refused, in the place of each. The rest of
/// it is for people.
template <profile Profile, class Key, treatment Least = treatment::ignored>
inline constexpr auto known_numbers = [] {
    static_assert(is_in_order<Key>(), "a table has one row per enumerator, in their order");
    std::array<std::int16_t, count_known<Profile, Key>(Least)> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const form_key key = table_of<Key>[i].template in<Profile>();
        numbers[i] = key.how >= Least ? key.number : std::int16_t{0};
    }
    return numbers;
}();
} // namespace detail

/// Takes the number of a key in a form. False for one that is refused there, and for numbers that no
/// key has.
template <profile Profile, class Key>
constexpr bool take_key(cbor::scanner& in, Key& key) {
    constexpr const auto& numbers = detail::known_numbers<Profile, Key>;
    const std::uint32_t place = cbor::take_key(in, numbers);
    key = static_cast<Key>(place);
    return place != numbers.size();
}

/// The other way round, on a device: the number of a key that is not refused in this form.
template <profile Profile, class Key>
constexpr std::int16_t known_number(Key key) {
    return detail::known_numbers<Profile, Key>[static_cast<std::size_t>(key)];
}

} // namespace fc::update::suit
