// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/tenant_entry.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::detail {

inline constexpr std::uint32_t any_number = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::size_t identity_bytes = 64;
inline constexpr std::size_t uuid_bytes = 16;

/// Takes a number that is at most `most`.
FEMTO_OUTLINE constexpr std::uint32_t take_number(cbor::scanner& in,
                                                  std::uint32_t most = any_number) {
    const std::uint32_t at = in.offset();
    const std::uint64_t number = in.uint();
    if (number > most) {
        in.refuse(errc::value_out_of_range, at);
    }
    return static_cast<std::uint32_t>(number);
}

/// Takes the head of an array of exactly so many items.
constexpr void expect_array(cbor::scanner& in, std::uint32_t items) {
    const std::uint32_t at = in.offset();
    if (in.array() != items) {
        in.refuse(errc::unexpected_item, at);
    }
}

/// Takes a text, or bytes, of `least` to `most`.
FEMTO_OUTLINE constexpr std::span<const std::uint8_t>
take_string(cbor::scanner& in, bool is_text, std::size_t least, std::size_t most) {
    const std::uint32_t at = in.offset();
    const auto string = is_text ? in.text() : in.bytes();
    if (string.size() < least || string.size() > most) {
        in.refuse(errc::unexpected_item, at);
    }
    return string;
}
constexpr std::span<const std::uint8_t> take_text(cbor::scanner& in, std::size_t most) {
    return take_string(in, true, 1, most);
}
constexpr std::span<const std::uint8_t> take_bytes(cbor::scanner& in, std::size_t size) {
    return take_string(in, false, size, size);
}

enum class item : std::uint8_t { identity, hook, helper };

/// Takes an array of what is all of one kind; nothing of it where it says `true`, for all there are.
FEMTO_OUTLINE constexpr checked_items take_items(cbor::scanner& in, item what,
                                                 bool* all = nullptr) {
    checked_items out;
    if (all != nullptr && in.peek() == cbor::type::simple) {
        const std::uint32_t at = in.offset();
        *all = in.boolean();
        if (!*all) {
            in.refuse(errc::unexpected_item, at);
        }
        return out;
    }
    out.count = in.array();
    out.bytes = in.rest();
    for (std::uint32_t left = out.count; left != 0 && !in.failed(); --left) {
        switch (what) {
        case item::identity: take_text(in, identity_bytes); break;
        case item::hook: take_bytes(in, uuid_bytes); break;
        case item::helper: take_number(in); break;
        }
    }
    return out;
}

/// Whether a text is among identities that were checked. Nobody is nameless.
FEMTO_OUTLINE constexpr bool has_identity(const checked_items& of,
                                          std::span<const std::uint8_t> identity) {
    cbor::scanner in = of.scan();
    bool found = false;
    for (std::uint32_t left = of.count; left != 0 && !found; --left) {
        found = same_bytes(in.text(), identity);
    }
    return found;
}

FEMTO_OUTLINE constexpr void take_tenant(cbor::scanner& in, tenant_entry& out) {
    const auto before = in.rest();
    expect_array(in, 8);
    out.name = take_text(in, name_bytes);
    out.identities = take_items(in, item::identity);
    out.slots = take_number(in);
    out.has_all_hooks = false;
    out.hooks = take_items(in, item::hook, &out.has_all_hooks);
    out.has_all_helpers = false;
    out.helpers = take_items(in, item::helper, &out.has_all_helpers);
    out.store_entries = static_cast<std::uint8_t>(take_number(in, 255));
    out.budget = take_number(in);
    out.window_slots = take_number(in);
    out.bytes = before.first(before.size() - in.rest().size());
}

FEMTO_OUTLINE constexpr void take_key(cbor::scanner& in, tenant_key& out) {
    expect_array(in, 5);
    out.tenant = static_cast<std::uint8_t>(take_number(in, 255));
    out.id = take_bytes(in, key_id_bytes);
    out.scheme = cose::take_algorithm(in, cose::numbers::fully_specified);
    out.public_key = take_bytes(in, cose::key_bytes(out.scheme));
    out.status = static_cast<key_status>(take_number(in, 2));
}

} // namespace fc::update::detail
