// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/detail/first_error.hpp>
#include <femto/update/tenant_entry.hpp>

#include <cstdint>
#include <limits>

namespace fc::update::detail {

/// Takes a number that is at most `most`.
constexpr std::uint32_t take_number(cbor::reader& from, std::uint32_t most, first_error& wrong) {
    const std::uint32_t at = from.offset();
    const std::uint64_t number = wrong.take(from.uint());
    wrong.unless(number <= most, errc::value_out_of_range, at);
    return static_cast<std::uint32_t>(number);
}

/// Takes the head of an array that has exactly so many items.
constexpr void expect_array(cbor::reader& from, std::uint32_t items, first_error& wrong) {
    const std::uint32_t at = from.offset();
    wrong.unless(wrong.take(from.array()) == items, errc::unexpected_item, at);
}

/// Takes a byte string of exactly so many bytes.
constexpr std::span<const std::uint8_t> take_bytes(cbor::reader& from, std::size_t size,
                                                   first_error& wrong) {
    const std::uint32_t at = from.offset();
    const auto bytes = wrong.take(from.bytes());
    wrong.unless(bytes.size() == size, errc::unexpected_item, at);
    return bytes;
}

/// Takes a text of 1 to `most` bytes.
constexpr std::span<const std::uint8_t> take_text(cbor::reader& from, std::size_t most,
                                                  first_error& wrong) {
    const std::uint32_t at = from.offset();
    const auto text = wrong.take(from.text());
    wrong.unless(!text.empty() && text.size() <= most, errc::unexpected_item, at);
    return text;
}

/// Takes an array, each item of which `take_one` takes.
template <class TakeOne>
constexpr checked_items take_items(cbor::reader& from, first_error& wrong, TakeOne take_one) {
    checked_items out;
    out.count = wrong.take(from.array());
    out.from = from;
    for (std::uint32_t left = out.count; left != 0 && !wrong; --left) {
        take_one();
    }
    return out;
}

/// Takes `true`, for all there are, or such an array.
template <class TakeOne>
constexpr bool take_all_or(cbor::reader& from, checked_items& some, first_error& wrong,
                           TakeOne take_one) {
    const std::uint32_t at = from.offset();
    if (wrong.take(from.peek()) != cbor::type::simple) {
        some = take_items(from, wrong, take_one);
        return false;
    }
    const bool all = wrong.take(from.boolean());
    wrong.unless(all, errc::unexpected_item, at);
    return all;
}

constexpr bool are_equal(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; i < a.size() && same; ++i) {
        same = a[i] == b[i];
    }
    return same;
}

/// Whether a text is among those of an array that was checked. Nobody is nameless.
constexpr bool has_text(checked_items of, std::span<const std::uint8_t> text) {
    first_error none;
    bool found = false;
    for (; of.count != 0 && !found; --of.count) {
        found = are_equal(none.take(of.from.text()), text);
    }
    return found;
}

inline constexpr std::uint32_t any_number = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::size_t identity_bytes = 64;
inline constexpr std::size_t uuid_bytes = 16;

FEMTO_OUTLINE constexpr tenant_entry take_tenant(cbor::reader& from, first_error& wrong) {
    tenant_entry out;
    cbor::reader whole = from;
    expect_array(from, 8, wrong);
    out.name = take_text(from, name_bytes, wrong);
    out.identities = take_items(from, wrong, [&] { take_text(from, identity_bytes, wrong); });
    out.slots = take_number(from, any_number, wrong);
    out.has_all_hooks =
        take_all_or(from, out.hooks, wrong, [&] { take_bytes(from, uuid_bytes, wrong); });
    out.has_all_helpers =
        take_all_or(from, out.helpers, wrong, [&] { take_number(from, any_number, wrong); });
    out.store_entries = static_cast<std::uint8_t>(take_number(from, 255, wrong));
    out.budget = take_number(from, any_number, wrong);
    out.window_slots = take_number(from, any_number, wrong);
    if (!wrong) {
        out.bytes = wrong.take(whole.skip());
    }
    return out;
}

FEMTO_OUTLINE constexpr tenant_key take_key(cbor::reader& from, std::uint32_t tenants,
                                            first_error& wrong) {
    tenant_key out;
    expect_array(from, 5, wrong);
    out.tenant = static_cast<std::uint8_t>(take_number(from, any_number, wrong));
    wrong.unless(out.tenant < tenants, errc::unknown_tenant, from.offset());
    out.id = take_bytes(from, key_id_bytes, wrong);
    const std::uint32_t at = from.offset();
    const std::int64_t number = wrong.take(from.integer());
    bool is_known = false;
    for (const cose::algorithm_row& each : cose::algorithms) {
        if (each.number == number && !each.is_polymorphic) {
            out.scheme = each.scheme;
            is_known = true;
        }
    }
    wrong.unless(is_known, errc::unsupported_algorithm, at);
    out.public_key = take_bytes(from, cose::key_bytes(out.scheme), wrong);
    out.status = static_cast<key_status>(take_number(from, 2, wrong));
    return out;
}

} // namespace fc::update::detail
