// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/borrowed.hpp>
#include <femto/base/result.hpp>
#include <femto/update/detail/read_tenant.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update {

/// The tenants of a device, with their keys and rights, as a root key signs them and the slot of keys
/// holds them:
///
///     key-set  = [version: 1, [* tenant], [* key], administrators: [* identity]]
///     tenant   = [name: tstr, [* identity], slots: uint, hooks: true / [* bstr .size 16],
///                 helpers: true / [* uint], store_entries: uint, budget: uint, window_slots: uint]
///     key      = [tenant: uint, id: bstr .size 8, algorithm: -19 / -9, public: bstr, status: 0..2]
///     identity = tstr
///
/// `slots` has bit n for slot n. `tenant` is the place of its owner in the list. An identity is what
/// a peer of the network proves to be (of DTLS with pre-shared keys, its PSK identity): it may manage
/// the containers of its tenant, that of an administrator those of all.
class key_set {
public:
    static constexpr std::uint64_t version = 1;
    static constexpr std::uint32_t tenants_max = 32;
    static constexpr std::uint32_t keys_max = 64;

    constexpr key_set() = default;

    /// Checks a list to its last byte.
    /// @param bytes  must outlive the list, and stay unwritten
    /// @errors       those of `cbor::reader`; unsupported_manifest: another version;
    ///               unsupported_algorithm; unexpected_item: a name, id or key of the wrong length;
    ///               value_out_of_range; unknown_tenant: a key of nobody; same_key
    static constexpr result<key_set> open(borrowed<std::uint8_t> bytes) {
        cbor::reader from{bytes};
        detail::first_error wrong;
        detail::expect_array(from, 4, wrong);
        const std::uint32_t at = from.offset();
        wrong.unless(wrong.take(from.uint()) == version, errc::unsupported_manifest, at);

        key_set out;
        out.tenants_ = detail::take_items(from, wrong, [&] { detail::take_tenant(from, wrong); });
        wrong.unless(out.tenants_.count <= tenants_max, errc::value_out_of_range, at);
        out.keys_ = detail::take_items(from, wrong,
                                       [&] { detail::take_key(from, out.tenants_.count, wrong); });
        wrong.unless(out.keys_.count <= keys_max, errc::value_out_of_range, at);
        out.administrators_ = detail::take_items(
            from, wrong, [&] { detail::take_text(from, detail::identity_bytes, wrong); });
        wrong.take(from.end());
        for (std::uint32_t i = 0; i < out.key_count() && !wrong; ++i) {
            wrong.unless(*out.find_key(out.key(i).id) == i, errc::same_key, i);
        }
        if (wrong) {
            return {wrong.error(), wrong.at()};
        }
        return out;
    }

    constexpr std::uint32_t tenant_count() const { return tenants_.count; }
    /// @param index  below `tenant_count()`
    constexpr tenant_entry tenant(std::uint32_t index) const {
        cbor::reader from = tenants_.from;
        detail::first_error none;
        for (std::uint32_t i = 0; i < index; ++i) {
            detail::take_tenant(from, none);
        }
        return detail::take_tenant(from, none);
    }

    constexpr std::uint32_t key_count() const { return keys_.count; }
    /// @param index  below `key_count()`
    constexpr tenant_key key(std::uint32_t index) const {
        cbor::reader from = keys_.from;
        detail::first_error none;
        for (std::uint32_t i = 0; i < index; ++i) {
            detail::take_key(from, tenants_.count, none);
        }
        return detail::take_key(from, tenants_.count, none);
    }
    /// The index of the key with this id.
    /// @errors  unknown_key
    FEMTO_OUTLINE constexpr result<std::uint32_t> find_key(std::span<const std::uint8_t> id) const {
        for (std::uint32_t i = 0; i < keys_.count; ++i) {
            if (detail::are_equal(key(i).id, id)) {
                return i;
            }
        }
        return errc::unknown_key;
    }

    constexpr bool is_administrator(std::span<const std::uint8_t> identity) const {
        return detail::has_text(administrators_, identity);
    }
    /// The tenant whose containers this peer may manage.
    /// @errors  not_authorised
    constexpr result<std::uint32_t> tenant_of_peer(std::span<const std::uint8_t> identity) const {
        cbor::reader from = tenants_.from;
        detail::first_error none;
        for (std::uint32_t i = 0; i < tenants_.count; ++i) {
            if (detail::has_text(detail::take_tenant(from, none).identities, identity)) {
                return i;
            }
        }
        return errc::not_authorised;
    }

private:
    checked_items tenants_{};
    checked_items keys_{};
    checked_items administrators_{};
};

} // namespace fc::update
