// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/tables.hpp>

#include <cstdint>

namespace fc::update::suit {

/// Which table a number is looked up in.
enum class table : std::uint8_t {
    envelope,
    manifest,
    common,
    command,
    parameter,
    digest,
    text,
    component_text,
};

/// What people want to know of a number.
struct key_facts {
    const char* name = nullptr; ///< nothing for a number that nobody has given a meaning
    const char* section = "";   ///< of the draft
    treatment how = treatment::refused;
};

namespace detail {

template <profile Profile, class Key>
constexpr key_facts find_facts(std::int64_t number) {
    for (const auto& row : table_of<Key>) {
        const form_key key = row.template in<Profile>();
        if (number != 0 && key.number == number) {
            return {row.name, row.section, key.how};
        }
    }
    return {};
}

} // namespace detail

/// The facts of a number in a form. For tools: it brings all names with it.
template <profile Profile>
constexpr key_facts facts_of(table in, std::int64_t number) {
    switch (in) {
    case table::envelope: return detail::find_facts<Profile, envelope_key>(number);
    case table::manifest: return detail::find_facts<Profile, manifest_key>(number);
    case table::common: return detail::find_facts<Profile, common_key>(number);
    case table::command: return detail::find_facts<Profile, command>(number);
    case table::parameter: return detail::find_facts<Profile, parameter>(number);
    case table::digest: return detail::find_facts<Profile, digest_algorithm>(number);
    case table::text: return detail::find_facts<Profile, text_key>(number);
    default: return detail::find_facts<Profile, component_text_key>(number);
    }
}

} // namespace fc::update::suit
