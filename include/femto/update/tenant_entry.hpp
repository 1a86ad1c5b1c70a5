// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update {

/// What a key may still do.
enum class key_status : std::uint8_t {
    active = 0,
    retired = 1, ///< signs nothing any more; what it signed stays
    revoked = 2  ///< neither: what it signed does not run
};

/// Of the id of a key: the first of its thumbprint (RFC 9679, with SHA-256).
inline constexpr std::size_t key_id_bytes = 8;
/// The longest name of a tenant or container.
inline constexpr std::size_t name_bytes = 15;

/// A key, as a list of tenants has it. Spans into that.
struct tenant_key {
    std::span<const std::uint8_t> id{}; // of `key_id_bytes`
    platform::signature_scheme scheme = platform::signature_scheme::ed25519;
    std::span<const std::uint8_t> public_key{};
    key_status status = key_status::active;
    std::uint8_t tenant = 0; // its place in the list
};

/// The items of an array that were checked, where they lie: to be taken one after the other.
struct checked_items {
    std::uint32_t count = 0;
    std::span<const std::uint8_t> bytes{}; // from the first on

    constexpr cbor::scanner scan() const { return cbor::scanner{bytes}; }
};

/// A tenant, as a list has it: who it is, and what it may have at most. Spans into the list.
struct tenant_entry {
    std::span<const std::uint8_t> bytes{}; // the whole entry
    std::span<const std::uint8_t> name{};
    checked_items identities{}; // text
    std::uint32_t slots = 0;    // bit n for slot n
    bool has_all_hooks = false;
    checked_items hooks{}; // byte strings of 16
    bool has_all_helpers = false;
    checked_items helpers{}; // numbers below 2^32
    std::uint8_t store_entries = 0;
    std::uint32_t budget = 0;
    std::uint32_t window_slots = 0;

    constexpr bool may_use_slot(std::uint32_t slot) const {
        return slot < 32 && (slots >> slot & 1U) != 0;
    }
};

} // namespace fc::update
