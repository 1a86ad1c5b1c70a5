// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/suit/profile.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

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

template <profile Profile, class Key>
constexpr std::size_t count_known(treatment least) {
    std::size_t count = 0;
    for (const auto& row : table_of<Key>) {
        count += row.template in<Profile>().how >= least;
    }
    return count;
}

} // namespace detail

/// What a device has of a row that is not refused; the rest of it is for people.
struct known_key {
    std::int16_t number;
    std::uint8_t row;
};

namespace detail {
template <profile Profile, class Key, treatment Least = treatment::ignored>
inline constexpr auto known_keys = [] {
    static_assert(is_in_order<Key>(), "a table has one row per enumerator, in their order");
    std::array<known_key, count_known<Profile, Key>(Least)> known{};
    std::size_t next = 0;
    for (const auto& row : table_of<Key>) {
        const form_key key = row.template in<Profile>();
        if (key.how >= Least) {
            known[next++] = {key.number, static_cast<std::uint8_t>(row.key)};
        }
    }
    return known;
}();

/// Finds the row of a number; false when it is none of these.
FEMTO_OUTLINE constexpr bool find_row(std::span<const known_key> known, std::int32_t number,
                                      std::uint8_t& row) {
    for (const known_key& each : known) {
        if (each.number == number) {
            row = each.row;
            return true;
        }
    }
    return false;
}
} // namespace detail

/// The key that has this number in a form, unless it is refused there: false then, and for numbers
/// that no key has.
template <profile Profile, class Key>
constexpr bool find_key(std::int32_t number, Key& key) {
    std::uint8_t row = 0;
    const bool is_known = detail::find_row(detail::known_keys<Profile, Key>, number, row);
    key = static_cast<Key>(row);
    return is_known;
}

/// The other way round, on a device: the number of a key that is not refused in this form.
template <profile Profile, class Key>
constexpr std::int16_t known_number(Key key) {
    for (const known_key& known : detail::known_keys<Profile, Key>) {
        if (known.row == static_cast<std::uint8_t>(key)) {
            return known.number;
        }
    }
    return 0;
}

} // namespace fc::update::suit
