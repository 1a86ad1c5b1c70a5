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
    /// @errors       those of `cbor::scanner`; unsupported_manifest: another version;
    ///               unsupported_algorithm; unexpected_item: a name, id or key of the wrong length;
    ///               value_out_of_range; unknown_tenant: a key of nobody; same_key
    static constexpr result<key_set> open(borrowed<std::uint8_t> bytes) {
        cbor::scanner in{bytes};
        detail::expect_array(in, 4);
        const std::uint32_t at = in.offset();
        if (in.uint() != version) {
            in.refuse(errc::unsupported_manifest, at);
        }
        key_set out;
        tenant_entry tenant;
        out.tenants_ = take_list(in, tenants_max, [&] { detail::take_tenant(in, tenant); });
        tenant_key key;
        out.keys_ = take_list(in, keys_max, [&] {
            const std::uint32_t begin = in.offset();
            detail::take_key(in, key);
            if (key.tenant >= out.tenant_count()) {
                in.refuse(errc::unknown_tenant, begin);
            }
        });
        out.administrators_ = detail::take_items(in, detail::item::identity);
        in.end();
        for (std::uint32_t i = 0; i < out.key_count() && !in.failed(); ++i) {
            if (*out.find_key(out.key(i).id) != i) {
                in.refuse(errc::same_key, i);
            }
        }
        return in.failed() ? result<key_set>{in.error(), in.offset()} : result<key_set>{out};
    }

    constexpr std::uint32_t tenant_count() const { return tenants_.count; }
    /// @param index  below `tenant_count()`
    FEMTO_OUTLINE constexpr tenant_entry tenant(std::uint32_t index) const {
        cbor::scanner in = tenants_.scan();
        tenant_entry out;
        for (std::uint32_t i = 0; i <= index; ++i) {
            detail::take_tenant(in, out);
        }
        return out;
    }

    constexpr std::uint32_t key_count() const { return keys_.count; }
    /// @param index  below `key_count()`
    FEMTO_OUTLINE constexpr tenant_key key(std::uint32_t index) const {
        cbor::scanner in = keys_.scan();
        tenant_key out;
        for (std::uint32_t i = 0; i <= index; ++i) {
            detail::take_key(in, out);
        }
        return out;
    }
    /// The index of the key with this id.
    /// @errors  unknown_key
    FEMTO_OUTLINE constexpr result<std::uint32_t> find_key(std::span<const std::uint8_t> id) const {
        for (std::uint32_t i = 0; i < keys_.count; ++i) {
            if (same_bytes(key(i).id, id)) {
                return i;
            }
        }
        return errc::unknown_key;
    }

    constexpr bool is_administrator(std::span<const std::uint8_t> identity) const {
        return detail::has_identity(administrators_, identity);
    }
    /// The tenant whose containers this peer may manage.
    /// @errors  not_authorised
    constexpr result<std::uint32_t> tenant_of_peer(std::span<const std::uint8_t> identity) const {
        for (std::uint32_t i = 0; i < tenants_.count; ++i) {
            if (detail::has_identity(tenant(i).identities, identity)) {
                return i;
            }
        }
        return errc::not_authorised;
    }

private:
    template <class TakeOne>
    static constexpr checked_items take_list(cbor::scanner& in, std::uint32_t most,
                                             TakeOne take_one) {
        const std::uint32_t at = in.offset();
        checked_items out;
        out.count = in.array();
        out.bytes = in.rest();
        if (out.count > most) {
            in.refuse(errc::value_out_of_range, at);
        }
        for (std::uint32_t left = out.count; left != 0 && !in.failed(); --left) {
            take_one();
        }
        return out;
    }

    checked_items tenants_{};
    checked_items keys_{};
    checked_items administrators_{};
};

} // namespace fc::update
